import { onTestFinished } from 'vitest'
import { openAway } from '../../../src/main/away/away.ts'
import type { Away } from '../../../src/main/away/away.ts'
import { createRecoveries } from '../../../src/main/away/recoveries.ts'
import { createSchedule } from '../../../src/main/pull/schedule.ts'
import type { Schedule } from '../../../src/main/pull/schedule.ts'
import { listGaps } from '../../../src/main/store/gaps.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import type { Writer } from '../../../src/main/store/writer.ts'
import type { Gap } from '../../../src/shared/contract/away.ts'
import { providerIds } from '../../../src/shared/words.ts'
import type { ProviderId } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import type { MadeUpReader } from './made-up-reader.ts'

export interface AwayOffice {
  readonly store: Store
  readonly writer: Writer
  readonly schedule: Schedule
  readonly away: Away
  /** The clock, and what the machine is like. */
  readonly world: { nowMs: number; isListening: boolean; network: string }
  /** How often the receiver was said to be back, and the network another one. */
  readonly heard: { returns: number; networks: number }
  /** Newest first. */
  gaps(): Gap[]
  /** Lets the schedule's readings come to their end. */
  settled(): Promise<void>
}

/** Gap guard and schedule over a real store, with a clock that the test drives and no timers of its own. */
export function awayOffice({
  store = temporaryStore(),
  readers = [],
  inUse = readers.map(({ provider }) => provider),
  nowMs = NOON,
}: {
  readonly store?: Store
  readonly readers?: readonly MadeUpReader[]
  readonly inUse?: readonly ProviderId[]
  readonly nowMs?: number
} = {}): AwayOffice {
  const world = { nowMs, isListening: true, network: 'at home' }
  const heard = { returns: 0, networks: 0 }
  const writer = createWriter(store.write)
  const now = (): number => world.nowMs
  const onFailure = (error: unknown): never => {
    throw error
  }
  const recoveries = createRecoveries({
    store,
    writer,
    now,
    providers: providerIds,
    isInUse: (provider) => inUse.includes(provider),
    readerOf: (provider) => readers.find((reader) => reader.provider === provider) ?? null,
  })
  const schedule = createSchedule({ watch: recoveries, now, onFailure })
  for (const reader of readers) schedule.add(reader)
  const away = openAway({
    store,
    writer,
    now,
    isListening: () => world.isListening,
    onGapEnded: recoveries.open,
    onReturn() {
      heard.returns += 1
      schedule.requestAll('gap')
    },
    onNetwork() {
      heard.networks += 1
      schedule.requestAll('network')
    },
    onBeat: () => schedule.retry('timer'),
    onFailure,
    network: () => world.network,
  })
  // Its heart would beat on, over a store that is closed.
  onTestFinished(() => away.close())
  return {
    store,
    writer,
    schedule,
    away,
    world,
    heard,
    gaps: () => listGaps(store.read, { limit: 50, shortestMs: 0 }),
    async settled() {
      for (const { provider } of readers) await schedule.request(provider, 'timer')
    },
  }
}

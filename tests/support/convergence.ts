import * as fc from 'fast-check'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createSettingsCache } from '../../src/main/desk/settings-cache.ts'
import type { AppointmentState } from '../../src/main/ingest/apply.ts'
import { createReceive } from '../../src/main/ingest/receive.ts'
import { readInternet } from '../../src/main/internet.ts'
import { providers } from '../../src/main/providers/index.ts'
import { createReader } from '../../src/main/pull/provider-reader.ts'
import type { PullParts } from '../../src/main/pull/parts.ts'
import type { ReadResult } from '../../src/main/pull/reader.ts'
import { tokenNameOf } from '../../src/main/pull/token-names.ts'
import { buildReceiver } from '../../src/main/receiver/build-receiver.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { findAppointmentState } from '../../src/main/store/appointments.ts'
import { saveConnection } from '../../src/main/store/connections.ts'
import { scalar } from '../../src/main/store/db.ts'
import { openStore } from '../../src/main/store/open.ts'
import { createWriter } from '../../src/main/store/writer.ts'
import { vaultRecordsOf } from '../../src/main/vault/store-records.ts'
import { openVault } from '../../src/main/vault/open-vault.ts'
import type { TokenProviderId } from '../../src/shared/words.ts'
import { drawer } from '../unit/desk/test-desk.ts'
import { overHttp } from './stand-ins/common/outbox.ts'
import type { Deliver, Push } from './stand-ins/common/outbox.ts'
import type { StandIn } from './stand-ins/common/serve.ts'

export const OFFICE = 'https://desk.example.com'
/** With what the provider signs, and what the vault knows. */
export const SIGNING_SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXRlc3RzLTAwMQ=='

export interface OurSideOptions {
  readonly provider: TokenProviderId
  /** The store's file. */
  readonly path: string
  readonly now: () => number
  /** Stand-ins in place of the internet, as DESKBELL_INTERNET names them. */
  readonly internet: Readonly<Record<string, string>>
  readonly token: string
  /** Of Smart-Scheduler only. */
  readonly apiUrl?: string
}

/** The receiver, the store and the reader of one provider, as one desk has them; switched off, nothing is left but the file. */
export interface OurSide {
  /** Carries a push to the receiver, wherever it listens now. */
  readonly deliver: Deliver
  switchOn(): Promise<void>
  switchOff(): Promise<void>
  /** Null: it is off. */
  read(): Promise<ReadResult | null>
  state(externalId: string): AppointmentState | null
  countAppointments(): number
  /** Pushes that the receiver, while it was on, did not take. */
  readonly refused: readonly Push[]
}

/** Switched off at first. */
export function createOurSide(options: OurSideOptions): OurSide {
  let opened: Awaited<ReturnType<typeof open>> | null = null
  const refused: Push[] = []
  // A port on which nobody listens any more, until it is opened.
  let port = 9
  return {
    refused,
    async deliver(push, sentAtMs) {
      const status = await overHttp({ ...push, url: `http://127.0.0.1:${port}${new URL(push.url).pathname}` }, sentAtMs)
      if (opened !== null && !isTaken(status)) refused.push(push)
      return status
    },
    async switchOn() {
      opened ??= await open(options)
      port = opened.port
    },
    async switchOff() {
      const closing = opened
      opened = null
      await closing?.close()
    },
    async read() {
      return opened === null ? null : opened.reader.read({ cause: 'hand', span: null, signal: new AbortController().signal })
    },
    state(externalId) {
      const found = opened && findAppointmentState(opened.store.read, { source: options.provider, externalId, origin: 'real' })
      return found ? (JSON.parse(found.state) as AppointmentState) : null
    },
    countAppointments: () => (opened ? scalar<number>(opened.store.read, 'SELECT count(*) FROM appointments') : 0),
  }
}

function isTaken(status: number | null): boolean {
  return status === 200 || status === 201
}

async function open({ provider, path, now, internet, token, apiUrl }: OurSideOptions) {
  const store = openStore({ path, nowMs: now() })
  // What a power cut leaves is another test's matter, and waiting for the disk would take most of the time.
  store.write.database.pragma('synchronous = OFF')
  const writer = createWriter(store.write)
  const settings = createSettingsCache(store, writer)
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'desk' }),
    keyring: drawer,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  await vault.setSecret(provider, SIGNING_SECRET, null)
  if (vault.credential(tokenNameOf(provider)) === null) await vault.setCredential(tokenNameOf(provider), token)
  if (apiUrl !== undefined) await writer.submit((db) => saveConnection(db, provider, { apiUrl }))
  const receive = createReceive({
    writer,
    endpointOf: (id) => ({ scheme: schemes[providers[id].schemes[0]], isLocked: false, secrets: vault.secretsFor(id) }),
    settings: settings.settings,
    takeMark: () => null,
    onFailure(error) {
      throw error
    },
  })
  const app = buildReceiver({ receive, providers, ready: () => true, now, proveReach: () => null })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const parts: PullParts = {
    store,
    writer,
    settings,
    vault,
    internet: readInternet(JSON.stringify(internet)),
    publicUrl: () => OFFICE,
    now,
    // Only connecting asks for one, and here nobody connects.
    requestReading: () => Promise.reject(new Error('nobody connects here')),
    log: () => undefined,
  }
  return {
    store,
    port: (app.server.address() as AddressInfo).port,
    reader: createReader(parts, provider, new Map()),
    async close() {
      await app.close()
      await writer.close()
      store.close()
    },
  }
}

/** One thing that happens. Numbers pick from what there is then, whatever their size. */
export type Step<Act> =
  | { readonly step: 'act'; readonly act: Act }
  /** Some of what was ever pushed, in this order, some twice. */
  | { readonly step: 'send'; readonly picks: readonly number[] }
  /** Everything that waits is lost. */
  | { readonly step: 'lose' }
  | { readonly step: 'switch' }
  | { readonly step: 'read' }
  /** Something happens, and is pushed, after so many requests of a reading. */
  | { readonly step: 'meanwhile'; readonly after: number; readonly act: Act; readonly picks: readonly number[] }
  /** The provider's API fails after so many requests. */
  | { readonly step: 'fail'; readonly after: number; readonly status: number }
  | { readonly step: 'wait'; readonly ms: number }

export interface History<Act> {
  readonly steps: readonly Step<Act>[]
  /** What arrives when everything was read. */
  readonly late: readonly number[]
}

const hourMs = 3_600_000

/**
 * @param failures statuses with which the provider's API fails; what a client waits for before it tries again takes its time.
 * @param first with what each history begins: before there is anything, nothing can happen to it.
 * @param meanwhile how often something happens while the provider is being read, of some twenty.
 */
export function historyOf<Act>(
  act: fc.Arbitrary<Act>,
  {
    failures = [401, 403, 500],
    first = act,
    meanwhile = 0,
  }: { readonly failures?: readonly number[]; readonly first?: fc.Arbitrary<Act>; readonly meanwhile?: number } = {},
): fc.Arbitrary<History<Act>> {
  const picks = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 })
  const step: fc.Arbitrary<Step<Act>> = fc.oneof(
    { weight: 10, arbitrary: fc.record({ step: fc.constant('act' as const), act }) },
    { weight: 4, arbitrary: fc.record({ step: fc.constant('send' as const), picks }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('lose' as const) }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('switch' as const) }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('read' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ step: fc.constant('fail' as const), after: fc.nat({ max: 8 }), status: fc.constantFrom(...failures) }),
    },
    {
      weight: meanwhile,
      arbitrary: fc.record({ step: fc.constant('meanwhile' as const), after: fc.nat({ max: 8 }), act, picks }),
    },
    { weight: 3, arbitrary: fc.record({ step: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 12 * hourMs }) }) },
  )
  const begin = fc.record({ step: fc.constant('act' as const), act: first })
  const steps = fc
    .tuple(begin, fc.array(step, { minLength: 2, maxLength: 12 }))
    .map(([one, others]): readonly Step<Act>[] => [one, ...others])
  return fc.record({ steps, late: fc.array(fc.nat({ max: 30 }), { maxLength: 6 }) })
}

export interface Playing<Act> {
  readonly provider: StandIn
  readonly ours: OurSide
  readonly pass: (ms: number) => void
  /** Does it at the provider; what is not possible there is left out. */
  readonly act: (act: Act) => void
}

/**
 * Plays a history with both sides, reads everything at its end while both are well, and then lets late pushes arrive.
 *
 * @returns those that our receiver took, as often as it took them.
 */
export async function play<Act>({ steps, late }: History<Act>, { provider, ours, pass, act }: Playing<Act>): Promise<readonly Push[]> {
  const ever = new Set<Push>()
  const taken: Push[] = []
  const { outbox, faults } = provider
  let isOn = true
  await ours.switchOn()

  function happen(one: Act): void {
    act(one)
    for (const push of outbox.waiting) ever.add(push)
  }

  async function readWhile({ after, act: one, picks }: Extract<Step<Act>, { step: 'meanwhile' }>): Promise<void> {
    const asked = provider.requests.length + after
    const reading = { isOver: false }
    const read = ours.read().finally(() => (reading.isOver = true))
    while (!reading.isOver && provider.requests.length < asked) await setImmediate()
    happen(one)
    await send(picks)
    await read
  }

  async function send(picks: readonly number[]): Promise<void> {
    const all = [...ever]
    if (all.length === 0) return
    const picked = picks.map((pick) => all[pick % all.length]!)
    const statuses = await outbox.flush({ pick: () => picked })
    taken.push(...picked.filter((_push, index) => isTaken(statuses[index] ?? null)))
  }

  async function run(step: Step<Act>): Promise<void> {
    switch (step.step) {
      case 'act':
        return happen(step.act)
      case 'send':
        return send(step.picks)
      case 'lose':
        return outbox.lose()
      case 'switch':
        isOn = !isOn
        return isOn ? ours.switchOn() : ours.switchOff()
      case 'read':
        await ours.read()
        return
      case 'meanwhile':
        return readWhile(step)
      case 'fail':
        return faults.add({ match: /./, status: step.status, after: step.after, body: {} })
      case 'wait':
        return pass(step.ms)
    }
  }

  for (const step of steps) {
    // No two things happen at the very same instant, but many in the same second.
    pass(7)
    await run(step)
  }
  faults.clear()
  await ours.switchOn()
  pass(1_500)
  const result = await ours.read()
  if (result?.outcome !== 'done') throw new Error(`the last reading ended with ${result?.outcome}`)
  pass(1_500)
  await send(late)
  return taken
}

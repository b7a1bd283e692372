import type { DeskStatus } from '../../shared/contract.ts'
import { providerIds } from '../../shared/words.ts'
import { getDeskCounts } from '../store/counts.ts'
import type { ApiContext, DeskParts, StoreProblem } from './context.ts'
import { os } from './implementer.ts'

export const desk = {
  status: os.desk.status.handler(({ context }) => statusOf(context)),
  announcements: os.desk.announcements.handler(({ context, signal }) => context.announcer.subscribe(signal)),
}

function statusOf({ version, isSandbox, desk }: ApiContext): DeskStatus {
  return { version, isSandbox, ...(desk.kind === 'open' ? openStatus(desk.parts) : closedStatus(desk.problem)) }
}

function openStatus({ store, vault, listening, outside, faults }: DeskParts): Omit<DeskStatus, 'version' | 'isSandbox'> {
  const storeTrouble = faults.store.trouble()
  // What cannot be read any more need not keep the window from saying so.
  const counts = storeTrouble === 'damaged' ? nothingCounted : getDeskCounts(store.read)
  const { lastDelivery, toLookAt, sampleCount, testCount, anyDelivery } = counts
  return {
    storeProblem: null,
    storeTrouble,
    receiver: listening.state(),
    vault: vault.status(),
    lastDelivery,
    toLookAt,
    firstStart: !anyDelivery && !providerIds.some((provider) => outside.isInUse(provider)),
    sampleCount,
    testCount,
  }
}

const nothingCounted: ReturnType<typeof getDeskCounts> = {
  lastDelivery: null,
  toLookAt: 0,
  sampleCount: 0,
  testCount: 0,
  anyDelivery: true,
}

/** The window shows the problem in place of everything else. */
function closedStatus(storeProblem: StoreProblem): Omit<DeskStatus, 'version' | 'isSandbox'> {
  return {
    storeProblem,
    storeTrouble: null,
    receiver: { state: 'starting' },
    vault: { state: 'ready', backend: null, mustChoose: false },
    lastDelivery: null,
    toLookAt: 0,
    firstStart: false,
    sampleCount: 0,
    testCount: 0,
  }
}

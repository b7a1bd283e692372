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

function openStatus({ store, vault, listening, outside }: DeskParts): Omit<DeskStatus, 'version' | 'isSandbox'> {
  const { lastDelivery, toLookAt, sampleCount, testCount, anyDelivery } = getDeskCounts(store.read)
  return {
    storeProblem: null,
    receiver: listening.state(),
    vault: vault.status(),
    lastDelivery,
    toLookAt,
    firstStart: !anyDelivery && !providerIds.some((provider) => outside.isInUse(provider)),
    sampleCount,
    testCount,
  }
}

/** The window shows the problem in place of everything else. */
function closedStatus(storeProblem: StoreProblem): Omit<DeskStatus, 'version' | 'isSandbox'> {
  return {
    storeProblem,
    receiver: { state: 'starting' },
    vault: { state: 'ready', backend: null, mustChoose: false },
    lastDelivery: null,
    toLookAt: 0,
    firstStart: false,
    sampleCount: 0,
    testCount: 0,
  }
}

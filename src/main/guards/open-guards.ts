import type { GuardState } from '../../shared/contract/guards.ts'
import type { Settings } from '../../shared/settings.ts'
import { providerIds } from '../../shared/words.ts'
import type { Receive } from '../ingest/receive.ts'
import type { GuardParts } from '../receiver/guard.ts'
import type { Marks } from '../rehearsal/marks.ts'
import type { Writer } from '../store/writer.ts'
import { createTrace } from './trace.ts'
import type { Trace } from './trace.ts'

export interface Guards {
  /** For the receiver. */
  readonly parts: GuardParts
  readonly trace: Trace
  /** What has been turned away since the start, beside what the log has. */
  state(): GuardState
}

export interface OpenGuardsParts {
  readonly settings: () => Settings
  readonly writer: Writer
  readonly marks: Marks
  readonly receive: Pick<Receive, 'onlyCounted'>
  readonly publicUrl: () => string | null
  readonly mostLateMs: GuardParts['mostLateMs']
}

export function openGuards({ settings, writer, marks, receive, publicUrl, mostLateMs }: OpenGuardsParts): Guards {
  const trace = createTrace(() => settings().debug)
  const turnedAway = { shed: 0, dropped: 0 }
  // After the cache of the settings, which began to listen before.
  writer.afterCommit(({ topics }) => {
    if (topics.includes('settings')) trace.settingsChanged()
  })
  return {
    parts: {
      settings: () => settings().guards,
      publicUrl,
      isOwn: marks.isIssued,
      waiting: writer.waiting,
      mostLateMs,
      onTurnedAway: (how) => void (turnedAway[how] += 1),
    },
    trace,
    state: () => ({
      ...turnedAway,
      counted: Object.fromEntries(providerIds.map((id) => [id, receive.onlyCounted(id)] as const).filter(([, count]) => count > 0)),
    }),
  }
}

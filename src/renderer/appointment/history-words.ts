import type { HistoryEntry } from '../../shared/appointment.ts'
import { formatDay, formatDayTime, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { changeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { reasonSentence } from './reason-words.ts'
import type { ReasonKeys } from './reason-words.ts'

type Entry = Pick<HistoryEntry, 'kind' | 'before' | 'after'> & Partial<Pick<HistoryEntry, 'actor'>>

/** What happened, in a few words: `moved from Tue 19 Nov 10:00 to Thu 21 Nov 14:00`, `cancelled by Jane Doe: “ill”`. */
export function historySentence({ kind, before, after, actor = null }: Entry, office: Office): string {
  const [from, to] = [numberOf(before['startMs']), numberOf(after['startMs'])]
  if (kind === 'rescheduled' && from !== null && to !== null) return moved(from, to, office)
  if (kind === 'created' && to !== null) return t('appointment.history.bookedFor', { when: formatDayTime(to, office) })
  if (kind === 'requested' && to !== null) return t('appointment.history.requestedFor', { when: formatDayTime(to, office) })
  if (kind === 'cancelled' || kind === 'declined') return becauseOf(kind === 'declined', after['cancellation'], actor) ?? changeLabel(kind)
  return changeLabel(kind)
}

/** Members that the sentence does not tell already; a change that made the appointment known needs none, the drawer shows them all. */
export function historyDetails({ kind, before, after }: Entry): { before: HistoryEntry['before']; after: HistoryEntry['after'] } {
  if (Object.keys(before).length === 0) return { before: {}, after: {} }
  const told = toldMembers(kind, before)
  const rest = (members: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(members).filter(([member]) => !told.includes(member)))
  return { before: rest(before), after: rest(after) }
}

function toldMembers(kind: Entry['kind'], before: Record<string, unknown>): string[] {
  // Identifiers of the other appointment: the drawer links to it.
  const links = ['supersedes', 'supersededBy']
  if (kind === 'rescheduled' && numberOf(before['startMs']) !== null) return [...links, 'startMs', 'endMs']
  if (kind === 'cancelled' || kind === 'declined') return [...links, 'status', 'cancellation']
  if (kind === 'arrived' || kind === 'completed' || kind === 'no_show' || kind === 'superseded') return [...links, 'status']
  return links
}

/** The day is said once when it stays the same. */
function moved(from: number, to: number, office: Office): string {
  const sameDay = formatDay(from, office) === formatDay(to, office)
  return sameDay
    ? t('appointment.history.movedOnDay', { from: formatTime(from, office), to: formatTime(to, office), day: formatDay(to, office) })
    : t('appointment.history.moved', { from: formatDayTime(from, office), to: formatDayTime(to, office) })
}

const reasons: ReasonKeys = {
  cancelledBy: 'appointment.history.cancelledBy',
  cancelledReason: 'appointment.history.cancelledReason',
  cancelledByReason: 'appointment.history.cancelledByReason',
  declinedBy: 'appointment.history.declinedBy',
  declinedReason: 'appointment.history.declinedReason',
  declinedByReason: 'appointment.history.declinedByReason',
}

/** @param actor stands at the head of the line already, and is not named twice */
function becauseOf(declined: boolean, cancellation: unknown, actor: string | null): string | null {
  if (typeof cancellation !== 'object' || cancellation === null) return null
  const { by, reason } = cancellation as Record<string, unknown>
  return reasonSentence(reasons, { by: by === actor ? null : textOf(by), reason: textOf(reason), declined })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

import type { HistoryEntry } from '../../shared/appointment.ts'
import { formatDay, formatDayTime, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { changeLabel } from '../ui/labels.ts'

type Entry = Pick<HistoryEntry, 'kind' | 'before' | 'after'>

/** What happened, in a few words: `moved from Tue 19 Nov 10:00 to Thu 21 Nov 14:00`, `cancelled by Jane Doe: “ill”`. */
export function historySentence({ kind, before, after }: Entry, office: Office): string {
  const [from, to] = [numberOf(before['startMs']), numberOf(after['startMs'])]
  if (kind === 'rescheduled' && from !== null && to !== null) return `moved from ${moved(from, to, office)}`
  if ((kind === 'created' || kind === 'requested') && to !== null) return `${changeLabel(kind)} for ${formatDayTime(to, office)}`
  if (kind === 'cancelled' || kind === 'declined') return `${changeLabel(kind)}${becauseOf(after['cancellation'])}`
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
  if (kind === 'completed' || kind === 'no_show' || kind === 'superseded') return [...links, 'status']
  return links
}

/** The day is said once when it stays the same. */
function moved(from: number, to: number, office: Office): string {
  const sameDay = formatDay(from, office) === formatDay(to, office)
  return sameDay
    ? `${formatTime(from, office)} to ${formatTime(to, office)} on ${formatDay(to, office)}`
    : `${formatDayTime(from, office)} to ${formatDayTime(to, office)}`
}

function becauseOf(cancellation: unknown): string {
  if (typeof cancellation !== 'object' || cancellation === null) return ''
  const { by, reason } = cancellation as Record<string, unknown>
  return `${typeof by === 'string' && by ? ` by ${by}` : ''}${typeof reason === 'string' && reason ? `: “${reason}”` : ''}`
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

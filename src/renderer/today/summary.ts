import type { AppointmentCard } from '../../shared/appointment.ts'
import { appointmentStatuses } from '../../shared/words.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import { addDays, dayOf, dayStartMs } from '../calendar/office-days.ts'
import type { Day } from '../calendar/office-days.ts'
import { spanOf } from '../calendar/span.ts'

type Counted = Pick<AppointmentCard, 'status' | 'origin'>
type Timed = Pick<AppointmentCard, 'id' | 'status' | 'origin' | 'startMs'>

/** The statuses that the strip tells. What a reschedule replaced stands on its new day, and is not part of this one. */
export const countedStatuses = appointmentStatuses.filter((status) => status !== 'superseded')

/** Those that start on the office's day, in the order of their start. */
export function startingOn<Card extends Timed>(cards: readonly Card[], day: Day, timeZone: string): Card[] {
  const [startMs, endMs] = [dayStartMs(day, timeZone), dayStartMs(addDays(day, 1), timeZone)]
  return cards
    .filter((card) => card.startMs >= startMs && card.startMs < endMs && card.status !== 'superseded')
    .sort((a, b) => a.startMs - b.startMs || a.id - b.id)
}

/** How many stand at each status, and how many tests and samples were left out. */
export function countByStatus(cards: readonly Counted[]): { counts: Record<AppointmentStatus, number>; notCounted: number } {
  const counts = Object.fromEntries(appointmentStatuses.map((status) => [status, 0])) as Record<AppointmentStatus, number>
  const real = cards.filter(({ origin }) => origin === 'real')
  for (const { status } of real) counts[status] += 1
  return { counts, notCounted: cards.length - real.length }
}

/**
 * Who comes next: the earliest that has not begun and of which nothing was said yet, and all others of the same instant. Tests and
 * samples come next only where nobody real does.
 */
export function comingNext<Card extends Timed>(cards: readonly Card[], nowMs: number): Card[] {
  const waited = cards.filter((card) => isExpected(card) && card.startMs > nowMs)
  const real = waited.filter(({ origin }) => origin === 'real')
  const candidates = real.length > 0 ? real : waited
  const earliest = Math.min(...candidates.map(({ startMs }) => startMs))
  return candidates.filter(({ startMs }) => startMs === earliest)
}

/** Started or over, and nobody has said whether they came; those that count first, each by start. */
export function toSettle<Card extends Timed>(cards: readonly Card[], nowMs: number): { real: Card[]; madeUp: Card[] } {
  const open = cards.filter((card) => isExpected(card) && card.startMs <= nowMs).sort((a, b) => a.startMs - b.startMs || a.id - b.id)
  return { real: open.filter(({ origin }) => origin === 'real'), madeUp: open.filter(({ origin }) => origin !== 'real') }
}

/** Where the arrow keys begin: what goes on or comes next, else the day's last one; null on an empty day. */
export function nearestToNow(cards: readonly Pick<AppointmentCard, 'id' | 'startMs' | 'endMs'>[], nowMs: number): number | null {
  const ordered = cards.toSorted((a, b) => a.startMs - b.startMs || a.id - b.id)
  return (ordered.find((card) => spanOf(card).endMs > nowMs) ?? ordered.at(-1))?.id ?? null
}

/** The office's day at an instant, with the instants between which its appointments start. */
export function dayAt(nowMs: number, timeZone: string): { day: Day; startMs: number; endMs: number } {
  const day = dayOf(nowMs, timeZone)
  return { day, startMs: dayStartMs(day, timeZone), endMs: dayStartMs(addDays(day, 1), timeZone) }
}

function isExpected({ status }: Pick<AppointmentCard, 'status'>): boolean {
  return status === 'scheduled' || status === 'pending'
}

import type { Attendee, Cancellation } from '../../shared/appointment.ts'
import type { AppointmentStatus, DeskMark } from '../../shared/words.ts'
import { endedAtMs, isCancellation, isMove, isOpening, toldAtMs, when, withoutOvertaken, type Fact } from './fact.ts'

export interface Outcome {
  readonly status: AppointmentStatus
  readonly end: End | null
  readonly endedAtMs: number | null
}

/** How it stands. @param sorted in the order in which the facts happened. */
export function foldOutcome(sorted: readonly Fact[], attendees: readonly Attendee[]): Outcome {
  // Made at the desk by mistake, and taken back: nothing is known of it any more.
  if (sorted.length === 0) return { status: 'cancelled', end: null, endedAtMs: null }
  const counting = withoutOvertaken(sorted)
  const superseded = counting.findLast((fact) => fact.kind === 'superseded')
  if (superseded) return { status: 'superseded', end: null, endedAtMs: endedAtMs(superseded) ?? toldAtMs(superseded) }
  const end = foldEnd(sorted, attendees)
  if (end === null) return { status: foldBeginning(counting), end: null, endedAtMs: null }
  // Who has arrived is here: that is no end.
  return {
    status: end.status,
    end,
    endedAtMs: end.status === 'arrived' || end.fact === null ? null : (endedAtMs(end.fact) ?? end.fact.receivedAtMs),
  }
}

function foldBeginning(sorted: readonly Fact[]): 'pending' | 'scheduled' {
  let status: 'pending' | 'scheduled' | null = null
  for (const { kind } of sorted) {
    if (kind === 'requested') status = 'pending'
    else if (kind === 'created' || kind === 'paid' || kind === 'rescheduled') status = 'scheduled'
    // Cal.com says ACCEPTED while the payment is only begun: it confirms nothing that was not confirmed before.
    else if (kind === 'payment_started') status ??= 'pending'
  }
  return status ?? 'scheduled'
}

export interface End {
  readonly status: DeskMark
  readonly fact: Fact | null
  readonly cancellation: Cancellation | null
}

const nobodyKnows: Cancellation = { by: null, reason: null, declined: false, rescheduleRequested: false }

export function foldEnd(sorted: readonly Fact[], attendees: readonly Attendee[]): End | null {
  let ends: End[] = []
  let startMs: number | null = null
  const counting = new Set(withoutOvertaken(sorted))
  for (const fact of sorted) {
    const movedTo = startOfMove(fact, startMs)
    startMs = fact.details.startMs ?? startMs
    if (movedTo !== null) ends = ends.filter((end) => !movedAway(fact, movedTo, end))
    if (!counting.has(fact)) continue
    if (isCancellation(fact.kind)) ends.push({ status: 'cancelled', fact, cancellation: fact.cancellation ?? nobodyKnows })
    else if (fact.kind === 'completed' || fact.kind === 'arrived') ends.push({ status: fact.kind, fact, cancellation: null })
    else if (fact.kind === 'no_show' && fact.noShows === undefined) ends.push({ status: 'no_show', fact, cancellation: null })
    else if (fact.kind === 'no_show_undone' && fact.noShows === undefined) ends = ends.filter((end) => end.status !== 'no_show')
    else if (fact.revives && fact.happenedAtMs !== null) ends = ends.filter((end) => !revivedBy(fact, end))
  }
  const present = attendees.filter((attendee) => attendee.active)
  if (attendees.length > 0 && present.length === 0) {
    const lastToLeave = sorted.findLast((fact) => fact.leaving !== undefined && fact.leaving.length > 0)
    if (lastToLeave) ends.push({ status: 'cancelled', fact: lastToLeave, cancellation: lastToLeave.cancellation ?? nobodyKnows })
  }
  const told = sorted.findLast((fact) => fact.noShows !== undefined)
  // A reading of what was cancelled after nobody had come tells both; the cancellation is how it stands.
  const isOver = told?.isWhole === true && isCancellation(told.kind)
  if (told && !isOver && present.length > 0 && present.every((attendee) => attendee.noShow))
    ends.push({ status: 'no_show', fact: told, cancellation: null })
  return ends.reduce<End | null>((best, end) => (best === null || outweighs(end, best) ? end : best), null)
}

/** The new start, when the fact moves the appointment away from one that was known. */
function startOfMove(fact: Fact, knownStartMs: number | null): number | null {
  const { startMs } = fact.details
  if (typeof startMs !== 'number' || knownStartMs === null || startMs === knownStartMs) return null
  return isMove(fact.kind) || fact.kind === 'created' || fact.isWhole ? startMs : null
}

/** Who is marked a quarter of an hour early, and then drawn a little later, has still arrived. */
const sameVisitMs = 6 * 3_600_000

/** What the desk said was about the time that it stood at then: a later move to quite another time makes it stand again. */
function movedAway(fact: Fact, startMs: number, { status, fact: said }: End): boolean {
  if (!said?.desk || when(fact) <= when(said)) return false
  return status === 'cancelled' || startMs > when(said) + sameVisitMs
}

/** A move brings a cancelled appointment back, and one that is over; a change of details only the cancelled one. */
function revivedBy(fact: Fact, end: End): boolean {
  // What was said at the desk is lifted by a move only, see `movedAway`: a provider repeats itself without knowing of it.
  if (end.fact?.happenedAtMs === null || end.fact?.desk) return false
  return end.status === 'cancelled' ? isOpening(fact.kind) || isMove(fact.kind) : fact.kind === 'created' || fact.kind === 'rescheduled'
}

/** The later statement counts; where times are unknown, the one that needs the better evidence: somebody came, somebody waited, somebody cancelled. */
function outweighs(end: End, other: End): boolean {
  // No contradiction: who had arrived is done when somebody, or the clock, says that it is over.
  if (end.status === 'completed' && other.status === 'arrived' && isVague(end)) return true
  if (end.status === 'arrived' && other.status === 'completed' && isVague(other)) return false
  const [clock, otherClock] = [end.fact?.byClock ?? false, other.fact?.byClock ?? false]
  if (clock !== otherClock) return otherClock
  const [at, otherAt] = [end, other].map(({ fact }) => (fact && endedAtMs(fact)) ?? Number.NEGATIVE_INFINITY) as [number, number]
  if (at !== otherAt) return at > otherAt
  return weight[end.status] > weight[other.status]
}
const weight: Record<DeskMark, number> = { cancelled: 0, no_show: 1, arrived: 2, completed: 3 }

function isVague({ fact }: End): boolean {
  return fact === null || fact.byClock === true || fact.happenedAtMs === null
}

import type { ChangeKind } from '../../shared/words.ts'
import type { AppointmentChange } from './change.ts'

/** One change as it is kept with its appointment. The state is always the fold of all facts, so that the order of arrival cannot matter. */
export interface Fact extends Omit<AppointmentChange, 'about' | 'source' | 'externalId'> {
  readonly receivedAtMs: number
  /** Of a reading that was made more than once with the same result: the first time, by the provider's clock. `happenedAtMs` is the latest. */
  readonly firstReadAtMs?: number
}

/** Which of two facts of the same instant came first; also which end weighs more where nobody knows the order. */
const rank: Record<ChangeKind, number> = {
  requested: 0,
  created: 1,
  payment_started: 2,
  paid: 3,
  updated: 4,
  rescheduled: 5,
  host_no_show: 6,
  cancelled: 7,
  declined: 8,
  no_show: 9,
  no_show_undone: 10,
  arrived: 11,
  completed: 12,
  superseded: 13,
  undone: 14,
}

export const isOpening = (kind: ChangeKind) => kind === 'created' || kind === 'requested'
export const isMove = (kind: ChangeKind) => kind === 'updated' || kind === 'rescheduled'
export const isCancellation = (kind: ChangeKind) => kind === 'cancelled' || kind === 'declined'

/**
 * When a fact happened, for sorting. A provider that gives no time leaves three things certain all the same: a creation is the
 * first, a cancellation's details are the last, and in between nothing better than arrival is known.
 */
export function when(fact: Fact): number {
  if (fact.happenedAtMs !== null) return fact.happenedAtMs
  if (isOpening(fact.kind)) return Number.NEGATIVE_INFINITY
  if (isCancellation(fact.kind)) return Number.POSITIVE_INFINITY
  return fact.receivedAtMs
}

/** True: `a` is certainly older than `b`. Two halves of one event carry the same instant, and neither is old news. */
export function happenedBefore(a: Fact, b: Fact): boolean {
  return when(a) < when(b)
}

/** Total, and for facts with a time independent of arrival: the last word is the content itself. */
export function compareFacts(a: Fact, b: Fact): number {
  const [whenA, whenB] = [when(a), when(b)]
  if (whenA !== whenB) return whenA < whenB ? -1 : 1
  if (rank[a.kind] !== rank[b.kind]) return rank[a.kind] - rank[b.kind]
  const [contentA, contentB] = [contentOf(a), contentOf(b)]
  return contentA < contentB ? -1 : contentA > contentB ? 1 : 0
}

/** The fact without its arrival: two with the same content are one fact. */
export function contentOf(fact: Fact): string {
  const { receivedAtMs: _arrival, firstReadAtMs: _first, ...content } = fact
  return canonical(content)
}

/** True: both were read, and told the same of the appointment. */
export function readTheSame(a: Fact, b: Fact): boolean {
  return a.isWhole === true && b.isWhole === true && contentOf({ ...a, happenedAtMs: 0 }) === contentOf({ ...b, happenedAtMs: 0 })
}

/** Two that read the same are one reading, as late as the later one. */
export function mergeReadings(a: Fact, b: Fact): Fact {
  const [first, last] = happenedBefore(b, a) ? [b, a] : [a, b]
  const since = Math.min(...[first, last].map((fact) => fact.firstReadAtMs ?? toldAtMs(fact)))
  return { ...last, firstReadAtMs: since }
}

/** JSON with sorted keys and without absent members, so that equal content is equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

/** When it was said: by the provider's clock, else when we were told. */
export const toldAtMs = (fact: Fact): number => fact.happenedAtMs ?? fact.receivedAtMs

/** When the booking that it tells of was made. */
export const bookedAtMs = (fact: Fact): number => fact.bookedAtMs ?? fact.firstReadAtMs ?? toldAtMs(fact)

/** When the end that it tells of came, by the provider's clock; of a reading that does not tell, when it was first found; null: nobody says. */
export const endedAtMs = (fact: Fact): number | null => fact.endedAtMs ?? fact.firstReadAtMs ?? fact.happenedAtMs

/**
 * What of the provider's statements still counts for the status: everything after the newest whole reading, and the reading itself. That
 * somebody came, or that the host did not, no reading knows, so it takes neither back.
 *
 * @param sorted by `inOrder`.
 */
export function withoutOvertaken(sorted: readonly Fact[]): readonly Fact[] {
  const whole = sorted.findLast((fact) => fact.isWhole)
  return whole === undefined ? sorted : sorted.filter((fact) => beyondReading.includes(fact.kind) || !isOvertaken(fact, whole))
}
const beyondReading: readonly ChangeKind[] = ['completed', 'host_no_show']

function isOvertaken(fact: Fact, whole: Fact): boolean {
  return fact !== whole && fact.desk === undefined && toldAtMs(fact) < toldAtMs(whole)
}

/** In the order in which they happened. What was said without a time before a reading stands before it, wherever its kind would place it. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length < 2) return facts
  const sorted = [...facts].sort(compareFacts)
  const place = sorted.findLastIndex((fact) => fact.isWhole)
  const late = place < 0 ? [] : sorted.slice(place + 1).filter((fact) => isOvertaken(fact, sorted[place]!))
  return late.length === 0 ? sorted : [...sorted.slice(0, place), ...late, ...sorted.slice(place).filter((fact) => !late.includes(fact))]
}

import type { AppointmentDetails, Attendee, Cancellation } from '../../shared/appointment.ts'
import type { AppointmentStatus, ChangeKind } from '../../shared/words.ts'
import type { AppointmentChange, AttendeeKey, DetailsPatch } from './change.ts'

/** One change as it is kept with its appointment. The state is always the fold of all facts, so that the order of arrival cannot matter. */
export interface Fact extends Omit<AppointmentChange, 'about' | 'source' | 'externalId'> {
  readonly receivedAtMs: number
}

/** What the facts of one appointment amount to. */
export interface Folded {
  readonly status: AppointmentStatus
  readonly details: AppointmentDetails
  readonly cancellation: Cancellation | null
  readonly hostNoShow: boolean
  readonly supersedes: string | null
  readonly supersededBy: string | null
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
  completed: 11,
  superseded: 12,
}

const isOpening = (kind: ChangeKind) => kind === 'created' || kind === 'requested'
const isMove = (kind: ChangeKind) => kind === 'updated' || kind === 'rescheduled'
const isCancellation = (kind: ChangeKind) => kind === 'cancelled' || kind === 'declined'

/**
 * When a fact happened, for sorting. A provider that gives no time leaves three things certain all the same: a creation is the
 * first, a cancellation's details are the last, and in between nothing better than arrival is known.
 */
function when(fact: Fact): number {
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
function compareFacts(a: Fact, b: Fact): number {
  const [whenA, whenB] = [when(a), when(b)]
  if (whenA !== whenB) return whenA < whenB ? -1 : 1
  if (rank[a.kind] !== rank[b.kind]) return rank[a.kind] - rank[b.kind]
  const [contentA, contentB] = [contentOf(a), contentOf(b)]
  return contentA < contentB ? -1 : contentA > contentB ? 1 : 0
}

/** The fact without its arrival: two with the same content are one fact. */
export function contentOf(fact: Fact): string {
  const { receivedAtMs: _arrival, ...content } = fact
  return canonical(content)
}

/** JSON with sorted keys and without absent members, so that equal content is equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

/** What all facts together say. Pure, and the same for every order of `facts`, see `when` for what arrival still decides. */
export function fold(facts: readonly Fact[]): Folded {
  const sorted = facts.length > 1 ? [...facts].sort(compareFacts) : facts
  const attendees = foldAttendees(sorted)
  const end = foldEnd(sorted, attendees)
  const superseded = sorted.findLast((fact) => fact.kind === 'superseded')
  return {
    status: superseded ? 'superseded' : (end?.status ?? foldBeginning(sorted)),
    details: { ...foldDetails(sorted), attendees },
    cancellation: end?.status === 'cancelled' && !superseded ? end.cancellation : null,
    hostNoShow: sorted.some((fact) => fact.kind === 'host_no_show'),
    supersedes: sorted.findLast((fact) => fact.supersedes !== undefined)?.supersedes ?? null,
    supersededBy: sorted.findLast((fact) => fact.supersededBy !== undefined)?.supersededBy ?? null,
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

interface End {
  readonly status: 'cancelled' | 'no_show' | 'completed'
  readonly fact: Fact | null
  readonly cancellation: Cancellation | null
}

const nobodyKnows: Cancellation = { by: null, reason: null, declined: false, rescheduleRequested: false }

function foldEnd(sorted: readonly Fact[], attendees: readonly Attendee[]): End | null {
  let ends: End[] = []
  for (const fact of sorted) {
    if (isCancellation(fact.kind)) ends.push({ status: 'cancelled', fact, cancellation: fact.cancellation ?? nobodyKnows })
    else if (fact.kind === 'completed') ends.push({ status: 'completed', fact, cancellation: null })
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
  if (told && present.length > 0 && present.every((attendee) => attendee.noShow))
    ends.push({ status: 'no_show', fact: told, cancellation: null })
  return ends.reduce<End | null>((best, end) => (best === null || outweighs(end, best) ? end : best), null)
}

/** A move brings a cancelled appointment back, and one that is over; a change of details only the cancelled one. */
function revivedBy(fact: Fact, end: End): boolean {
  if (end.fact?.happenedAtMs === null) return false
  return end.status === 'cancelled' ? isOpening(fact.kind) || isMove(fact.kind) : fact.kind === 'created' || fact.kind === 'rescheduled'
}

/** The later statement counts; where times are unknown, the one that needs the better evidence: somebody came, somebody waited, somebody cancelled. */
function outweighs(end: End, other: End): boolean {
  const [clock, otherClock] = [end.fact?.byClock ?? false, other.fact?.byClock ?? false]
  if (clock !== otherClock) return otherClock
  const [at, otherAt] = [end.fact?.happenedAtMs ?? Number.NEGATIVE_INFINITY, other.fact?.happenedAtMs ?? Number.NEGATIVE_INFINITY]
  if (at !== otherAt) return at > otherAt
  return weight[end.status] > weight[other.status]
}
const weight = { cancelled: 0, no_show: 1, completed: 2 }

const nothingKnown: Omit<AppointmentDetails, 'attendees'> = {
  title: null,
  startMs: null,
  endMs: null,
  startAssumed: false,
  timeZone: null,
  providerType: null,
  providerTypeSlug: null,
  location: null,
  hosts: [],
  groupId: null,
  iCalUid: null,
  notes: null,
  answers: [],
  metadata: {},
  rescheduleUrl: null,
  cancelUrl: null,
}

function foldDetails(sorted: readonly Fact[]): Omit<AppointmentDetails, 'attendees'> {
  let details = { ...nothingKnown }
  let moved = false
  for (const fact of sorted) {
    // A creation that was tried again is younger by its attempt than the move it preceded: it only fills gaps then.
    details = fact.kind === 'created' && moved ? fill(details, fact.details) : overlay(details, fact.details)
    if (isMove(fact.kind)) moved = true
    if (isCancellation(fact.kind)) moved = false
  }
  for (const fact of sorted) if (fact.fallback) details = fill(details, fact.fallback)
  return details
}

function overlay<T extends typeof nothingKnown>(known: T, patch: DetailsPatch): T {
  const next = { ...known, ...definedOnly(patch) }
  // Later payloads of Cal.com name the video service without the link; the link does not change under the same id.
  if (known.location?.url && next.location && !next.location.url && next.location.kind === known.location.kind)
    next.location = known.location
  return next
}

function fill<T extends typeof nothingKnown>(known: T, patch: DetailsPatch): T {
  const gaps = Object.entries(definedOnly(patch)).filter(([name]) => isGap(known[name as keyof typeof nothingKnown]))
  return { ...known, ...Object.fromEntries(gaps) }
}

function isGap(value: unknown): boolean {
  if (value === null || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function definedOnly(patch: DetailsPatch): DetailsPatch {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

/** Recognises a person of one appointment: e-mail without regard to case, else the provider's id, else the name. */
export function attendeeKey(person: Pick<Attendee, 'email' | 'externalId' | 'name'>): AttendeeKey {
  return person.email?.toLowerCase() ?? person.externalId ?? person.name ?? ''
}

/** In the order in which they were named; who left comes last, so that the first one is the client of an appointment that stands. */
function foldAttendees(sorted: readonly Fact[]): Attendee[] {
  const known = new Map<AttendeeKey, Attendee>()
  for (const fact of sorted) {
    const named = fact.attendees ?? []
    const replaces = fact.attendeesAreAll === true && named.length > 0
    const before = replaces ? new Map(known) : known
    if (replaces) known.clear()
    for (const person of named) {
      const key = attendeeKey(person)
      const earlier = before.get(key)
      known.set(key, { ...mergePerson(earlier, person), active: true, noShow: earlier?.noShow ?? false })
    }
    for (const key of fact.leaving ?? []) {
      const person = known.get(key) ?? {
        ...unknownPerson,
        email: key.includes('@') ? key : null,
        externalId: key.includes('@') ? null : key,
      }
      known.set(key, { ...person, active: false })
    }
    for (const { who, noShow } of fact.noShows ?? []) {
      const person = known.get(who) ?? {
        ...unknownPerson,
        email: who.includes('@') ? who : null,
        externalId: who.includes('@') ? null : who,
      }
      known.set(who, { ...person, noShow })
    }
  }
  return [...known.values()].sort((a, b) => Number(b.active) - Number(a.active))
}

const unknownPerson: Attendee = { email: null, name: null, phone: null, timeZone: null, externalId: null, active: true, noShow: false }

/** A newer payload that leaves a member out does not make us forget it. */
function mergePerson(earlier: Attendee | undefined, person: Omit<Attendee, 'active' | 'noShow'>): Omit<Attendee, 'active' | 'noShow'> {
  return {
    email: person.email ?? earlier?.email ?? null,
    name: person.name ?? earlier?.name ?? null,
    phone: person.phone ?? earlier?.phone ?? null,
    timeZone: person.timeZone ?? earlier?.timeZone ?? null,
    externalId: person.externalId ?? earlier?.externalId ?? null,
  }
}

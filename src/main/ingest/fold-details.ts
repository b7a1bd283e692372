import type { AppointmentDetails, Attendee } from '../../shared/appointment.ts'
import type { AttendeeKey, DetailsPatch } from './change.ts'
import { isCancellation, isMove, type Fact } from './fact.ts'

const nothingKnown: Omit<AppointmentDetails, 'attendees'> = {
  title: null,
  type: null,
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

/** What is known of it beside its status and its people. */
export function foldDetails(sorted: readonly Fact[]): Omit<AppointmentDetails, 'attendees'> {
  let details = { ...nothingKnown }
  let moved = false
  for (const fact of sorted) {
    // A creation that was tried again is younger by its attempt than the move it preceded: it only fills gaps then.
    details = fact.kind === 'created' && moved && !fact.isWhole ? fill(details, fact.details) : overlay(details, fact.details)
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
  if (Object.values(patch).every((value) => value !== undefined)) return patch
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

/** Recognises a person of one appointment: e-mail without regard to case, else the provider's id, else the name. */
export function attendeeKey(person: Pick<Attendee, 'email' | 'externalId' | 'name'>): AttendeeKey {
  return person.email?.toLowerCase() ?? person.externalId ?? person.name ?? ''
}

/** In the order in which they were named; who left comes last, so that the first one is the client of an appointment that stands. */
export function foldAttendees(sorted: readonly Fact[]): Attendee[] {
  const known = new Map<AttendeeKey, Attendee>()
  for (const fact of sorted) {
    const named = fact.attendees ?? []
    // A delivery that names nobody does not know; a reading that names nobody has looked.
    const replaces = fact.attendeesAreAll === true && (named.length > 0 || (fact.isWhole === true && fact.attendees !== undefined))
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
  const clientId = person.clientId ?? earlier?.clientId
  return {
    email: person.email ?? earlier?.email ?? null,
    name: person.name ?? earlier?.name ?? null,
    phone: person.phone ?? earlier?.phone ?? null,
    timeZone: person.timeZone ?? earlier?.timeZone ?? null,
    externalId: person.externalId ?? earlier?.externalId ?? null,
    ...(clientId !== undefined && { clientId }),
  }
}

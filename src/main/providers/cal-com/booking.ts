import type { AppointmentChange } from '../../ingest/change.ts'
import { passAlong, isPlainObject } from '../reading/pass-along.ts'
import { defined } from '../reading/patch.ts'
import { phoneInResponses, readResponses } from './answers.ts'
import { readCalComLocation } from './location.ts'
import type { Booking } from './schema.ts'

/** What a booking's payload tells beside its state. */
export function detailsOf(booking: Booking): AppointmentChange['details'] {
  const { startTime, endTime, length, metadata } = booking
  return defined({
    title: booking.title,
    startMs: startTime ?? undefined,
    endMs: endTime ?? (startTime != null && isMinutes(length) ? startTime + length * 60_000 : undefined),
    timeZone: booking.attendees?.[0]?.timeZone,
    providerType: booking.eventTitle ?? undefined,
    providerTypeSlug: booking.type,
    location: readCalComLocation(booking),
    hosts: hostsOf(booking),
    iCalUid: booking.iCalUID,
    notes: booking.additionalNotes,
    answers: readResponses(booking.responses),
    metadata: isPlainObject(metadata) ? passAlong(metadata) : undefined,
    ...pagesOf(booking),
  })
}

/** Where the booking is changed by whoever has its uid. Source: lib/CalEventParser.ts, getRescheduleLink and getCancelLink. */
function pagesOf({ bookerUrl, uid }: Booking): Pick<AppointmentChange['details'], 'rescheduleUrl' | 'cancelUrl'> {
  if (!bookerUrl) return {}
  const page = (path: string): string => new URL(path, bookerUrl).href
  return {
    rescheduleUrl: page(`/reschedule/${encodeURIComponent(uid)}`),
    cancelUrl: page(`/booking/${encodeURIComponent(uid)}?cancel=true`),
  }
}

function isMinutes(length: number | null | undefined): length is number {
  return length != null && length > 0 && length <= 7 * 24 * 60
}

function hostsOf({ organizer, user, userPrimaryEmail, team }: Booking): AppointmentChange['details']['hosts'] {
  const first = organizer ?? user ?? (userPrimaryEmail ? { email: userPrimaryEmail, name: null } : null)
  if (!first) return undefined
  const hosts = [first, ...(team?.members ?? [])].map(({ email, name }) => ({ email: email ?? null, name: name ?? null, role: null }))
  const seen = new Set<string>()
  return hosts.filter(({ email, name }) => {
    const key = email?.toLowerCase() ?? name
    if (key === null || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The first is the booker, the others their guests. Undefined: the payload does not list anyone. */
export function attendeesOf({ attendees, responses }: Pick<Booking, 'attendees' | 'responses'>): AppointmentChange['attendees'] {
  const people = attendees?.map((attendee, index) => {
    const fullName = [attendee.firstName, attendee.lastName].filter(Boolean).join(' ')
    return {
      email: attendee.email ?? null,
      name: attendee.name ?? (fullName === '' ? null : fullName),
      phone: attendee.phoneNumber ?? (index === 0 ? phoneInResponses(responses) : null),
      timeZone: attendee.timeZone ?? null,
      externalId: null,
    }
  })
  return people?.filter(({ email, name }) => email !== null || name !== null)
}

/** E-mails in lower case: by those, the others in a seated booking stay. */
export function keysOf(attendees: Booking['attendees']): string[] {
  return (attendees ?? []).flatMap(({ email, name }) => email?.toLowerCase() ?? name ?? [])
}

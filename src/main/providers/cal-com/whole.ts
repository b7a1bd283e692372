import type { Cancellation } from '../../../shared/appointment.ts'
import type { AppointmentChange } from '../../ingest/change.ts'
import { isPlainObject } from '../reading/pass-along.ts'
import { defined } from '../reading/patch.ts'
import { cleanParagraph, cleanUrl } from '../reading/text.ts'
import { readResponses } from './answers.ts'
import { attendeesOf, detailsOf, keysOf } from './booking.ts'
import { readReason } from './read.ts'
import type { Booking, ListedBooking } from './schema.ts'

/** What the API does not tell, and somebody else may know. */
export interface BesideBooking {
  /** In a meeting of several hosts the API lists all but the first of them among the attendees. Source: createBooking.ts, `attendeesData`. */
  isTeamMember(email: string): boolean
  /** As it is known of this booking; null: it is not known to have ended. */
  cancellation(uid: string): Cancellation | null
  /** It is known already that the host did not come. */
  hostNoShow(uid: string): boolean
}

/**
 * What the API holds of one booking, in the same words as a webhook about it.
 *
 * @param atMs Cal.com's clock at the reading.
 */
export function wholeBooking(listed: ListedBooking, atMs: number, beside: BesideBooking): readonly AppointmentChange[] {
  const about = { about: 'appointment', source: 'cal-com', externalId: listed.uid, providerEvent: null } as const
  const booking = asBooking(listed, beside)
  const isSeated = listed.attendees?.some(({ seatUid }) => seatUid != null) ?? false
  const { timeZone, ...details } = detailsOf(booking)
  const absences = booking.attendees ?? []
  const change: AppointmentChange = {
    ...about,
    happenedAtMs: atMs,
    isWhole: true,
    details: isSeated ? details : defined({ ...details, timeZone }),
    fallback: { ...fallbackOf(listed), ...(isSeated && timeZone && { timeZone }) },
    attendees: attendeesOf(booking) ?? [],
    attendeesAreAll: true,
    noShows: absences.flatMap((attendee) => keysOf([attendee]).map((who) => ({ who, noShow: attendee['absent'] === true }))),
    ...(listed.rescheduledFromUid && listed.rescheduledFromUid !== listed.uid && { supersedes: listed.rescheduledFromUid }),
    ...stateOf(listed, absences, beside),
  }
  if (!listed.absentHost || beside.hostNoShow(listed.uid)) return [change]
  // When it was said, nobody tells; that it is said of the end keeps each reading from saying it anew.
  return [change, { ...about, kind: 'host_no_show', happenedAtMs: listed.end ?? listed.start, details: {} }]
}

type Absence = NonNullable<Booking['attendees']>[number]

function stateOf(
  listed: ListedBooking,
  attendees: readonly Absence[],
  beside: BesideBooking,
): Pick<AppointmentChange, 'kind' | 'bookedAtMs' | 'endedAtMs' | 'supersededBy' | 'cancellation'> {
  const booked = listed.createdAt == null ? {} : { bookedAtMs: listed.createdAt }
  const ended = listed.updatedAt == null ? {} : { endedAtMs: listed.updatedAt }
  switch (listed.status) {
    case 'pending':
    case 'awaiting_host':
      return { kind: 'requested' }
    case 'rejected':
      return { kind: 'declined', ...ended, cancellation: cancellationOf(listed, true, beside) }
    case 'cancelled':
      if (listed.rescheduledToUid) return { kind: 'superseded', ...booked, ...ended, supersededBy: listed.rescheduledToUid }
      return { kind: 'cancelled', ...booked, ...ended, cancellation: cancellationOf(listed, false, beside) }
    default: {
      const nobodyCame = attendees.length > 0 && attendees.every((attendee) => attendee['absent'] === true)
      return nobodyCame ? { kind: 'no_show', ...booked, ...ended } : { kind: 'created', ...booked }
    }
  }
}

/** Why a request was declined, and that the host asked for another time, only webhooks tell. */
function cancellationOf(
  { uid, cancellationReason, cancelledByEmail }: ListedBooking,
  declined: boolean,
  beside: BesideBooking,
): Cancellation {
  const known = beside.cancellation(uid)
  const { reason, isMarked } = readReason(cancellationReason ?? null)
  return {
    by: cancelledByEmail ?? known?.by ?? null,
    reason: reason ?? known?.reason ?? null,
    declined,
    rescheduleRequested: isMarked || (known?.rescheduleRequested ?? false),
  }
}

/** The same booking as a webhook would describe it. */
function asBooking(listed: ListedBooking, { isTeamMember }: BesideBooking): Booking {
  const { uid, title, start, end, duration, eventType, location, icsUid } = listed
  const [booker, ...others] = listed.attendees ?? []
  const isHost = ({ email }: Absence): boolean => email != null && isTeamMember(email)
  const attendees = booker ? [booker, ...others.filter((attendee) => !isHost(attendee))] : []
  const [organizer, ...hosts] = (listed.hosts ?? []).filter(({ email, name }) => email != null || (name != null && name !== 'unknown'))
  return {
    uid,
    title,
    startTime: start,
    endTime: end,
    length: duration,
    attendees,
    ...(organizer && { organizer, team: { members: [...hosts, ...others.filter(isHost)] } }),
    type: eventType?.slug,
    location,
    iCalUID: icsUid,
    metadata: metadataOf(listed),
  }
}

/** The link of the video meeting is left out there, and told as the location. */
function metadataOf({ metadata, location }: ListedBooking): Record<string, unknown> | undefined {
  if (!isPlainObject(metadata) || Object.keys(metadata).length === 0) return undefined
  return { ...metadata, ...(location && cleanUrl(location) !== null && { videoCallUrl: location }) }
}

/** Answers stand under the field's slug here; where a webhook told the questions, those stay. */
function fallbackOf({ bookingFieldsResponses: given }: ListedBooking): AppointmentChange['fallback'] {
  if (!isPlainObject(given)) return {}
  const responses = Object.fromEntries(Object.entries(given).map(([slug, value]) => [slug, { label: slug, value }]))
  const { notes } = given
  return defined({
    answers: readResponses(responses),
    notes: typeof notes === 'string' ? cleanParagraph(notes, 10_000) : undefined,
  })
}

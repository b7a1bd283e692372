import type { AppointmentChange } from '../../ingest/change.ts'
import type { ChangeKind } from '../../../shared/words.ts'
import { PayloadError, type Reading, type ReadingContext } from '../provider.ts'
import { keyOfBytes, keyOfParts } from '../reading/delivery-key.ts'
import { parseInstant } from '../reading/instant.ts'
import { fieldMissing, readShape } from '../reading/issues.ts'
import { defined } from '../reading/patch.ts'
import { attendeesOf, detailsOf, keysOf } from './booking.ts'
import { envelopeSchema, knownBookingSchema, noShowSchema, startingBookingSchema, type Booking } from './schema.ts'

/** What begins or moves a booking, or confirms its payment; each may name the booking that it replaces. */
const startingKinds: Readonly<Record<string, ChangeKind>> = {
  BOOKING_CREATED: 'created',
  BOOKING_REQUESTED: 'requested',
  BOOKING_RESCHEDULED: 'rescheduled',
  BOOKING_PAYMENT_INITIATED: 'payment_started',
  BOOKING_PAID: 'paid',
}

type About = Pick<AppointmentChange, 'about' | 'source' | 'providerEvent' | 'happenedAtMs'>

/** @throws PayloadError for a body without a trigger, and for a trigger that we follow but cannot read. */
export function readCalCom(body: unknown, { rawBody }: ReadingContext): Reading {
  const { triggerEvent: trigger, createdAt, payload } = readShape(envelopeSchema, body)
  if (trigger === 'MEETING_ENDED') return readMeetingEnded(body)
  // `createdAt` is no date in the office's own brief: then arrival has to do.
  const happenedAtMs = createdAt ? parseInstant(createdAt) : null
  const changes = toChanges({ about: 'appointment', source: 'cal-com', providerEvent: trigger, happenedAtMs }, trigger, payload)
  // No delivery id; an attempt repeats the bytes of the one before.
  return { providerEvent: trigger, deliveryKey: keyOfBytes(rawBody), changes }
}

function toChanges(about: About, trigger: string, payload: unknown): readonly AppointmentChange[] {
  const at = { providerEvent: trigger, loc: ['payload'] }
  const starting = Object.hasOwn(startingKinds, trigger) ? startingKinds[trigger] : undefined
  if (starting) return start(about, starting, readShape(startingBookingSchema, payload, at))
  switch (trigger) {
    case 'BOOKING_CANCELLED':
      return [cancel(about, readShape(knownBookingSchema, payload, at))]
    case 'BOOKING_REJECTED':
      return [decline(about, readShape(knownBookingSchema, payload, at))]
    case 'BOOKING_NO_SHOW_UPDATED':
      return [updateNoShow(about, payload)]
    case 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW':
      return [missedByGuests(about, payload)]
    case 'AFTER_HOSTS_CAL_VIDEO_NO_SHOW':
      return [missedByHosts(about, payload)]
    default:
      // PING, MEETING_STARTED, recordings, forms, absences, and whatever they invent next.
      return []
  }
}

function start(about: About, kind: ChangeKind, booking: Booking): readonly AppointmentChange[] {
  const seated = booking.seatsPerTimeSlot != null
  const attendees = attendeesOf(booking)
  const change = {
    ...about,
    externalId: booking.uid,
    ...(seated ? seatedDetailsOf(booking) : { details: detailsOf(booking) }),
    // A seat's payload may list everyone or only the one who booked: nobody may be forgotten because of it.
    ...(attendees && { attendees, ...(!seated && attendees.length > 0 && { attendeesAreAll: true }) }),
  }
  const replaced = booking.rescheduleUid
  if (!replaced || replaced === booking.uid) return [{ ...change, kind }]
  const old: AppointmentChange = {
    ...about,
    externalId: replaced,
    kind: 'superseded',
    details: {},
    fallback: defined({ startMs: booking.rescheduleStartTime ?? undefined, endMs: booking.rescheduleEndTime ?? undefined }),
    supersededBy: booking.uid,
  }
  // Under a new uid the moved booking is a new appointment, which begins as any other.
  return [{ ...change, kind: kind === 'rescheduled' ? 'created' : kind, supersedes: replaced }, old]
}

/** The first person listed is not always the same one, and may be about to leave: their zone counts only as long as no other is known. */
function seatedDetailsOf(booking: Booking): Pick<AppointmentChange, 'details' | 'fallback'> {
  const { timeZone, ...details } = detailsOf(booking)
  return { details, ...(timeZone && { fallback: { timeZone } }) }
}

/** Cal.com marks a cancellation that asks the client for another time so. Source: CalEventParser, getCancellationReason. */
const rescheduleMark = '$RCH$'

/** The reason without the mark. */
export function readReason(reason: string | null): { readonly reason: string | null; readonly isMarked: boolean } {
  const isMarked = reason?.startsWith(rescheduleMark) ?? false
  return { reason: isMarked ? reason?.slice(rescheduleMark.length).trim() || null : reason, isMarked }
}

function cancel(about: About, booking: Booking): AppointmentChange {
  const { reason, isMarked } = readReason(booking.cancellationReason ?? null)
  const cancellation = {
    by: booking.cancelledBy ?? null,
    reason,
    declined: false,
    rescheduleRequested: isMarked || booking.requestReschedule === true,
  }
  const leaving = keysOf(booking.attendees)
  // One seat of several: the payload names only who leaves, the slot goes on. Source: handleSeats/cancel/cancelAttendeeSeat.ts.
  if (booking.seatsPerTimeSlot != null && leaving.length > 0)
    return { ...about, externalId: booking.uid, kind: 'updated', details: seatedDetailsOf(booking).details, leaving, cancellation }
  return { ...about, externalId: booking.uid, kind: 'cancelled', details: detailsOf(booking), ...everyone(booking), cancellation }
}

function decline(about: About, booking: Booking): AppointmentChange {
  const cancellation = { by: null, reason: booking.rejectionReason ?? null, declined: true, rescheduleRequested: false }
  return { ...about, externalId: booking.uid, kind: 'declined', details: detailsOf(booking), ...everyone(booking), cancellation }
}

function everyone(booking: Booking): Pick<AppointmentChange, 'attendees' | 'attendeesAreAll'> {
  const attendees = attendeesOf(booking)
  return attendees && attendees.length > 0 ? { attendees, attendeesAreAll: true } : {}
}

/** Who came and who did not, in the host's words; names nothing of the booking but its uid. */
function updateNoShow(about: About, payload: unknown): AppointmentChange {
  const { bookingUid, attendees } = readShape(noShowSchema, payload, { providerEvent: about.providerEvent, loc: ['payload'] })
  const noShows = (attendees ?? []).flatMap(({ email, noShow }) =>
    email && typeof noShow === 'boolean' ? [{ who: email.toLowerCase(), noShow }] : [],
  )
  if (noShows.length === 0) throw new PayloadError([fieldMissing('payload', 'attendees')], about.providerEvent)
  const kind = noShows.some(({ noShow }) => noShow) ? 'no_show' : 'no_show_undone'
  return { ...about, externalId: bookingUid, kind, details: {}, noShows }
}

function missedByGuests(about: About, payload: unknown): AppointmentChange {
  const notice = readShape(noShowSchema, payload, { providerEvent: about.providerEvent, loc: ['payload'] })
  const marked = (notice.attendees ?? []).filter(({ noShow }) => noShow === true)
  // Sent when no guest came. Where it marks nobody, it means all of them.
  const noShows = keysOf(marked).map((who) => ({ who, noShow: true }))
  return { ...about, ...observed(notice), kind: 'no_show', ...(noShows.length > 0 && { noShows }) }
}

function missedByHosts(about: About, payload: unknown): AppointmentChange {
  const notice = readShape(noShowSchema, payload, { providerEvent: about.providerEvent, loc: ['payload'] })
  return { ...about, ...observed(notice), kind: 'host_no_show' }
}

/** What Cal Video's observer repeats of the booking is no news: it only helps where the booking itself was missed. */
function observed(
  notice: ReturnType<typeof noShowSchema.parse>,
): Pick<AppointmentChange, 'externalId' | 'details' | 'fallback' | 'attendees'> {
  const attendees = attendeesOf({ attendees: notice.attendees, responses: undefined })
  return {
    externalId: notice.bookingUid,
    details: {},
    fallback: defined({
      title: notice.title,
      startMs: notice.startTime ?? undefined,
      endMs: notice.endTime ?? undefined,
      timeZone: notice.attendees?.[0]?.timeZone,
      hosts: notice.hostEmail ? [{ email: notice.hostEmail, name: null, role: null }] : undefined,
    }),
    ...(attendees && attendees.length > 0 && { attendees }),
  }
}

/** Flat: the booking's row with the trigger beside it. Its `createdAt` is the booking's, so that the end is what orders it. */
function readMeetingEnded(body: unknown): Reading {
  const providerEvent = 'MEETING_ENDED'
  const booking = readShape(knownBookingSchema, body, { providerEvent })
  const attendees = attendeesOf(booking)
  const keys = keysOf(booking.attendees?.filter(({ noShow }) => noShow === true))
  const nobodyCame = keys.length > 0 && keys.length === attendees?.length
  const change: AppointmentChange = {
    about: 'appointment',
    source: 'cal-com',
    externalId: booking.uid,
    kind: nobodyCame ? 'no_show' : 'completed',
    providerEvent,
    happenedAtMs: booking.endTime ?? booking.startTime ?? null,
    details: {},
    fallback: detailsOf(booking),
    ...(attendees && attendees.length > 0 && { attendees }),
    ...(keys.length > 0 && { noShows: keys.map((who) => ({ who, noShow: true })) }),
    byClock: true,
  }
  return { providerEvent, deliveryKey: keyOfParts(providerEvent, booking.uid), changes: [change] }
}

import type { CalComAttendee, CalComBooking, CalComHost, CalComNews } from './cal-com-account.ts'

/*
 * Bodies of Cal.com's webhooks in payload version 2021-10-20.
 * Source: cal.com/docs/developing/guides/automation/webhooks, with its examples.
 */

const iso = (ms: number): string => new Date(ms).toISOString()
const titleOf = ({ eventType, host, attendees }: CalComBooking): string =>
  `${eventType.title} between ${host.name} and ${attendees[0]?.name ?? 'nobody'}`
const videoCallUrlOf = ({ uid }: CalComBooking): string => `https://app.cal.com/video/${uid}`

/** The whole body. */
export function bodyOf(news: CalComNews, atMs: number): Record<string, unknown> {
  if (news.trigger === 'MEETING_ENDED') return meetingBody(news.booking)
  const payload = 'marked' in news ? noShowPayload(news.booking, news.marked) : bookingPayload(news)
  return { triggerEvent: news.trigger, createdAt: iso(atMs), payload }
}

function bookingPayload({ trigger, booking, attendees, requestReschedule = false }: Extract<CalComNews, { attendees: unknown }>) {
  const { eventType, host, fromReschedule: old } = booking
  const [first] = attendees
  return {
    bookerUrl: 'https://app.cal.com',
    type: eventType.slug,
    title: titleOf(booking),
    description: '',
    additionalNotes: '',
    customInputs: {},
    startTime: iso(booking.startMs),
    endTime: iso(booking.endMs),
    organizer: organizerOf(host),
    attendees: attendees.map(attendeeOf),
    responses: {
      name: { label: 'your_name', value: first?.name, isHidden: false },
      email: { label: 'email_address', value: first?.email, isHidden: false },
      guests: { label: 'additional_guests', value: attendees.slice(1).map(({ email }) => email), isHidden: false },
    },
    userFieldsResponses: {},
    location: 'integrations:daily',
    destinationCalendar: null,
    iCalUID: booking.iCalUid,
    iCalSequence: 0,
    requiresConfirmation: eventType.requiresConfirmation,
    uid: booking.uid,
    bookingId: booking.id,
    eventTypeId: eventType.id,
    eventTitle: eventType.title,
    eventDescription: '',
    seatsPerTimeSlot: eventType.seats,
    seatsShowAttendees: false,
    price: 0,
    currency: 'usd',
    length: (booking.endMs - booking.startMs) / 60_000,
    metadata: booking.status === 'ACCEPTED' ? { videoCallUrl: videoCallUrlOf(booking) } : {},
    // Of a seat that is given up the payload says CANCELLED too, although the slot goes on.
    status: trigger === 'BOOKING_CANCELLED' ? 'CANCELLED' : booking.status,
    ...(trigger === 'BOOKING_CANCELLED' && {
      cancellationReason: booking.cancellationReason,
      cancelledBy: booking.cancelledBy,
      requestReschedule,
    }),
    ...(trigger === 'BOOKING_REJECTED' && { rejectionReason: booking.rejectionReason }),
    ...(old !== null && (trigger === 'BOOKING_RESCHEDULED' || trigger === 'BOOKING_REQUESTED') && replaced(old)),
  }
}

function replaced(old: CalComBooking) {
  return {
    rescheduleId: old.id,
    rescheduleUid: old.uid,
    rescheduleStartTime: iso(old.startMs),
    rescheduleEndTime: iso(old.endMs),
    rescheduledBy: old.attendees[0]?.email ?? null,
  }
}

function organizerOf({ id, name, email, username, timeZone }: CalComHost) {
  return { id, name, email, username, timeZone, language: { locale: 'en' }, timeFormat: 'h:mma' }
}

function attendeeOf({ email, name, timeZone }: CalComAttendee) {
  return { email, name, firstName: '', lastName: '', timeZone, language: { locale: 'en' } }
}

/** Names nothing of the booking but its uid. */
function noShowPayload({ uid, id }: CalComBooking, marked: readonly CalComAttendee[]) {
  return {
    message: marked.map(({ email, absent }) => `${email} ${absent ? 'marked' : 'unmarked'} as no-show`).join(', '),
    attendees: marked.map(({ email, absent }) => ({ email, noShow: absent })),
    bookingUid: uid,
    bookingId: id,
  }
}

/** The booking's row itself; its `createdAt` is when it was booked. */
function meetingBody(booking: CalComBooking) {
  const { host, eventType } = booking
  return {
    triggerEvent: 'MEETING_ENDED',
    id: booking.id,
    uid: booking.uid,
    userId: host.id,
    userPrimaryEmail: host.email,
    eventTypeId: eventType.id,
    title: titleOf(booking),
    description: '',
    customInputs: {},
    startTime: iso(booking.startMs),
    endTime: iso(booking.endMs),
    location: 'integrations:daily',
    createdAt: iso(booking.createdAtMs),
    updatedAt: iso(booking.updatedAtMs),
    status: booking.status,
    paid: false,
    metadata: {},
    iCalUID: booking.iCalUid,
    noShowHost: false,
    user: { email: host.email, name: host.name, timeZone: host.timeZone, username: host.username },
    attendees: booking.attendees.map(({ id, email, name, timeZone, absent }) => ({
      id,
      email,
      name,
      timeZone,
      phoneNumber: null,
      locale: 'en',
      bookingId: booking.id,
      noShow: absent,
    })),
  }
}

/** What the test button sends: like a booking, without a uid. Source: packages/trpc/server/routers/viewer/webhook/testTrigger.handler.ts. */
export function pingBody(atMs: number) {
  const person = { name: 'John Doe', email: 'jdoe@example.com', timeZone: 'Europe/London', language: { locale: 'en' } }
  const [startTime, endTime] = [iso(atMs), iso(atMs)]
  return {
    triggerEvent: 'PING',
    createdAt: iso(atMs),
    payload: {
      type: 'Test',
      title: 'Test trigger event',
      description: '',
      startTime,
      endTime,
      attendees: [person],
      organizer: { ...person, name: 'Cal' },
    },
  }
}

/** A booking as `GET /v2/bookings` tells it. Source: apps/api/v2/src/ee/bookings/2024-08-13/services/output.service.ts. */
export function bookingResource(booking: CalComBooking, bookings: readonly CalComBooking[]) {
  const { id, uid, host, eventType, status, fromReschedule, attendees } = booking
  const successor = booking.rescheduled ? bookings.find((one) => one.fromReschedule === booking) : undefined
  const location = videoCallUrlOf(booking)
  const isSeated = eventType.seats !== null
  return {
    id,
    uid,
    title: titleOf(booking),
    description: '',
    hosts: [{ id: host.id, name: host.name, email: host.email, username: host.username, timeZone: host.timeZone }],
    status: status.toLowerCase(),
    ...(status === 'CANCELLED' && {
      cancellationReason: booking.cancellationReason ?? undefined,
      cancelledByEmail: booking.cancelledBy ?? undefined,
    }),
    rescheduledFromUid: fromReschedule?.uid,
    rescheduledToUid: successor?.uid,
    rescheduledByEmail: booking.rescheduled ? successor?.attendees[0]?.email : undefined,
    start: iso(booking.startMs),
    end: iso(booking.endMs),
    duration: (booking.endMs - booking.startMs) / 60_000,
    eventTypeId: eventType.id,
    eventType: { id: eventType.id, slug: eventType.slug },
    meetingUrl: location,
    location,
    absentHost: false,
    createdAt: iso(booking.createdAtMs),
    updatedAt: iso(booking.updatedAtMs),
    metadata: {},
    rating: null,
    icsUid: booking.iCalUid,
    attendees: attendees.map(({ name, email, timeZone, absent, seatUid }) => ({
      name,
      email,
      timeZone,
      language: 'en',
      absent,
      ...(isSeated && { seatUid, bookingFieldsResponses: { name }, metadata: {} }),
    })),
    ...(!isSeated && {
      guests: attendees.slice(1).map(({ email }) => email),
      bookingFieldsResponses: { name: attendees[0]?.name, email: attendees[0]?.email },
    }),
  }
}

import type { ComposeContext } from '../provider.ts'

export const calComTestEvents = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_REJECTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_PAYMENT_INITIATED',
  'BOOKING_PAID',
  'BOOKING_NO_SHOW_UPDATED',
  'AFTER_GUESTS_CAL_VIDEO_NO_SHOW',
  'AFTER_HOSTS_CAL_VIDEO_NO_SHOW',
  'MEETING_ENDED',
  'PING',
] as const

type Person = ComposeContext['client']

export interface CalComComposeContext extends ComposeContext {
  /** The `unique` and the start of the booking that this one replaces. */
  readonly replaces?: { readonly unique: string; readonly startMs: number }
  readonly guests?: readonly Person[]
  readonly seatsPerTimeSlot?: number
  readonly reason?: string
  readonly location?: string
  readonly videoCallUrl?: string | null
}

/** The body of one of `calComTestEvents`, in payload version 2021-10-20. */
export function composeCalComBody(event: string, context: CalComComposeContext): Record<string, unknown> {
  if (event === 'MEETING_ENDED') return composeFlat(event, context)
  return { triggerEvent: event, createdAt: iso(context.nowMs), payload: composePayload(event, context) }
}

const iso = (ms: number) => new Date(ms).toISOString()
const endOf = ({ startMs, durationMinutes }: CalComComposeContext) => startMs + durationMinutes * 60_000
const uidOf = (unique: string) => `cal-${unique}`

const statuses: Readonly<Record<string, string>> = {
  BOOKING_REQUESTED: 'PENDING',
  BOOKING_REJECTED: 'REJECTED',
  BOOKING_CANCELLED: 'CANCELLED',
}

function composePayload(event: string, context: CalComComposeContext): Record<string, unknown> {
  if (event === 'PING') return composePing(context)
  if (event === 'BOOKING_NO_SHOW_UPDATED')
    return {
      message: `${context.client.email} marked as no-show`,
      attendees: [{ email: context.client.email, noShow: true }],
      bookingUid: uidOf(context.unique),
    }
  if (event.startsWith('AFTER_')) return composeObserved(event, context)
  return { ...composeBooking(event, context), ...extrasOf(event, context) }
}

function composeBooking(event: string, context: CalComComposeContext) {
  const { client, host, guests = [], unique, eventType, durationMinutes, startMs, seatsPerTimeSlot = null } = context
  const videoCallUrl = context.videoCallUrl === undefined ? `https://app.cal.com/video/${uidOf(unique)}` : context.videoCallUrl
  return {
    type: eventType.slug,
    title: `${eventType.name} between ${host.name} and ${client.name}`,
    description: '',
    additionalNotes: '',
    customInputs: {},
    startTime: iso(startMs),
    endTime: iso(endOf(context)),
    organizer: {
      name: host.name,
      email: host.email,
      username: host.email.split('@')[0],
      timeZone: 'UTC',
      language: { locale: 'en' },
      timeFormat: 'h:mma',
    },
    attendees: [client, ...guests].map(composeAttendee),
    responses: {
      name: { label: 'your_name', value: client.name, isHidden: false },
      email: { label: 'email_address', value: client.email, isHidden: false },
    },
    userFieldsResponses: {},
    location: context.location ?? 'integrations:daily',
    destinationCalendar: null,
    requiresConfirmation: event === 'BOOKING_REQUESTED',
    uid: uidOf(unique),
    seatsPerTimeSlot,
    seatsShowAttendees: false,
    eventTitle: eventType.name,
    eventDescription: '',
    price: 0,
    currency: 'usd',
    length: durationMinutes,
    metadata: videoCallUrl === null ? {} : { videoCallUrl },
    status: statuses[event] ?? 'ACCEPTED',
  }
}

function extrasOf(
  event: string,
  { client, unique, startMs, durationMinutes, reason, replaces }: CalComComposeContext,
): Record<string, unknown> {
  if (event === 'BOOKING_CANCELLED') return { cancellationReason: reason ?? null, cancelledBy: client.email, requestReschedule: false }
  if (event === 'BOOKING_REJECTED') return { rejectionReason: reason ?? null }
  if (event === 'BOOKING_PAYMENT_INITIATED') return { paymentId: 500, price: 9000 }
  if (event === 'BOOKING_PAID') return { paymentId: 500, price: 9000, metadata: { externalId: `pi_${unique}` } }
  if (event !== 'BOOKING_RESCHEDULED' && replaces === undefined) return {}
  const old = replaces ?? { unique: `${unique}-before`, startMs: startMs - 24 * 60 * 60_000 }
  return {
    rescheduleUid: uidOf(old.unique),
    rescheduleStartTime: iso(old.startMs),
    rescheduleEndTime: iso(old.startMs + durationMinutes * 60_000),
    rescheduledBy: client.email,
  }
}

function composeAttendee({ name, email, timeZone }: Person) {
  return { email, name, timeZone, language: { locale: 'en' } }
}

/** Like a booking, but without a uid. Source: the public test handler, testTrigger.handler.ts. */
function composePing({ nowMs }: CalComComposeContext) {
  return {
    type: 'Test',
    title: 'Test trigger event',
    description: '',
    startTime: iso(nowMs),
    endTime: iso(nowMs),
    attendees: [composeAttendee({ name: 'John Doe', email: 'jdoe@example.com', timeZone: 'Europe/London' })],
    organizer: { name: 'Cal', email: 'no-reply@cal.com', timeZone: 'Europe/London', language: { locale: 'en' } },
  }
}

/** What Cal Video's observer sends some minutes after the start. */
function composeObserved(event: string, context: CalComComposeContext) {
  const { client, host, unique, eventType, startMs } = context
  const guestsMissed = event === 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW'
  return {
    title: `${eventType.name} between ${host.name} and ${client.name}`,
    bookingUid: uidOf(unique),
    startTime: iso(startMs),
    endTime: iso(endOf(context)),
    attendees: [{ ...composeAttendee(client), phoneNumber: null, locale: 'en', noShow: guestsMissed }],
    participants: [],
    ...(!guestsMissed && { hostEmail: host.email, noShowHost: true }),
    message: guestsMissed ? "Guest didn't join the call" : `Host with email ${host.email} didn't join the call`,
  }
}

/** MEETING_ENDED is the booking's row itself, without an envelope; its `createdAt` is when the booking was made. */
function composeFlat(event: string, context: CalComComposeContext) {
  const { client, host, guests = [], unique, eventType, startMs } = context
  return {
    triggerEvent: event,
    uid: uidOf(unique),
    userPrimaryEmail: host.email,
    title: `${eventType.name} between ${host.name} and ${client.name}`,
    description: '',
    startTime: iso(startMs),
    endTime: iso(endOf(context)),
    location: context.location ?? 'integrations:daily',
    createdAt: iso(startMs - 24 * 60 * 60_000),
    updatedAt: iso(endOf(context)),
    status: 'ACCEPTED',
    paid: false,
    metadata: {},
    noShowHost: false,
    user: { email: host.email, name: host.name, timeZone: 'UTC', username: host.email.split('@')[0] },
    attendees: [client, ...guests].map((person) => ({ ...composeAttendee(person), phoneNumber: null, locale: 'en', noShow: false })),
  }
}

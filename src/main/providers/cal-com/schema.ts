import { z } from 'zod'
import * as fields from '../reading/fields.ts'

/** A body without `triggerEvent` was made by a custom template, and may be anything. */
export const envelopeSchema = z.looseObject({
  triggerEvent: fields.id(200),
  createdAt: fields.rawText(100),
  payload: fields.anything(),
})

const attendee = z.looseObject({
  email: fields.email(),
  name: fields.line(200),
  firstName: fields.line(100),
  lastName: fields.line(100),
  timeZone: fields.timeZone(),
  phoneNumber: fields.line(50),
  noShow: fields.flag(),
})
const person = { email: fields.email(), name: fields.line(200) }

const bookingFields = {
  uid: fields.id(),
  /** Of the booking pages: the organization's own address, where it has one. */
  bookerUrl: fields.url(),
  title: fields.line(),
  eventTitle: fields.line(),
  /** The event type's slug. */
  type: fields.line(200),
  endTime: fields.instant(),
  /** Minutes. */
  length: fields.count(),
  organizer: fields.object(person),
  team: fields.object({ members: fields.list(z.looseObject(person), 50) }),
  /** Only in the flat meeting triggers, in place of the organizer. */
  user: fields.object(person),
  userPrimaryEmail: fields.email(),
  attendees: fields.list(attendee, 1000),
  responses: fields.anything(),
  location: fields.rawText(),
  metadata: fields.anything(),
  videoCallData: fields.object({ url: fields.rawText() }),
  iCalUID: fields.line(500),
  additionalNotes: fields.paragraph(),
  seatsPerTimeSlot: fields.count(),
  rescheduleUid: fields.optionalId(),
  rescheduleStartTime: fields.instant(),
  rescheduleEndTime: fields.instant(),
  cancellationReason: fields.paragraph(2000),
  cancelledBy: fields.line(320),
  requestReschedule: fields.flag(),
  rejectionReason: fields.paragraph(2000),
}

/** A booking that begins or moves: without a start it cannot be shown. */
export const startingBookingSchema = z.looseObject({ ...bookingFields, startTime: fields.requiredInstant() })
/** One that ends needs only to be recognised. */
export const knownBookingSchema = z.looseObject({ ...bookingFields, startTime: fields.instant() })
export type Booking = z.infer<typeof knownBookingSchema>

/** What the three no-show triggers share: they name the booking `bookingUid`. */
export const noShowSchema = z.looseObject({
  bookingUid: fields.id(),
  title: fields.line(),
  startTime: fields.instant(),
  endTime: fields.instant(),
  attendees: fields.list(attendee, 1000),
  hostEmail: fields.email(),
})

/**
 * A booking as the API lists it, version 2024-08-13; seats are attendees with a `seatUid`.
 * Source: packages/platform/types/bookings/2024-08-13/outputs/booking.output.ts.
 */
export const listedBookingSchema = z.looseObject({
  uid: fields.id(),
  title: fields.line(),
  /** accepted, pending, cancelled, rejected; awaiting_host of an instant meeting. */
  status: fields.id(50),
  start: fields.requiredInstant(),
  end: fields.instant(),
  /** Minutes. */
  duration: fields.count(),
  createdAt: fields.instant(),
  updatedAt: fields.instant(),
  hosts: fields.list(z.looseObject(person), 50),
  attendees: fields.list(z.looseObject({ ...attendee.shape, absent: fields.flag(), seatUid: fields.optionalId() }), 1000),
  eventType: fields.object({ slug: fields.line(200) }),
  /** The link of a video meeting, else a place. */
  location: fields.rawText(),
  metadata: fields.anything(),
  icsUid: fields.line(500),
  cancellationReason: fields.paragraph(2000),
  cancelledByEmail: fields.line(320),
  rescheduledFromUid: fields.optionalId(),
  rescheduledToUid: fields.optionalId(),
  absentHost: fields.flag(),
  /** By the field's slug, without its label. */
  bookingFieldsResponses: fields.anything(),
})
export type ListedBooking = z.infer<typeof listedBookingSchema>

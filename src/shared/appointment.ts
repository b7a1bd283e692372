import { z } from 'zod'
import { appointmentStatuses, appointmentTypes, changeKinds, origins, sources } from './words.ts'

/** Milliseconds since 1970 in UTC. */
export const instantSchema = z.number().int()

/** A team member as a provider names them; recognised by `email` without regard to case, or by the provider's own id. */
export const hostReferenceSchema = z.strictObject({
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** `advisor`, `interviewer`, `coach` …, in the provider's words. */
  role: z.string().nullable(),
})
export type HostReference = z.infer<typeof hostReferenceSchema>

export const attendeeSchema = z.strictObject({
  email: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** IANA name, as the provider gave it. */
  timeZone: z.string().nullable(),
  /** The provider's own id of the person, when there is no e-mail: the clinic's `patient_id`. */
  externalId: z.string().nullable(),
  /** False once this attendee left while the appointment goes on: one seat of several was cancelled. */
  active: z.boolean(),
  noShow: z.boolean(),
})
export type Attendee = z.infer<typeof attendeeSchema>

export const locationSchema = z.strictObject({
  kind: z.enum(['video', 'place', 'phone', 'other']),
  /** What a person reads: an address, a number, the provider's name for the video service. */
  text: z.string().nullable(),
  /** Only ever http or https; anything else was dropped while reading. */
  url: z.string().nullable(),
})
export type Location = z.infer<typeof locationSchema>

export const cancellationSchema = z.strictObject({
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** True: the host declined a request, rather than somebody cancelling an appointment. */
  declined: z.boolean(),
  /** True: the host asked the client to choose another time. */
  rescheduleRequested: z.boolean(),
})
export type Cancellation = z.infer<typeof cancellationSchema>

/** What is known of an appointment beside its status. Every member may be unknown: a cancellation can come before its creation. */
export const appointmentDetailsSchema = z.strictObject({
  title: z.string().nullable(),
  startMs: instantSchema.nullable(),
  endMs: instantSchema.nullable(),
  /** True: the provider's contract does not say that this is the start; we take it for the start because of a setting. */
  startAssumed: z.boolean(),
  /** The client's IANA zone. */
  timeZone: z.string().nullable(),
  /** The provider's name of the kind of appointment, for example the event type's name. */
  providerType: z.string().nullable(),
  /** The provider's slug of it, where it has one. */
  providerTypeSlug: z.string().nullable(),
  location: locationSchema.nullable(),
  hosts: z.array(hostReferenceSchema),
  /** The first one is the client; who left comes last. */
  attendees: z.array(attendeeSchema),
  /** Groups the invitees of one group event: Calendly's scheduled event URI. */
  groupId: z.string().nullable(),
  iCalUid: z.string().nullable(),
  notes: z.string().nullable(),
  answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
  /** What the provider passed along unread: tracking, CRM references. */
  metadata: z.record(z.string(), z.unknown()),
  rescheduleUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
})
export type AppointmentDetails = z.infer<typeof appointmentDetailsSchema>

/** An appointment as the calendar needs it. Rows without a start (tombstones) are never in a calendar's answer. */
export const appointmentCardSchema = z.strictObject({
  id: z.number().int(),
  source: z.enum(sources),
  externalId: z.string(),
  status: z.enum(appointmentStatuses),
  type: z.enum(appointmentTypes),
  origin: z.enum(origins),
  title: z.string().nullable(),
  providerType: z.string().nullable(),
  startMs: instantSchema,
  /** Null: the provider does not say; the window draws half an hour and says so. */
  endMs: instantSchema.nullable(),
  startAssumed: z.boolean(),
  timeZone: z.string().nullable(),
  /** The client's name, else their e-mail, else their id at the provider. */
  clientLabel: z.string().nullable(),
  attendeeCount: z.number().int(),
  hostIds: z.array(z.number().int()),
  hostLabel: z.string().nullable(),
  locationKind: z.enum(['video', 'place', 'phone', 'other']).nullable(),
  rescheduled: z.boolean(),
  createdAtMs: instantSchema,
  updatedAtMs: instantSchema,
})
export type AppointmentCard = z.infer<typeof appointmentCardSchema>

/** One line of an appointment's history: what one delivery said, and what became different by it. */
export const historyEntrySchema = z.strictObject({
  id: z.number().int(),
  appointmentId: z.number().int(),
  atMs: instantSchema,
  kind: z.enum(changeKinds),
  /** The provider's own word for what happened. */
  providerEvent: z.string().nullable(),
  /** Null once the delivery itself was removed. */
  deliveryId: z.number().int().nullable(),
  /** Members that differ, as they were and as they are; empty for the entry that made the appointment known. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

const linkedAppointmentSchema = z.strictObject({
  id: z.number().int(),
  startMs: instantSchema.nullable(),
  status: z.enum(appointmentStatuses),
})

/** Everything the drawer shows. */
export const appointmentSchema = z.strictObject({
  id: z.number().int(),
  source: z.enum(sources),
  externalId: z.string(),
  status: z.enum(appointmentStatuses),
  type: z.enum(appointmentTypes),
  origin: z.enum(origins),
  details: appointmentDetailsSchema,
  cancellation: cancellationSchema.nullable(),
  hostNoShow: z.boolean(),
  /** The appointment that this one replaced, and the one that replaced it. */
  movedFrom: linkedAppointmentSchema.nullable(),
  movedTo: linkedAppointmentSchema.nullable(),
  createdAtMs: instantSchema,
  updatedAtMs: instantSchema,
  history: z.array(historyEntrySchema),
})
export type Appointment = z.infer<typeof appointmentSchema>

export const hostSchema = z.strictObject({
  id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: z.string().nullable(),
  origin: z.enum(origins),
})
export type Host = z.infer<typeof hostSchema>

/** The interval is half open and compares with the start; null lists mean "all". */
export const appointmentFilterSchema = z.strictObject({
  startMs: instantSchema,
  endMs: instantSchema,
  sources: z.array(z.enum(sources)).nullable(),
  types: z.array(z.enum(appointmentTypes)).nullable(),
  statuses: z.array(z.enum(appointmentStatuses)).nullable(),
  hostIds: z.array(z.number().int()).nullable(),
  /** Any part of a name, e-mail, title or provider's type, without regard to case. */
  search: z.string().max(200).nullable(),
})
export type AppointmentFilter = z.infer<typeof appointmentFilterSchema>

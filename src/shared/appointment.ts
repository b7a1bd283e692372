import { z } from 'zod'
import { appointmentStatuses, appointmentTypes, changeKinds, linkReasons, origins, providerIds, readCauses, sources } from './words.ts'

/** Milliseconds since 1970 in UTC. */
export const instantSchema = z.number().int()

/** A team member as a provider names them; recognised by `email` without regard to case, or by the provider's own id. */
export const hostReferenceSchema = z.strictObject({
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** `advisor`, `interviewer`, `coach` …, in the provider's words. */
  role: z.string().nullable(),
  /** Our own id, where the host was chosen at the desk: then nothing has to be recognised. */
  hostId: z.number().int().optional(),
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
  /** Our own id of the client, where they were chosen at the desk: then nothing has to be recognised. */
  clientId: z.number().int().optional(),
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
  /** As somebody at the desk said; null: the admin's rules decide by the provider's words. */
  type: z.enum(appointmentTypes).nullable(),
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
  /** The event's id in Google Calendar, where the booking tool tells which one it wrote there. Absent in what was stored before it was read. */
  calendarEventId: z.string().nullable().optional(),
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
  clientId: z.number().int().nullable(),
  attendeeCount: z.number().int(),
  hostIds: z.array(z.number().int()),
  hostLabel: z.string().nullable(),
  locationKind: z.enum(['video', 'place', 'phone', 'other']).nullable(),
  rescheduled: z.boolean(),
  /** The desk and the provider say different things of how it ended; the drawer shows both. */
  disagrees: z.boolean(),
  /** How many sources tell of it, itself included: only the one that leads is in lists. */
  seenIn: z.number().int(),
  /** The other sources say another time, or another status. */
  sourcesDiffer: z.boolean(),
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
  /** Null once the delivery itself was removed, and where it was not a delivery. */
  deliveryId: z.number().int().nullable(),
  /** Set: it was read from the provider's API, and why. */
  reading: z.strictObject({ id: z.number().int(), provider: z.enum(providerIds), cause: z.enum(readCauses) }).nullable(),
  /** Set: the delivery was not applied when it came, but by this replay, and by whom. */
  replay: z.strictObject({ id: z.number().int(), actor: z.string(), reason: z.string() }).nullable(),
  /** Who said it at the desk; null: a delivery did. */
  actor: z.string().nullable(),
  /** Names what was done at the desk in one go, for taking it back; null: a delivery. */
  gestureId: z.string().nullable(),
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

/** What the desk and the provider say differently of one appointment. The later one counts as its status; both are shown. */
export const disagreementSchema = z.strictObject({
  desk: z.strictObject({ status: z.enum(appointmentStatuses), atMs: instantSchema, actor: z.string() }),
  provider: z.strictObject({ status: z.enum(appointmentStatuses), atMs: instantSchema.nullable() }),
})
export type Disagreement = z.infer<typeof disagreementSchema>

/** The same booking as another source tells of it. */
export const otherSourceSchema = z.strictObject({
  id: z.number().int(),
  source: z.enum(sources),
  because: z.enum(linkReasons),
  status: z.enum(appointmentStatuses),
  title: z.string().nullable(),
  startMs: instantSchema.nullable(),
  endMs: instantSchema.nullable(),
  /** What it says differently of the one that leads. */
  differs: z.array(z.enum(['status', 'start', 'end'])),
  /** What was said of it at the desk before it was joined, and stays with it; null: nothing. */
  lastGesture: z.strictObject({ kind: z.enum(changeKinds), atMs: instantSchema, actor: z.string() }).nullable(),
})
export type OtherSource = z.infer<typeof otherSourceSchema>

/** A no-show on its way to the provider, or what became of it. */
export const writeBackSchema = z.strictObject({
  id: z.number().int(),
  provider: z.enum(providerIds),
  what: z.enum(['no_show', 'no_show_undone']),
  askedAtMs: instantSchema,
  attempts: z.number().int(),
  /** Null: under way. */
  outcome: z.enum(['done', 'refused', 'taken-back', 'given-up']).nullable(),
  endedAtMs: instantSchema.nullable(),
  nextTryAtMs: instantSchema.nullable(),
  /** The provider's status code and its word for it. */
  detail: z.string().nullable(),
})
export type WriteBack = z.infer<typeof writeBackSchema>

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
  disagreement: disagreementSchema.nullable(),
  /** The newest thing that was said of it at the desk and can be taken back; null: nothing. */
  lastGesture: z.strictObject({ gestureId: z.string(), kind: z.enum(changeKinds), atMs: instantSchema, actor: z.string() }).nullable(),
  /** The client's record, with those that were merged resolved; null: nobody to recognise. */
  client: z
    .strictObject({
      id: z.number().int(),
      /** As the desk calls them, whatever the provider says; null: as the provider does. */
      deskName: z.string().nullable(),
      noShows: z.number().int(),
      appointments: z.number().int(),
    })
    .nullable(),
  hostIds: z.array(z.number().int()),
  /** The other sources that tell of the same booking; of one that does not lead, the one that does is in `ledBy`. */
  otherSources: z.array(otherSourceSchema),
  ledBy: z.strictObject({ id: z.number().int(), source: z.enum(sources) }).nullable(),
  writeBacks: z.array(writeBackSchema),
  /** The appointment that this one replaced, and the one that replaced it. */
  movedFrom: linkedAppointmentSchema.nullable(),
  movedTo: linkedAppointmentSchema.nullable(),
  createdAtMs: instantSchema,
  updatedAtMs: instantSchema,
  history: z.array(historyEntrySchema),
})
export type Appointment = z.infer<typeof appointmentSchema>

/** One stretch of a week's working hours, on the office's clock; `to` is after `from`. */
export const workingHoursSchema = z.strictObject({
  /** Sunday is 0. */
  weekday: z.number().int().min(0).max(6),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00'),
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 17:30, at most 24:00'),
})
export type WorkingHours = z.infer<typeof workingHoursSchema>

/** A team member. What was set at the desk wins over what providers say. In lists they stand in the office's own order. */
export const hostSchema = z.strictObject({
  id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: z.string().nullable(),
  /** 1 to 8, as in tints.css; null: by their id. */
  tint: z.number().int().min(1).max(8).nullable(),
  /** Null: not set, so that nothing is outside of them. */
  workingHours: z.array(workingHoursSchema).max(50).nullable(),
  /** False: left, or not part of the day; their appointments stay visible. */
  active: z.boolean(),
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

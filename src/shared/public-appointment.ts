import { z } from 'zod'
import { cancellationSchema, locationSchema } from './appointment.ts'
import { exampleAppointment } from './contract/rest-examples.ts'
import { outwardEvents } from './sharing-words.ts'
import { appointmentStatuses, appointmentTypes, clientStages, sources } from './words.ts'

/** ISO 8601 in UTC, such as `2026-11-21T13:00:00.000Z`. */
export const utcSchema = z.iso.datetime()

/** Who takes part, as others are told of it. Each is null where it is not known, or is left out because it is personal. */
const publicPersonSchema = z.strictObject({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  timeZone: z.string().nullable(),
})

/**
 * An appointment as it leaves the desk: the REST API, our own webhooks, the stream of events. What is personal or medical is null, or
 * empty, where it was not asked for; the shape stays the same.
 */
export const publicAppointmentSchema = z
  .strictObject({
    /** Ours. */
    id: z.number().int(),
    source: z.enum(sources),
    /** The source's own id. */
    externalId: z.string(),
    status: z.enum(appointmentStatuses),
    type: z.enum(appointmentTypes),
    /** The source's name of the kind of appointment. */
    providerType: z.string().nullable(),
    /** Personal: titles hold names. */
    title: z.string().nullable(),
    /** Null: only its end is known, as of a cancellation that came before its booking. */
    start: utcSchema.nullable(),
    end: utcSchema.nullable(),
    /** True: the source does not say that this is the start; it is taken for it. */
    startAssumed: z.boolean(),
    rescheduled: z.boolean(),
    /** The client's, by IANA name. */
    timeZone: z.string().nullable(),
    location: locationSchema.nullable(),
    hosts: z.array(z.strictObject({ id: z.number().int(), name: z.string().nullable(), email: z.string().nullable() })),
    /** Personal, but for the id and the stage. Null: nobody to recognise. */
    client: publicPersonSchema.extend({ id: z.number().int(), stage: z.enum(clientStages) }).nullable(),
    /** Personal; the client is the first of them. */
    attendees: z.array(publicPersonSchema),
    attendeeCount: z.number().int(),
    /** Medical: what the client wrote when booking, and what the office wrote. */
    answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
    notes: z.string().nullable(),
    cancellation: cancellationSchema.nullable(),
    /** What the source passed along unread: tracking, references of a CRM. */
    metadata: z.record(z.string(), z.unknown()),
    /** Another source's row for the same booking leads, by our id; this one only repeats it. */
    sameAs: z.number().int().nullable(),
    /** The source's ids of the appointment that this one took the place of, and of the one that took its place. */
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
    created: utcSchema,
    updated: utcSchema,
  })
  .meta({ examples: [exampleAppointment] })
export type PublicAppointment = z.infer<typeof publicAppointmentSchema>

/** What of an appointment may be told. */
export interface Disclosure {
  /** Names, addresses, numbers and titles. */
  readonly personal: boolean
  /** Answers and notes. */
  readonly medical: boolean
  /** What the source passed along unread. */
  readonly metadata: boolean
}

/** A change of where a client stands, as others are told of it. */
export const publicStageChangeSchema = z.strictObject({
  /** Personal, but for the id. */
  client: publicPersonSchema.omit({ timeZone: true }).extend({ id: z.number().int() }),
  /** Null: made known by it. */
  from: z.enum(clientStages).nullable(),
  to: z.enum(clientStages),
})
export type PublicStageChange = z.infer<typeof publicStageChangeSchema>

const head = { at: utcSchema }
const appointmentEvents = outwardEvents.filter((event) => event !== 'client.stage_changed')
/** The body of our own webhooks, and the data of the stream of events: what happened, and how it stands since. */
export const outwardEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...head, type: z.enum(appointmentEvents), data: publicAppointmentSchema }),
  z.strictObject({ ...head, type: z.literal('client.stage_changed'), data: publicStageChangeSchema }),
])
export type OutwardEventBody = z.infer<typeof outwardEventSchema>

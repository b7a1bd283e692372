import { oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentCardSchema, instantSchema } from '../appointment.ts'
import { clientStages, origins, sources } from '../words.ts'
import { refused } from './refused.ts'

const idSchema = z.number().int()
const idInput = z.strictObject({ id: idSchema })
const textSchema = z.string().max(200)

/** A client as lists show them: records that were merged are one, and what was set at the desk wins over what providers say. */
export const clientMatchSchema = z.strictObject({
  id: idSchema,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The provider's own id of the person, such as the clinic's patient id. */
  externalId: z.string().nullable(),
  /** Whose id that is. */
  source: z.enum(sources).nullable(),
  stage: z.enum(clientStages),
  /** Of the next appointment that stands; null: none. */
  nextStartMs: instantSchema.nullable(),
  origin: z.enum(origins),
})
export type ClientMatch = z.infer<typeof clientMatchSchema>

export const clientRowSchema = clientMatchSchema.extend({
  /** Start of the newest appointment to which they came; null: none so far. */
  lastSeenMs: instantSchema.nullable(),
  /** Those that were not replaced by another. */
  appointments: z.number().int(),
  noShows: z.number().int(),
})
export type ClientRow = z.infer<typeof clientRowSchema>

export const clientOrders = ['name', 'seen', 'next'] as const
export type ClientOrder = (typeof clientOrders)[number]

/** Null lists mean "all". */
export const clientFilterSchema = z.strictObject({
  /** Any parts of name, e-mail, phone or provider's id; all of them have to fit. Empty: everybody. */
  search: textSchema,
  stages: z.array(z.enum(clientStages)).nullable(),
  /** Those who have an appointment or sent a form from one of them. */
  sources: z.array(z.enum(sources)).nullable(),
})
export type ClientFilter = z.infer<typeof clientFilterSchema>

/** Where the page before ended: at an instant, or, behind all who have one, at a name. */
export const clientCursorSchema = z.strictObject({ atMs: instantSchema.nullable(), name: z.string(), id: idSchema })
export type ClientCursor = z.infer<typeof clientCursorSchema>

export const clientPageSchema = z.strictObject({
  rows: z.array(clientRowSchema),
  nextCursor: clientCursorSchema.nullable(),
  /** How many fit; null: more than 15,000, and nobody has counted them. */
  total: z.number().int().nullable(),
})
export type ClientPage = z.infer<typeof clientPageSchema>

const contactSchema = z.strictObject({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
export type Contact = z.infer<typeof contactSchema>

/** One record of a client: what one provider, or the desk, knows of them. A client has several once they were merged. */
export const clientRecordSchema = z.strictObject({
  id: idSchema,
  /** As providers say. */
  said: contactSchema,
  /** As set at the desk; null members: not set. */
  given: contactSchema,
  externalId: z.string().nullable(),
  source: z.enum(sources).nullable(),
  timeZone: z.string().nullable(),
  /** As they were written of this record, before and after it was merged. */
  notes: z.string(),
  knownAtMs: instantSchema,
  /** The sources of its appointments and forms. */
  sources: z.array(z.enum(sources)),
  appointments: z.number().int(),
})
export type ClientRecord = z.infer<typeof clientRecordSchema>

const valueSchema = z.record(z.string(), z.unknown())

/** One line of what was done at the desk with a client or a team member. */
export const deskHistoryEntrySchema = z.strictObject({
  id: idSchema,
  atMs: instantSchema,
  actor: z.string(),
  /** `edited`, `merged`, `unmerged`, `staged`, `created`, `notes`; a newer version may know others. */
  kind: z.string(),
  before: valueSchema,
  after: valueSchema,
})
export type DeskHistoryEntry = z.infer<typeof deskHistoryEntrySchema>

/** Everything a client's page shows. */
export const clientSchema = z.strictObject({
  id: idSchema,
  origin: z.enum(origins),
  /** What is shown: as set at the desk, else as providers say. */
  contact: contactSchema,
  timeZone: z.string().nullable(),
  stage: z.strictObject({
    name: z.enum(clientStages),
    sinceMs: instantSchema,
    /** Who set it by hand; null: it moved by itself. */
    by: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  notes: z.string(),
  /** Their own record first, then those that were merged into it. */
  records: z.array(clientRecordSchema).min(1),
  figures: z.strictObject({
    /** Arrived or done. */
    visits: z.number().int(),
    noShows: z.number().int(),
    cancellations: z.number().int(),
    /** Median time between booking and start; null: nothing to measure. */
    leadTimeMs: z.number().nullable(),
    /** Start of the first appointment to which they came. */
    firstSeenMs: instantSchema.nullable(),
    knownAtMs: instantSchema,
  }),
  /** Newest start first, at most 500. */
  appointments: z.array(appointmentCardSchema),
  /** Forms that were sent without booking, newest first. */
  leads: z.array(
    z.strictObject({
      id: idSchema,
      source: z.enum(sources),
      atMs: instantSchema,
      deliveryId: idSchema.nullable(),
      answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
      metadata: valueSchema,
    }),
  ),
  /** What providers passed along with the appointments, newest first; the same value under the same name once. */
  passedAlong: z.array(
    z.strictObject({
      kind: z.enum(['answer', 'metadata']),
      name: z.string(),
      value: z.string(),
      source: z.enum(sources),
      appointmentId: idSchema,
    }),
  ),
  /** Newest first. Of merges: those that still hold can be taken apart; of stages, what was set last can be taken back. */
  history: z.array(deskHistoryEntrySchema.extend({ canTakeApart: z.boolean(), canTakeBack: z.boolean() })),
})
export type Client = z.infer<typeof clientSchema>

export const likelySchema = clientMatchSchema.extend({ because: z.enum(['phone', 'name', 'email']) })
export type LikelyClient = z.infer<typeof likelySchema>

const givenText = (most: number) => z.string().trim().min(1).max(most).nullable()
const done = z.strictObject({ ok: z.literal(true) })
const refusals = {
  NOT_FOUND: {},
  /** It cannot be done; the message says why. */
  REFUSED: refused,
}

export const clients = {
  /** By any parts of name, e-mail, phone (however it is written) or provider's id, best first, at most 20. */
  find: oc.input(z.strictObject({ text: textSchema.min(1) })).output(z.array(clientMatchSchema)),
  list: oc
    .input(
      z.strictObject({
        filter: clientFilterSchema,
        order: z.enum(clientOrders),
        cursor: clientCursorSchema.nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(clientPageSchema),
  /** A merged record's id gives the client that it is shown as. */
  get: oc.input(idInput).output(clientSchema).errors({ NOT_FOUND: {} }),
  /** Null members: as providers say again. */
  edit: oc
    .input(
      idInput.extend({
        name: givenText(200),
        email: z.email('an e-mail address, such as jane@example.com').max(320).nullable(),
        phone: givenText(50),
      }),
    )
    .output(done)
    .errors(refusals),
  setNotes: oc
    .input(idInput.extend({ notes: z.string().max(20_000) }))
    .output(done)
    .errors(refusals),
  /** Who may be the same person, by phone digits, name, or the part of the e-mail before the @. At most 5. */
  likely: oc.input(idInput).output(z.array(likelySchema)),
  /** Shows `otherId` as `id` from now on. `contact` says whose data is shown; `historyId` takes it back, with `takeApart`. */
  merge: oc
    .input(
      idInput.extend({
        otherId: idSchema,
        contact: z.strictObject({ name: z.enum(['own', 'other']), email: z.enum(['own', 'other']), phone: z.enum(['own', 'other']) }),
      }),
    )
    .output(z.strictObject({ historyId: idSchema }))
    .errors(refusals),
  /** Takes a merge back, by its line in the history. */
  takeApart: oc
    .input(z.strictObject({ historyId: idSchema }))
    .output(z.strictObject({ ids: z.tuple([idSchema, idSchema]) }))
    .errors(refusals),
}

import { z } from 'zod'
import { publicAppointmentSchema, utcSchema } from '../public-appointment.ts'
import { appointmentStatuses, appointmentTypes, changeKinds, clientStages, deskMarks, sources } from '../words.ts'
import { appointmentDraftSchema } from './gestures.ts'
import { exampleAppointment, exampleClient, exampleHistory, exampleHost } from './rest-examples.ts'

/** At most so many rows in one answer, and so many where nobody says. */
export const restLimit = { most: 200, usual: 50 } as const
/** Days between the two dates of a list. */
export const longestRangeDays = 366

const idSchema = z.number().int()
const idParameter = z.coerce.number<number>('a whole number').int('a whole number').min(1, 'a number from 1').max(Number.MAX_SAFE_INTEGER)

/** Given several times, or separated by commas; the receiver makes a list of both. */
const several = <Item extends z.ZodType>(item: Item, error: string) => z.union([item, z.array(item).max(100)], { error })

const dayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'a date such as 2026-11-21, or an instant with its zone such as 2026-11-21T14:00:00+01:00',
})
const instant = z.iso.datetime({ offset: true, error: 'an instant with its zone, such as 2026-11-21T14:00:00+01:00' })

const paging = {
  cursor: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Where the page before ended: its `nextCursor`. Everything else is asked as before.' }),
  limit: z.coerce
    .number<number>('a whole number')
    .int('a whole number')
    .min(1, `a number from 1 to ${restLimit.most}`)
    .max(restLimit.most, `a number from 1 to ${restLimit.most}`)
    .optional()
    .meta({ description: `At most so many; ${restLimit.usual} where nothing is said.`, examples: [50] }),
}

const nextCursorSchema = z
  .string()
  .nullable()
  .meta({ description: 'Asks for the next page, as `cursor`; null: this was the last one. The header `Link` says the same.' })

const sourceSchema = z.enum(sources)
const hostsMeant = 'one or more team members, by id or by e-mail address'
const hostName = z.string().regex(/^([1-9]\d{0,14}|[^\s@,]{1,64}@[^\s@,]{1,255})$/, hostsMeant)

export const appointmentQuerySchema = z.strictObject({
  startDate: dayOrInstant.optional().meta({
    description: 'The first day, on the office’s clock, or the first instant. Without it: today; with `updatedSince` no bound.',
    examples: ['2026-11-21'],
  }),
  endDate: dayOrInstant.optional().meta({
    description: `The last day, which counts whole, or the instant before which an appointment starts. Without it: 30 days after \`startDate\`, where there is one. At most ${longestRangeDays} days in all.`,
    examples: ['2026-11-28'],
  }),
  source: several(sourceSchema, `one or more of ${sources.join(', ')}`)
    .optional()
    .meta({ description: 'Only those from these sources.' }),
  type: several(z.enum(appointmentTypes), `one or more of ${appointmentTypes.join(', ')}`)
    .optional()
    .meta({ description: 'Only those of these types.' }),
  host: several(hostName, hostsMeant)
    .optional()
    .meta({ description: 'Only those held by one of these team members, by id or by e-mail address.', examples: [['3']] }),
  status: several(z.enum(appointmentStatuses), `one or more of ${appointmentStatuses.join(', ')}`)
    .optional()
    .meta({
      description: 'Only those with these statuses. Without it: all but `superseded`, which another appointment has taken the place of.',
    }),
  client: idParameter.optional().meta({ description: 'Only those of this client, by id.', examples: [17] }),
  updatedSince: instant.optional().meta({
    description:
      'Only those that were changed at or after this instant, in the order of their change. To keep a copy, ask again from a minute before your last question, and tell rows apart by `id`.',
    examples: ['2026-11-21T08:00:00Z'],
  }),
  ...paging,
})
export type AppointmentQuery = z.infer<typeof appointmentQuerySchema>

export const appointmentPageSchema = z.strictObject({
  appointments: z
    .array(publicAppointmentSchema)
    .meta({ description: 'By start, then by id; with `updatedSince` by their change, then by id.' }),
  nextCursor: nextCursorSchema,
})
export type AppointmentPage = z.infer<typeof appointmentPageSchema>

/** One line of an appointment's history, for others. */
export const publicHistoryEntrySchema = z.strictObject({
  at: utcSchema,
  by: z.string().nullable().meta({ description: 'Who said it at the desk, or with which API key. Null: the source did.' }),
  what: z.enum(changeKinds),
  before: z.record(z.string(), z.unknown()).meta({ description: 'What became different, as it was. Empty for what made it known.' }),
  after: z.record(z.string(), z.unknown()).meta({ description: 'The same, as it was from then on.' }),
})
export type PublicHistoryEntry = z.infer<typeof publicHistoryEntrySchema>

export const restAppointmentSchema = publicAppointmentSchema
  .extend({ history: z.array(publicHistoryEntrySchema).meta({ description: 'Newest first.' }) })
  .meta({ examples: [{ ...exampleAppointment, history: exampleHistory }] })
export type RestAppointment = z.infer<typeof restAppointmentSchema>

export const appointmentReferenceSchema = z
  .string()
  .max(1000)
  .meta({ description: 'Our id, or `source:externalId` (percent-encoded) with the source’s own id.', examples: ['42', 'cal-com:bk_9x2'] })

const draft = appointmentDraftSchema.shape
const { title, notes } = draft
const hostId = draft.hostId.meta({ description: 'Who holds it; null: nobody in particular.' })
const location = z
  .strictObject({
    kind: z.enum(['video', 'place', 'phone', 'other']),
    text: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .nullable()
      .optional()
      .meta({ description: 'What a person reads.', examples: ['Room 2'] }),
    url: z
      .url({ protocol: /^https?$/, error: 'a web address' })
      .max(2000)
      .nullable()
      .optional(),
  })
  .nullable()
const newClient = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'a name')
    .max(200)
    .meta({ examples: ['Jane Doe'] }),
  email: z.email('an e-mail address, such as jane@example.com').max(320).nullable().optional(),
  phone: z.string().trim().min(1).max(50).nullable().optional(),
})
const client = z.union([z.strictObject({ id: idSchema }), newClient], { error: 'an id, or a name with e-mail address and phone' }).meta({
  description: 'A client by id, or somebody who is made known by it. Who has the same e-mail address as somebody known is that client.',
})

export const newAppointmentSchema = z
  .strictObject({
    type: z.enum(appointmentTypes),
    title: title.optional(),
    start: instant,
    end: instant.meta({ description: 'After the start, and at most 24 hours later.' }),
    hostId: hostId.optional(),
    client: client.nullable().optional(),
    location: location.optional(),
    notes: notes.optional(),
  })
  .meta({
    examples: [
      {
        type: 'consultation',
        title: 'First talk',
        start: '2026-11-24T14:00:00+01:00',
        end: '2026-11-24T14:30:00+01:00',
        hostId: 3,
        client: { name: 'Jane Doe', email: 'jane@example.com' },
      },
    ],
  })
export type NewAppointment = z.infer<typeof newAppointmentSchema>

/** What is left out stays as it is. */
export const appointmentPatchSchema = z
  .strictObject({
    type: z.enum(appointmentTypes).optional(),
    title: title.optional(),
    start: instant.optional(),
    end: instant.optional(),
    hostId: hostId.optional(),
    client: client.optional(),
    location: location.optional(),
    notes: notes.optional(),
  })
  .meta({ examples: [{ start: '2026-11-24T15:00:00+01:00', end: '2026-11-24T15:30:00+01:00' }] })
export type AppointmentPatch = z.infer<typeof appointmentPatchSchema>

export const statusChangeSchema = z
  .strictObject({
    status: z.enum([...deskMarks, 'undo']).meta({ description: '`undo` takes back what this API key said last of the appointment.' }),
    reason: z.string().trim().min(1).max(500).nullable().optional().meta({ description: 'Of a cancellation.' }),
  })
  .meta({ examples: [{ status: 'arrived' }, { status: 'cancelled', reason: 'The client called' }] })
export type StatusChange = z.infer<typeof statusChangeSchema>

/** Of what changes something. HTTP gives header names in lower case. */
export const writeHeadersSchema = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: 'A text of your own, new for each new request: the same request sent again within 24 hours is done once.' }),
})
export const conditionalHeadersSchema = writeHeadersSchema.extend({
  'if-match': z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'The `ETag` that was read: nothing is changed if it is another one by now.' }),
})

export const clientQuerySchema = z.strictObject({
  search: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Any parts of name, e-mail address, phone or the source’s own id; all of them have to fit.' }),
  ...paging,
})
export type ClientQuery = z.infer<typeof clientQuerySchema>

/** A client, as others are told of them; records that were merged are one. */
export const publicClientSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    source: sourceSchema.nullable().meta({ description: 'Whose own id `externalId` is.' }),
    externalId: z.string().nullable().meta({ description: 'The source’s own id, such as the clinic’s patient id.' }),
    stage: z.enum(clientStages),
    appointments: z.number().int().meta({ description: 'Those that were not replaced by another.' }),
    noShows: z.number().int(),
    lastSeen: utcSchema.nullable().meta({ description: 'Start of the newest appointment to which they came.' }),
    nextStart: utcSchema.nullable().meta({ description: 'Start of the next appointment that stands.' }),
  })
  .meta({ examples: [exampleClient] })
export type PublicClient = z.infer<typeof publicClientSchema>

export const clientPageSchema = z.strictObject({
  clients: z.array(publicClientSchema).meta({ description: 'In the order in which they became known.' }),
  nextCursor: nextCursorSchema,
})

export const restClientSchema = publicClientSchema
  .extend({
    timeZone: z.string().nullable(),
    stageSince: utcSchema,
    known: utcSchema.meta({ description: 'When they became known.' }),
    visits: z.number().int(),
    cancellations: z.number().int(),
    notes: z.string(),
  })
  .meta({
    examples: [
      {
        ...exampleClient,
        timeZone: 'Europe/Berlin',
        stageSince: '2026-11-20T09:12:00.000Z',
        known: '2026-11-20T09:12:00.000Z',
        visits: 1,
        cancellations: 0,
        notes: '',
      },
    ],
  })
export type RestClient = z.infer<typeof restClientSchema>

export const clientIdSchema = idParameter.meta({
  description: 'The client’s id; of a record that was merged, it gives the client that it is shown as.',
})

export const publicHostSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    role: z.string().nullable(),
    active: z.boolean().meta({ description: 'False: left, or not part of the day.' }),
  })
  .meta({ examples: [exampleHost] })
export const hostListSchema = z.strictObject({ hosts: z.array(publicHostSchema).meta({ description: 'In the office’s own order.' }) })

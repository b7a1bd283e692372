import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { feedDetails, feedPrograms } from '../sharing-words.ts'
import { appointmentStatuses, appointmentTypes, sources } from '../words.ts'

/** What a feed holds; null lists mean "all". What was replaced by a reschedule is in none. */
export const feedFilterSchema = z.strictObject({
  sources: z.array(z.enum(sources)).min(1).nullable(),
  types: z.array(z.enum(appointmentTypes)).min(1).nullable(),
  statuses: z.array(z.enum(appointmentStatuses)).min(1).nullable(),
  hostIds: z.array(z.number().int()).min(1).max(200).nullable(),
})
export type FeedFilter = z.infer<typeof feedFilterSchema>

const said = {
  /** Also the calendar's, in the program that shows it. */
  name: z.string().trim().min(1, 'a name, such as Anna’s phone').max(100),
  detail: z.enum(feedDetails),
  filter: feedFilterSchema,
}

/** A calendar feed as people see it: never its address. */
export const feedSchema = z.strictObject({
  ...said,
  id: z.number().int(),
  createdAtMs: instantSchema,
  createdBy: z.string(),
  addressSinceMs: instantSchema,
  /** False: there was no place to keep its address when it was made; it was shown that once. */
  isAddressKept: z.boolean(),
  /** To the minute. Null: never. */
  lastFetchedAtMs: instantSchema.nullable(),
  lastProgram: z.enum(feedPrograms).nullable(),
})
export type Feed = z.infer<typeof feedSchema>

/** From where the addresses of feeds lead here. */
export const feedPlaceSchema = z.strictObject({
  /** Without a path. Null: the receiver does not listen. */
  url: z.string().nullable(),
  /** `public`: from anywhere; `office`: from the network that this machine is in; `here`: from this machine only. */
  reach: z.enum(['public', 'office', 'here']),
})
export type FeedPlace = z.infer<typeof feedPlaceSchema>

const idInput = z.strictObject({ id: z.number().int() })
const address = z.strictObject({ address: z.string() })
const done = z.strictObject({ ok: z.literal(true) })
const gone = { NOT_FOUND: {} }
const closed = { CLOSED: {} }

/** Read-only calendars for phones and other programs, each under a secret address. */
export const feeds = {
  /** Youngest first. */
  list: oc.output(z.strictObject({ feeds: z.array(feedSchema), place: feedPlaceSchema })),
  /** How many appointments a feed would hold now; `most`: it would leave out what comes first. */
  count: oc.input(feedFilterSchema).output(z.strictObject({ count: z.number().int(), most: z.number().int() })),
  /** The secret address. `LOST`: it was not kept, or was sealed with another key. `VAULT`: the vault is locked. `CLOSED`: nothing listens. */
  address: oc
    .input(idInput)
    .output(address)
    .errors({ ...gone, ...closed, LOST: {}, VAULT: {} }),
  create: oc.input(z.strictObject(said)).output(z.strictObject({ id: z.number().int(), address: z.string().nullable() })),
  update: oc
    .input(z.strictObject({ ...said, id: z.number().int() }))
    .output(done)
    .errors(gone),
  /** Gives it another address; the one before leads nowhere from then on. */
  renew: oc
    .input(idInput)
    .output(z.strictObject({ address: z.string().nullable() }))
    .errors(gone),
  /** Removes it: its address leads nowhere from then on. */
  revoke: oc.input(idInput).output(done).errors(gone),
}

import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { keepSettingsSchema } from '../settings.ts'
import { providerIds, verdicts } from '../words.ts'
import { shellRefusals } from './shell.ts'

const count = z.number().int().min(0)

/** What lies in the store at present. Sizes in bytes. */
export const storeUsageSchema = z.strictObject({
  deliveries: z.strictObject({ rows: count, oldestMs: instantSchema.nullable() }),
  /** Headers and bodies that are kept; `compressed` of the bodies. */
  contents: z.strictObject({ rows: count, bytes: count, compressed: count, oldestMs: instantSchema.nullable() }),
  appointments: z.strictObject({ rows: count, oldestMs: instantSchema.nullable() }),
  clients: count,
  fileBytes: count,
})
export type StoreUsage = z.infer<typeof storeUsageSchema>

/** What would go at once if this were kept. Each is counted up to `most`. */
export const foreseenSchema = z.strictObject({ deliveries: count, contents: count, appointments: count, most: count })
export type Foreseen = z.infer<typeof foreseenSchema>

/** How much of each kind goes, or went, with one client. */
export const erasureCountsSchema = z.strictObject({
  /** Records that are shown as the client. */
  clients: count,
  appointments: count,
  leads: count,
  /** Deliveries whose headers, body and names go; their rows stay in the log. */
  deliveries: count,
  /** Other clients' appointments that name this one. */
  mentions: count,
})
export type ErasureCounts = z.infer<typeof erasureCountsSchema>

/** A delivery that may be about the client: it has only their name or number in it, which somebody else may have, too. */
export const uncertainDeliverySchema = z.strictObject({
  id: z.number().int(),
  receivedAtMs: instantSchema,
  provider: z.enum(providerIds),
  providerEvent: z.string().nullable(),
  verdict: z.enum(verdicts),
  aboutName: z.string().nullable(),
  because: z.enum(['name', 'phone']),
})
export type UncertainDelivery = z.infer<typeof uncertainDeliverySchema>

/** What erasing one client would do. */
export const erasurePlanSchema = z.strictObject({
  /** To be typed. */
  name: z.string(),
  counts: erasureCountsSchema,
  uncertain: z.array(uncertainDeliverySchema),
  /** Names, addresses and numbers that somebody else has as well: they stay with them. */
  shared: z.array(z.string()),
  /** True: the same address belongs to a member of the team, who stays. */
  isTeamMember: z.boolean(),
  /** Files of this desk that were written before, and still have the client in them. */
  elsewhere: z.array(z.strictObject({ fileName: z.string(), atMs: instantSchema })),
})
export type ErasurePlan = z.infer<typeof erasurePlanSchema>

/** What was found of the client afterwards, byte for byte, in the database and what belongs to it. */
export const erasureOutcomeSchema = z.strictObject({
  searchedBytes: count,
  /** Places in which something was still found; 0: nothing. */
  found: count,
  /** The whole file had to be written anew. */
  rewritten: z.boolean(),
})
export type ErasureOutcome = z.infer<typeof erasureOutcomeSchema>

export const erasureSchema = z.strictObject({
  id: z.number().int(),
  atMs: instantSchema,
  actor: z.string(),
  reason: z.string(),
  counts: erasureCountsSchema,
  /** Null: it is still being overwritten. */
  finishedAtMs: instantSchema.nullable(),
  /** Null: it was cut off, finished at the next start, and could not be searched any more. */
  outcome: erasureOutcomeSchema.nullable(),
})
export type Erasure = z.infer<typeof erasureSchema>

/** The steps in their order. The first cannot be stopped half-way, and once it is done there is no way back. */
export const erasureSteps = ['erase', 'chain', 'indexes', 'file', 'search', 'rewrite'] as const
export type ErasureStep = (typeof erasureSteps)[number]

export const erasureProgressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), step: z.enum(erasureSteps) }),
  z.strictObject({ kind: z.literal('done'), counts: erasureCountsSchema, outcome: erasureOutcomeSchema }),
])
export type ErasureProgress = z.infer<typeof erasureProgressSchema>

const clientInput = z.strictObject({ clientId: z.number().int() })

/** What is kept and for how long, one client's data exported, and one client erased. */
export const keeping = {
  usage: oc.output(storeUsageSchema),
  foresee: oc.input(keepSettingsSchema).output(foreseenSchema),
  exportClient: oc
    .input(clientInput)
    .output(z.strictObject({ path: z.string(), fileName: z.string() }))
    .errors({ NOT_FOUND: {}, FAILED: { data: z.strictObject({ reason: z.enum(shellRefusals) }) } }),
  /** Changes nothing. */
  planErasure: oc.input(clientInput).output(erasurePlanSchema).errors({ NOT_FOUND: {} }),
  /** Goes on to its end when its caller closes the iterator: what is half erased is worse than either. */
  erase: oc
    .input(
      clientInput.extend({
        /** The client's name as the plan has it. */
        name: z.string().max(500),
        reason: z.string().trim().min(1, 'a reason').max(500),
        /** Of the uncertain deliveries those that are theirs. */
        deliveryIds: z.array(z.number().int()).max(10_000),
      }),
    )
    .output(eventIterator(erasureProgressSchema))
    .errors({ NOT_FOUND: {}, NAME_DIFFERS: {}, UNDER_WAY: {} }),
  /** Newest first. */
  erasures: oc.output(z.array(erasureSchema)),
}

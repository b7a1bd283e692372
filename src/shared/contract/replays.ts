import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { deliveryChangeSchema, deliveryFilterSchema, deliverySchema } from '../delivery.ts'
import { verdicts } from '../words.ts'

/** Why a delivery cannot be applied from what is kept of it; each has words of its own, and a remedy. */
export const replayObstacleSchema = z.enum([
  /** Google's notifications tell nothing that could be applied. */
  'notification',
  'no-body',
  /** Only the beginning of a refused body was kept. */
  'truncated',
  /** Its time was over, or it was erased. */
  'body-gone',
  /** It still does not verify. */
  'not-authentic',
  'no-secret',
  /** The vault waits for its passphrase or its keyring. */
  'locked',
  /** What its signature or key could be checked with was not kept. */
  'not-checkable',
  'not-json',
  'unreadable',
  /** We fail on it. */
  'failed',
])
export type ReplayObstacle = z.infer<typeof replayObstacleSchema>

const obstacleSchema = z.strictObject({
  kind: z.literal('cannot'),
  because: replayObstacleSchema,
  /** What was found, in English and in detail: the code of a failed check, or our own error. */
  finding: z.string().nullable(),
  /** Where an unreadable body is wrong. */
  issues: deliverySchema.shape.issues,
})

/** What applying it would do. Nothing was changed to find out. */
export const tryOutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changes'), changes: z.array(deliveryChangeSchema) }),
  z.strictObject({ kind: z.literal('nothing-new') }),
  z.strictObject({ kind: z.literal('ignored'), providerEvent: z.string() }),
  obstacleSchema,
])
export type TryOut = z.infer<typeof tryOutSchema>

/** What became of applying it. `stale`: nothing in it was news. `failed`: it was tried, and is kept as a try. */
export const replayResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    /** Of a duplicate: the delivery that it repeats. */
    deliveryId: z.number().int(),
    replayId: z.number().int(),
    verdict: z.enum(['accepted', 'stale', 'ignored']),
  }),
  obstacleSchema,
])
export type ReplayResult = z.infer<typeof replayResultSchema>

export const deliveryReplaySchema = z.strictObject({
  id: z.number().int(),
  atMs: instantSchema,
  actor: z.string(),
  /** Empty: nothing was said. */
  reason: z.string(),
  verdict: z.enum(verdicts),
  sentence: z.string(),
})
export type DeliveryReplay = z.infer<typeof deliveryReplaySchema>

/** What people did with one delivery. */
export const handlingSchema = z.strictObject({
  /** Whose bytes are replayed: of a duplicate, the delivery that it repeats. */
  keptId: z.number().int(),
  editedBy: z.string().nullable(),
  /** Deliveries that were made of it at the desk, newest first. */
  edits: z.array(z.strictObject({ id: z.number().int(), atMs: instantSchema, actor: z.string() })),
  /** Newest first. */
  replays: z.array(deliveryReplaySchema),
  /** Null: nobody dealt with it. */
  dealing: z
    .strictObject({
      atMs: instantSchema,
      actor: z.string(),
      how: z.enum(['replayed', 'edited', 'set-aside', 'came-again']),
      note: z.string(),
    })
    .nullable(),
  /** True: it waits for somebody to deal with it. */
  isToLookAt: z.boolean(),
  /** How many others were refused, or could not be applied, for the same reason; counted up to 10,000. */
  alike: z.number().int(),
})
export type Handling = z.infer<typeof handlingSchema>

/** How far it is; numbers only grow. */
export const bulkTryOutSchema = z.strictObject({
  done: z.number().int(),
  total: z.number().int(),
  /** What comes later is not meant; give it to `bulkReplay`. */
  upToId: z.number().int(),
  wouldChange: z.number().int(),
  nothingNew: z.number().int(),
  cannot: z.array(z.strictObject({ because: replayObstacleSchema, count: z.number().int(), exampleId: z.number().int() })),
})
export type BulkTryOut = z.infer<typeof bulkTryOutSchema>

export const bulkItemSchema = z.strictObject({
  deliveryId: z.number().int(),
  outcome: z.enum(['accepted', 'stale', 'ignored', 'cannot']),
  because: replayObstacleSchema.nullable(),
})
export type BulkItem = z.infer<typeof bulkItemSchema>

export const bulkReplaySchema = z.strictObject({
  done: z.number().int(),
  total: z.number().int(),
  /** What was done last; null: nothing yet. */
  item: bulkItemSchema.nullable(),
})
export type BulkReplay = z.infer<typeof bulkReplaySchema>

/** The result of a check with today's secrets. */
export const checkedAgainSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verified'), key: z.enum(['current', 'previous']) }),
  z.strictObject({ kind: z.literal('refused'), failure: z.string(), skewSeconds: z.number().nullable() }),
  z.strictObject({ kind: z.literal('not-checkable'), because: replayObstacleSchema }),
])
export type CheckedAgainResult = z.infer<typeof checkedAgainSchema>

const idInput = z.strictObject({ id: z.number().int() })
const done = z.strictObject({ ok: z.literal(true) })
const wordsSchema = z.string().trim().max(500)
const editedText = z.string().max(8 * 1024 * 1024)

/** Part of `deliveries`. */
export const replays = {
  /** What people did with it: replays, edits, whether it is dealt with. */
  handling: oc.input(idInput).output(handlingSchema).errors({ NOT_FOUND: {} }),
  /** Verifies it anew with today's secrets and the clock of when it came. */
  checkAgain: oc.input(idInput).output(checkedAgainSchema).errors({ NOT_FOUND: {} }),
  dryRun: oc.input(idInput).output(tryOutSchema).errors({ NOT_FOUND: {} }),
  /** Applies it from its kept bytes. The delivery itself stays as it is. */
  replay: oc
    .input(z.strictObject({ id: z.number().int(), reason: wordsSchema }))
    .output(replayResultSchema)
    .errors({ NOT_FOUND: {} }),
  /** The same as `dryRun`, with another body. */
  tryEdit: oc
    .input(z.strictObject({ id: z.number().int(), text: editedText }))
    .output(tryOutSchema)
    .errors({ NOT_FOUND: {} }),
  /** Makes a new delivery, marked as one that nobody sent, and applies it. */
  applyEdit: oc
    .input(z.strictObject({ id: z.number().int(), text: editedText, reason: wordsSchema }))
    .output(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('done'), deliveryId: z.number().int() }), obstacleSchema]))
    .errors({ NOT_FOUND: {} }),
  /** It is no longer one to look at. */
  setAside: oc
    .input(z.strictObject({ id: z.number().int(), note: wordsSchema }))
    .output(done)
    /** `NOT_WAITING`: it does not wait for anybody. */
    .errors({ NOT_FOUND: {}, NOT_WAITING: {} }),
  undoSetAside: oc.input(idInput).output(done).errors({ NOT_SET_ASIDE: {} }),
  /** Ends early when its caller closes it. At most the oldest 10,000 that match. */
  bulkDryRun: oc.input(z.strictObject({ filter: deliveryFilterSchema })).output(eventIterator(bulkTryOutSchema)),
  /** Oldest first; what was done stays when its caller closes it. */
  bulkReplay: oc
    .input(z.strictObject({ filter: deliveryFilterSchema, upToId: z.number().int(), reason: wordsSchema }))
    .output(eventIterator(bulkReplaySchema)),
}

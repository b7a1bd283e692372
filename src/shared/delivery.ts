import { z } from 'zod'
import { instantSchema } from './appointment.ts'
import { origins, providerIds, rejectReasons, schemeIds, verdicts } from './words.ts'

/** One line of the log. */
export const deliveryRowSchema = z.strictObject({
  id: z.number().int(),
  provider: z.enum(providerIds),
  receivedAtMs: instantSchema,
  /** The provider's own word for what happened, null while the body could not be read or was not trusted. */
  providerEvent: z.string().nullable(),
  verdict: z.enum(verdicts),
  reason: z.enum(rejectReasons).nullable(),
  httpStatus: z.number().int(),
  /** Who and when the delivery is about; null where it is not known. */
  aboutName: z.string().nullable(),
  aboutStartMs: instantSchema.nullable(),
  bodySize: z.number().int(),
  /** From the request's first byte to just before the commit, in microseconds. */
  durationUs: z.number().int(),
  origin: z.enum(origins),
  /** True: nobody sent it; it was made at this desk by changing the body of another one. */
  isEdited: z.boolean(),
  /** Of one that nothing was made of when it came: somebody replayed it, edited it or set it aside, or it came again. */
  isDealtWith: z.boolean(),
})
export type DeliveryRow = z.infer<typeof deliveryRowSchema>

/** How the signature was judged. */
export const verificationRecordSchema = z.strictObject({
  scheme: z.enum(schemeIds).nullable(),
  /** Which of the two secrets matched. */
  key: z.enum(['current', 'previous']).nullable(),
  /** Sender's clock minus ours, in seconds, where the scheme carries a timestamp. */
  skewSeconds: z.number().nullable(),
  /** What failed, in code: `header-missing`, `header-malformed`, `too-old`, `too-new`, `mismatch` …; null when it verified. */
  failure: z.string().nullable(),
})
export type VerificationRecord = z.infer<typeof verificationRecordSchema>

export const deliveryChangeSchema = z.strictObject({
  /** Null for a lead. */
  appointmentId: z.number().int().nullable(),
  label: z.string(),
  kind: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type DeliveryChange = z.infer<typeof deliveryChangeSchema>

export const deliverySchema = deliveryRowSchema.extend({
  method: z.string(),
  path: z.string(),
  /** Of which one an edited one was made; null: of none, or of one that is not there any more. */
  editedFrom: z.number().int().nullable(),
  /** As they came, in order; values of headers that carry a credential are masked. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** UTF-8 text of the body; null when it is not text, or not kept. */
  bodyText: z.string().nullable(),
  /** Base64, only when the body is not text. */
  bodyBase64: z.string().nullable(),
  /** True: the body was longer than what is kept of a refused delivery. */
  bodyTruncated: z.boolean(),
  bodySha256: z.string(),
  /** One plain sentence: what became of it, and what to do. */
  sentence: z.string(),
  /** Of a quarantined or refused body: where it is wrong, in the field's path. */
  issues: z.array(z.strictObject({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() })),
  verification: verificationRecordSchema,
  /** From where it came, with trusted proxies looked through; null: nobody sent it, or it is not known. */
  remoteAddress: z.string().nullable(),
  duplicateOf: z.number().int().nullable(),
  duplicates: z.number().int(),
  changes: z.array(deliveryChangeSchema),
})
export type Delivery = z.infer<typeof deliverySchema>

export const deliveryFilterSchema = z.strictObject({
  providers: z.array(z.enum(providerIds)).nullable(),
  verdicts: z.array(z.enum(verdicts)).nullable(),
  /** Refusals of one kind. */
  httpStatus: z.number().int().nullable(),
  fromMs: instantSchema.nullable(),
  toMs: instantSchema.nullable(),
  /** Words that must all occur in the body (whole words or their beginnings). */
  search: z.string().max(200).nullable(),
  /** Only what is quarantined or failed, is neither a test nor a sample, and nobody dealt with. */
  toLookAt: z.literal(true).optional(),
  /** Only what was refused, or could not be applied, for the same reason as the delivery of this number; that one included. */
  alike: z.number().int().optional(),
})
export type DeliveryFilter = z.infer<typeof deliveryFilterSchema>

export const deliveryPageSchema = z.strictObject({
  rows: z.array(deliveryRowSchema),
  /** Id of the last row: ask for rows before it. Null: that was all. */
  nextCursor: z.number().int().nullable(),
  /** How many rows the filter matches, counted up to 10,000. */
  total: z.number().int(),
})
export type DeliveryPage = z.infer<typeof deliveryPageSchema>

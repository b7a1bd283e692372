import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { scopes } from '../sharing-words.ts'

/** An API key as people see it: never the key itself. */
export const apiKeySchema = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  /** Its first characters; also the client id of OAuth. */
  prefix: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAtMs: instantSchema,
  createdBy: z.string(),
  /** Null: it counts until it is revoked. */
  expiresAtMs: instantSchema.nullable(),
  /** Null: it was not. */
  revokedAtMs: instantSchema.nullable(),
  revokedBy: z.string().nullable(),
  /** To the minute. Null: never. */
  lastUsedAtMs: instantSchema.nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

/** Keys by which other programs read and write here over HTTP. */
export const access = {
  /** Youngest first. */
  list: oc.output(z.array(apiKeySchema)),
  create: oc
    .input(
      z.strictObject({
        name: z.string().trim().min(1, 'a name, such as Website').max(100),
        scopes: z.array(z.enum(scopes)).min(1, 'at least one scope'),
        expiresAtMs: instantSchema.nullable(),
      }),
    )
    /** `key` is told this once. */
    .output(z.strictObject({ id: z.number().int(), key: z.string() }))
    /** It would have ended already. */
    .errors({ PAST: {} }),
  /** Counts no longer, at once, nor do the tokens that were made with it. */
  revoke: oc
    .input(z.strictObject({ id: z.number().int() }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .errors({ NOT_FOUND: {} }),
}

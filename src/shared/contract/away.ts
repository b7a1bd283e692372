import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { gapReasons, providerIds, readOutcomes } from '../words.ts'

/** What was done about a gap with one provider. */
export const recoverySchema = z.strictObject({
  provider: z.enum(providerIds),
  /** Null: it is being read. */
  outcome: z.enum([...readOutcomes, 'not-offered']).nullable(),
  /** Appointments of which something became different. */
  changed: z.number().int(),
  /** What was found of its subscription or channels, and done about it. */
  subscription: z.enum(['fine', 'renewed', 'moved', 'missing', 'could-not']).nullable(),
  /** The subscription was found disabled. */
  wasDisabled: z.boolean(),
})
export type Recovery = z.infer<typeof recoverySchema>

/** A time at which nothing could reach the receiver, and what was recovered. */
export const gapSchema = z.strictObject({
  id: z.number().int(),
  reason: z.enum(gapReasons),
  fromMs: instantSchema,
  /** Null: it goes on. */
  toMs: instantSchema.nullable(),
  /** Of every provider that is in use: a token, a secret or an account is set. */
  recoveries: z.array(recoverySchema),
  isDismissed: z.boolean(),
})
export type Gap = z.infer<typeof gapSchema>

export const away = {
  /** The newest gap that somebody should hear of and has not dismissed; null: none. Gaps shorter than a minute are not told. */
  latest: oc.output(gapSchema.nullable()),
  /** Newest first. */
  list: oc.input(z.strictObject({ limit: z.number().int().min(1).max(200) })).output(z.array(gapSchema)),
  dismiss: oc.input(z.strictObject({ id: z.number().int() })).output(z.strictObject({ ok: z.literal(true) })),
}

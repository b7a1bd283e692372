import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { changeKinds, gapReasons, providerIds, readOutcomes, sources } from '../words.ts'

/** What was done about a gap with one provider. */
export const recoverySchema = z.strictObject({
  provider: z.enum(providerIds),
  /** Null: it is being read. */
  outcome: z.enum([...readOutcomes, 'not-offered']).nullable(),
  /** Appointments of this provider of which something became different. */
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
  /** Appointments of which something became different; one that two sources tell of is one. */
  changed: z.number().int(),
  /** Of every provider that is in use: a token, a secret or an account is set. */
  recoveries: z.array(recoverySchema),
  isDismissed: z.boolean(),
})
export type Gap = z.infer<typeof gapSchema>

/** What became different of one appointment by the readings that made up for a gap. */
export const awayChangeSchema = z.strictObject({
  /** Of the history's entry. */
  id: z.number().int(),
  appointmentId: z.number().int(),
  source: z.enum(sources),
  kind: z.enum(changeKinds),
  title: z.string().nullable(),
  clientLabel: z.string().nullable(),
  startMs: instantSchema.nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type AwayChange = z.infer<typeof awayChangeSchema>

export const away = {
  /**
   * The newest gap that is over, that somebody should hear of and has not dismissed; null: none. Gaps shorter than a minute are not told, and
   * one after which there was nothing to make up for only for an hour.
   */
  latest: oc.output(gapSchema.nullable()),
  /** Newest first. */
  list: oc.input(z.strictObject({ limit: z.number().int().min(1).max(200) })).output(z.array(gapSchema)),
  /** By the appointments' starts, at most 500. */
  changes: oc.input(z.strictObject({ gapId: z.number().int() })).output(z.array(awayChangeSchema)),
  /** With all that began before it, and those that it spoke for. */
  dismiss: oc.input(z.strictObject({ id: z.number().int() })).output(z.strictObject({ ok: z.literal(true) })),
}

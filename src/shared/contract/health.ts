import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { alertKinds, providerIds, rejectReasons } from '../words.ts'

/** How it goes with one provider's deliveries. */
export const healthSchema = z.strictObject({
  provider: z.enum(providerIds),
  /** Something is set for it: a secret, a token or an account. */
  inUse: z.boolean(),
  lastDeliveryAtMs: instantSchema.nullable(),
  /** Deliveries of today so far, real and authentic. */
  today: z.number().int(),
  /** What is usual by this hour of this weekday, learned from the last eight weeks; null: too little is known. */
  usual: z.number().nullable(),
  /** `quiet`: so few would come by chance less than once in a hundred such days. */
  rhythm: z.enum(['learning', 'usual', 'quiet', 'busy']),
  refusals: z.array(z.strictObject({ reason: z.enum(rejectReasons), count: z.number().int(), lastDeliveryId: z.number().int() })),
  /** The provider's clock minus ours in seconds, the median of the latest deliveries; null: its signature has no time. */
  clockSkewSeconds: z.number().nullable(),
})
export type Health = z.infer<typeof healthSchema>

/** What a click does about an alert. */
export const remedies = [
  'renew-subscription',
  'renew-channel',
  'give-token',
  'sign-in',
  'open-log',
  'open-provider',
  'replace-secret',
  'check-address',
  'restart-tunnel',
  'restart-receiver',
  'free-disk',
  'open-backups',
  'open-trust',
  'open-subscriptions',
  'open-desks',
] as const
export type Remedy = (typeof remedies)[number]

export const alertSchema = z.strictObject({
  id: z.number().int(),
  kind: z.enum(alertKinds),
  provider: z.enum(providerIds).nullable(),
  raisedAtMs: instantSchema,
  /** Null: it goes on. */
  endedAtMs: instantSchema.nullable(),
  isDismissed: z.boolean(),
  /** Numbers, instants and addresses that the alert's sentence has gaps for. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  remedy: z.enum(remedies).nullable(),
})
export type Alert = z.infer<typeof alertSchema>

export const health = {
  providers: oc.output(z.array(healthSchema)),
  /** Those that go on, newest first, and those that ended within the last week. */
  alerts: oc.output(z.array(alertSchema)),
  /** Looks at once whether what is the matter still is. */
  check: oc.output(z.strictObject({ ok: z.literal(true) })),
  /** It goes on, and is shown less. */
  dismiss: oc
    .input(z.strictObject({ id: z.number().int() }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .errors({ NOT_FOUND: {} }),
}

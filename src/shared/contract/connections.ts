import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { readCauses, readOutcomes, subscriptionStates, tokenProviderIds } from '../words.ts'

const done = z.strictObject({ ok: z.literal(true) })
const providerInput = z.strictObject({ provider: z.enum(tokenProviderIds) })

/** How the desk is connected with one provider's API. */
export const connectionSchema = z.strictObject({
  provider: z.enum(tokenProviderIds),
  /** Null: nobody gave one. `readable` is false while the vault cannot open it. */
  token: z.strictObject({ lastFour: z.string(), setAtMs: instantSchema, readable: z.boolean() }).nullable(),
  /** Whose token it is, as the provider says. */
  account: z.strictObject({ name: z.string().nullable(), email: z.string().nullable() }).nullable(),
  /** Smart-Scheduler only: where its pull API is. */
  apiUrl: z.string().nullable(),
  /** Calendly only: whose bookings are followed. */
  scope: z.enum(['user', 'organization']).nullable(),
  /** The provider's subscription that posts to us, as it was found last; null: this provider has none that the desk could make, or it never looked. */
  subscription: z
    .strictObject({ state: z.enum(subscriptionStates), callbackUrl: z.string().nullable(), checkedAtMs: instantSchema })
    .nullable(),
  lastReading: z
    .strictObject({
      id: z.number().int(),
      cause: z.enum(readCauses),
      startedAtMs: instantSchema,
      endedAtMs: instantSchema.nullable(),
      outcome: z.enum(readOutcomes).nullable(),
      changed: z.number().int(),
    })
    .nullable(),
  /** Whether a no-show marked here is told to the provider; null: it takes none. */
  writeBack: z.boolean().nullable(),
})
export type Connection = z.infer<typeof connectionSchema>

/** What connecting has done, step by step, so that the window can say it. */
export const connectedSchema = z.strictObject({
  account: connectionSchema.shape.account,
  /** `made`, `renewed` (it was disabled, or pointed elsewhere) or `kept`; `no-address`: there is no public address yet, so only reading works. */
  subscription: z.enum(['made', 'renewed', 'kept', 'no-address', 'none']),
  /** What the provider's own sample or test ping showed; `none`: it offers none. */
  ping: z.enum(['arrived', 'not-arrived', 'none']),
  backfill: z.strictObject({ outcome: z.enum(readOutcomes), changed: z.number().int(), days: z.number().int() }),
})
export type Connected = z.infer<typeof connectedSchema>

export const connectRefusals = ['token-refused', 'forbidden', 'offline', 'rate-limited', 'failed', 'plan'] as const
export type ConnectRefusal = (typeof connectRefusals)[number]

export const connections = {
  list: oc.output(z.array(connectionSchema)),
  /**
   * Tries the token, keeps it, makes or renews the subscription with a generated signing key (which becomes the provider's signing secret;
   * the one before still counts for a day), asks for a ping where there is one, and back-fills 30 days. A token that is refused changes nothing.
   */
  connect: oc
    .input(
      z.strictObject({
        provider: z.enum(tokenProviderIds),
        token: z.string().trim().min(8).max(4096),
        apiUrl: z.url({ protocol: /^https?$/ }).nullable(),
        scope: z.enum(['user', 'organization']).nullable(),
      }),
    )
    .output(connectedSchema)
    .errors({ VAULT: {}, REFUSED: { data: z.strictObject({ reason: z.enum(connectRefusals), status: z.number().int().nullable() }) } }),
  /** Forgets the token; removes the subscription at the provider too, as far as it is reached, if asked. The signing secret stays. */
  disconnect: oc
    .input(providerInput.extend({ removeSubscription: z.boolean() }))
    .output(z.strictObject({ subscriptionRemoved: z.boolean() })),
  /** Reads the last 30 and the coming 60 days, and looks after the subscription. */
  read: oc
    .input(providerInput)
    .output(
      z.strictObject({ outcome: z.enum(readOutcomes), changed: z.number().int(), subscription: z.enum(subscriptionStates).nullable() }),
    ),
  setWriteBack: oc.input(providerInput.extend({ enabled: z.boolean() })).output(done),
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { certificateProblems, providerIds } from '../words.ts'

const done = z.strictObject({ ok: z.literal(true) })

/** What a request to our own public address has shown; each has words and a remedy of its own. */
export const reachOutcomes = [
  'reached',
  /** Somebody else answered there. */
  'not-us',
  'no-answer',
  'name-unknown',
  'certificate',
  'refused',
  'timed-out',
] as const
export type ReachOutcome = (typeof reachOutcomes)[number]

export const tunnelStates = ['off', 'starting', 'up', 'down', 'no-token', 'token-refused', 'not-available'] as const

/** Under which address providers reach us, and whether they do. */
export const reachSchema = z.strictObject({
  /** The address without a path, such as https://desk.example.com; null: none. While a tunnel is chosen, the tunnel's. */
  publicUrl: z.string().nullable(),
  /** Who provides it: the office itself (settings.publicAddress), or the built-in tunnel (settings.tunnel). */
  by: z.enum(['nobody', 'office', 'tunnel']),
  isHttps: z.boolean(),
  tunnel: z.strictObject({
    state: z.enum(tunnelStates),
    tokenLastFour: z.string().nullable(),
    /** The library's code for what failed. */
    problem: z.string().nullable(),
  }),
  /** The last check from outside; null: none was made of this address. */
  check: z.strictObject({ outcome: z.enum(reachOutcomes), atMs: instantSchema }).nullable(),
  /** Subscriptions and channels that still point to an older address. `movable`: a token allows the desk to move them. */
  pointElsewhere: z.array(z.strictObject({ provider: z.enum(providerIds), callbackUrl: z.string(), movable: z.boolean() })),
  /** TLS with the office's own certificate; null: not set. */
  tls: z
    .strictObject({
      subject: z.string().nullable(),
      validUntilMs: instantSchema.nullable(),
      problem: z.enum(certificateProblems).nullable(),
    })
    .nullable(),
})
export type Reach = z.infer<typeof reachSchema>

export const reach = {
  get: oc.output(reachSchema),
  /** Asks our own public address for a nonce that only this desk knows; settles with what came back. */
  check: oc.output(z.strictObject({ outcome: z.enum(reachOutcomes) })).errors({ NO_ADDRESS: {} }),
  setTunnelToken: oc
    .input(z.strictObject({ token: z.string().trim().min(8).max(500).nullable() }))
    .output(done)
    .errors({ VAULT: {} }),
  restartTunnel: oc.output(done),
  /** Moves every subscription that points elsewhere and can be moved. */
  moveSubscriptions: oc.output(z.strictObject({ moved: z.array(z.enum(providerIds)), failed: z.array(z.enum(providerIds)) })),
}

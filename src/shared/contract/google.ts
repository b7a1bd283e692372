import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { readOutcomes } from '../words.ts'

const done = z.strictObject({ ok: z.literal(true) })

/** One calendar of an account. Followed ones are read; the others are only listed. */
export const googleCalendarSchema = z.strictObject({
  /** Ours. */
  id: z.number().int(),
  name: z.string(),
  timeZone: z.string().nullable(),
  isPrimary: z.boolean(),
  followed: z.boolean(),
  /** Whose calendar it is; null: the organiser of each event holds it. */
  hostId: z.number().int().nullable(),
  /** The address of another account through which the same calendar is followed; null: none. It is not followed twice. */
  followedThrough: z.string().nullable(),
  /** The last sync that ended well; null: none has. */
  syncedAtMs: instantSchema.nullable(),
  /** Why the last one did not; null: it did, or none has ended yet. */
  problem: z.enum(readOutcomes).nullable(),
  /** Google tells us of news on it; null: it is looked at every few minutes instead. */
  channel: z.strictObject({ expiresAtMs: instantSchema, lastNotifiedAtMs: instantSchema.nullable() }).nullable(),
})
export type GoogleCalendar = z.infer<typeof googleCalendarSchema>

export const googleAccountSchema = z.strictObject({
  id: z.number().int(),
  email: z.string(),
  signedInAtMs: instantSchema,
  /** `sign-in-again`: Google refused the refresh token; `vault`: it cannot be opened now. Nothing that was read is lost meanwhile. */
  state: z.enum(['ready', 'sign-in-again', 'vault']),
  calendars: z.array(googleCalendarSchema),
})
export type GoogleAccount = z.infer<typeof googleAccountSchema>

export const googleSchema = z.strictObject({
  /** The office's own OAuth client; null: not entered yet. */
  client: z.strictObject({ id: z.string(), secretLastFour: z.string().nullable() }).nullable(),
  accounts: z.array(googleAccountSchema),
  /** A sign-in that waits in the browser. */
  signingIn: z.strictObject({ url: z.string(), startedAtMs: instantSchema }).nullable(),
  /** Why the last sign-in did not end well; null: it did, or none was tried since the start. */
  signInProblem: z.enum(['denied', 'timed-out', 'refused', 'no-refresh-token', 'scope-missing', 'offline', 'failed']).nullable(),
  /** Whether Google can post to us: it takes nothing but https. */
  push: z.enum(['possible', 'no-address', 'not-https']),
  /** How often a calendar without a channel is looked at, in minutes. */
  pollMinutes: z.number().int(),
  /** With it, `POST /api/calendar/webhook/setup` registers channels; null: none, and nobody can from outside. */
  setupKey: z.strictObject({ lastFour: z.string(), setAtMs: instantSchema }).nullable(),
})
export type Google = z.infer<typeof googleSchema>

export const google = {
  get: oc.output(googleSchema),
  /** Without a secret: Google's newer desktop clients need none. Signs nobody out. */
  setClient: oc
    .input(
      z.strictObject({
        id: z
          .string()
          .trim()
          .regex(/^[\w.-]+\.apps\.googleusercontent\.com$/, 'a client id ends in .apps.googleusercontent.com'),
        secret: z.string().trim().min(1).max(200).nullable(),
      }),
    )
    .output(done)
    .errors({ VAULT: {} }),
  /** Opens the system's browser; `url` is there for when that does not work. One sign-in at a time: a new one ends the one before. */
  signIn: oc.output(z.strictObject({ url: z.string() })).errors({ NO_CLIENT: {}, VAULT: {} }),
  cancelSignIn: oc.output(done),
  /** Stops the channels, revokes the token at Google as far as it is reached, and forgets both. What was read stays. */
  signOut: oc
    .input(z.strictObject({ accountId: z.number().int() }))
    .output(done)
    .errors({ NOT_FOUND: {} }),
  /** Reads the account's list of calendars anew. */
  refreshCalendars: oc
    .input(z.strictObject({ accountId: z.number().int() }))
    .output(done)
    .errors({ NOT_FOUND: {}, FAILED: { data: z.strictObject({ outcome: z.enum(readOutcomes) }) } }),
  /**
   * Following begins with a full sync in the background; no longer following stops the channel, and what was read stays. A calendar that was
   * read through another account before goes on where it was, under its former id.
   */
  follow: oc
    .input(z.strictObject({ calendarId: z.number().int(), followed: z.boolean(), hostId: z.number().int().nullable() }))
    .output(done)
    .errors({ NOT_FOUND: {}, FOLLOWED_ALREADY: {} }),
  /** Reads what is new, of one calendar or of all that are followed; settles when it was applied. */
  sync: oc
    .input(z.strictObject({ calendarId: z.number().int().nullable() }))
    .output(z.strictObject({ outcome: z.enum(readOutcomes), changed: z.number().int() })),
  /** Registers a channel for every followed calendar that has none for the present address. */
  registerChannels: oc
    .output(z.strictObject({ registered: z.number().int(), failed: z.number().int() }))
    .errors({ NO_ADDRESS: {}, NOT_HTTPS: {} }),
  /** A new key for `POST /api/calendar/webhook/setup`, in place of the one before. It is shown this once. */
  makeSetupKey: oc.output(z.strictObject({ key: z.string() })).errors({ VAULT: {} }),
  removeSetupKey: oc.output(done),
}

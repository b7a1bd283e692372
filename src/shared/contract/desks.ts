import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { deskRoles } from '../sharing-words.ts'

const done = z.strictObject({ ok: z.literal(true) })
const idInput = z.strictObject({ id: z.number().int() })
const roleSchema = z.enum(deskRoles)
const nameSchema = z
  .string()
  .trim()
  .min(1, 'a name, such as Jo Keller')
  .max(60)
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  .regex(/^[^\u0000-\u001f\u007f<>]+$/, 'a name without line breaks')

/** Why nobody could sign in from another machine, were it switched on; in the order in which it is mended. */
export const deskObstacles = ['not-receiving', 'loopback-only', 'not-secure', 'no-address'] as const
/**
 * `not-receiving`: the receiver does not listen. `loopback-only`: it listens to this machine alone, and no trusted proxy hands on to it.
 * `not-secure`: it is reached by plain HTTP, which is refused beyond this machine: there is neither a certificate nor a trusted proxy with
 * https. `no-address`: everything is there, but nobody has named the address under which browsers find it.
 */
export type DeskObstacle = (typeof deskObstacles)[number]

export const otherDesksSchema = z.strictObject({
  enabled: z.boolean(),
  /** Null: browsers on other machines reach it. */
  obstacle: z.enum(deskObstacles).nullable(),
  /** What speaks https for browsers; null: nobody does. */
  by: z.enum(['certificate', 'proxy']).nullable(),
  /** What people open, such as `https://desk.example.com/desk/`; null: nobody reaches it. */
  address: z.string().nullable(),
  /** The same on this very machine; null: the receiver does not listen. */
  localAddress: z.string().nullable(),
  /** False: the address is a number, for which browsers make no passkeys. */
  passkeys: z.boolean(),
})
export type OtherDesks = z.infer<typeof otherDesksSchema>

export const deskPersonSchema = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  role: roleSchema,
  createdAtMs: instantSchema,
  /** Null: the invitation was not accepted yet. */
  joinedAtMs: instantSchema.nullable(),
  /** An invitation that waits: to join, or to choose a password anew. Null: none does. `endsAtMs` may be over. */
  invitation: z.strictObject({ endsAtMs: instantSchema, by: z.string() }).nullable(),
  hasPassword: z.boolean(),
  passkeys: z.number().int(),
  /** Signed in at present. */
  sessions: z.number().int(),
  /** To the minute. Null: never. */
  lastSeenAtMs: instantSchema.nullable(),
})
export type DeskPerson = z.infer<typeof deskPersonSchema>

export const browserFamilies = ['firefox', 'chrome', 'edge', 'safari', 'other'] as const
export const systemFamilies = ['windows', 'macos', 'linux', 'android', 'ios', 'other'] as const

export const deskSessionSchema = z.strictObject({
  id: z.number().int(),
  personId: z.number().int(),
  name: z.string(),
  role: roleSchema,
  by: z.enum(['password', 'passkey', 'invitation']),
  startedAtMs: instantSchema,
  /** To the minute. */
  lastSeenAtMs: instantSchema,
  /** It ends then at the latest. */
  endsAtMs: instantSchema,
  browser: z.enum(browserFamilies),
  system: z.enum(systemFamilies),
  address: z.string().nullable(),
  /** The one that asks. */
  isOwn: z.boolean(),
})
export type DeskSession = z.infer<typeof deskSessionSchema>

const invitationSchema = z.strictObject({
  id: z.number().int(),
  /** Told this once. It works once, until `endsAtMs`. */
  link: z.string(),
  endsAtMs: instantSchema,
})
export type DeskInvitation = z.infer<typeof invitationSchema>

/** `UNREACHABLE`: it is switched off, or there is no address to invite to; `desks.state` says which. Without an address for others the link leads to `localAddress`. */
const inviteErrors = { UNREACHABLE: {} }

/** The console in browsers on other machines of the office. */
export const desks = {
  state: oc.output(otherDesksSchema),
  people: {
    /** By name. */
    list: oc.output(z.array(deskPersonSchema)),
    invite: oc
      .input(z.strictObject({ name: nameSchema, role: roleSchema }))
      .output(invitationSchema)
      /** `NAME_TAKEN`: somebody is called so already, and the history tells people by their names. */
      .errors({ NAME_TAKEN: {}, ...inviteErrors }),
    /** A new link in place of the one before: to join, or, for somebody who has, to begin anew with another password. Until it is used nothing changes. */
    renewInvite: oc
      .input(idInput)
      .output(invitationSchema)
      .errors({ NOT_FOUND: {}, ...inviteErrors }),
    /** Counts at once: their browsers load anew. */
    setRole: oc
      .input(idInput.extend({ role: roleSchema }))
      .output(done)
      .errors({ NOT_FOUND: {} }),
    /** Ends their sessions at once. What they did stays under their name. */
    remove: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  },
  sessions: {
    /** Those that go on, last seen first. */
    list: oc.output(z.array(deskSessionSchema)),
    revoke: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  },
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { addressRefusals, longestSecretOverlapHours, messageStates, messageTypes, outboundStates, sendFailures } from '../subscription.ts'
import { appointmentTypes, sources } from '../words.ts'

const done = z.strictObject({ ok: z.literal(true) })
const idInput = z.strictObject({ id: z.number().int() })
const messageInput = z.strictObject({ messageId: z.number().int() })
const headersSchema = z.record(z.string(), z.string())

/** What an admin says of a subscription. */
export const subscriptionChoiceSchema = z.strictObject({
  name: z.string().trim().min(1, 'a name, such as CRM').max(100),
  url: z.url({ protocol: /^https?$/, error: 'a web address, such as https://crm.example.com/deskbell' }).max(2000),
  events: z.array(z.enum(messageTypes)).min(1, 'at least one event'),
  /** Of appointments; empty: all. A change of a client's stage has none of the three, and is always sent. */
  sources: z.array(z.enum(sources)),
  types: z.array(z.enum(appointmentTypes)),
  hostIds: z.array(z.number().int()).max(500),
  disclosure: z.strictObject({ personal: z.boolean(), medical: z.boolean(), metadata: z.boolean() }),
  /** The address's host, if it may lie in the office's own network. */
  privateHost: z.string().max(300).nullable(),
  /** The address's host, if it may be sent to without TLS. */
  plainHost: z.string().max(300).nullable(),
})
export type SubscriptionChoice = z.infer<typeof subscriptionChoiceSchema>

export const subscriptionSchema = subscriptionChoiceSchema.extend({
  id: z.number().int(),
  state: z.enum(outboundStates),
  stateAtMs: instantSchema,
  createdAtMs: instantSchema,
  createdBy: z.string(),
  /** Its last four characters. `locked`: it cannot be opened now, and messages wait. `missing`: it was kept in memory only. */
  secret: z.strictObject({
    state: z.enum(['ready', 'locked', 'missing']),
    lastFour: z.string().nullable(),
    setAtMs: instantSchema.nullable(),
  }),
  /** Until when the previous secret signs, too; null: there is none. */
  previousUntilMs: instantSchema.nullable(),
  lastSuccessAtMs: instantSchema.nullable(),
  /** In a row. */
  failures: z.number().int(),
  failingSinceMs: instantSchema.nullable(),
  /** Counted up to 10,000. */
  waiting: z.number().int(),
  /** When the first of them is sent; null: nothing waits, or nothing is sent now. */
  nextAttemptAtMs: instantSchema.nullable(),
})
export type Subscription = z.infer<typeof subscriptionSchema>

const outcomeSchema = z.strictObject({
  failure: z.enum(sendFailures).nullable(),
  status: z.number().int().nullable(),
  durationMs: z.number(),
})

export const messageSchema = z.strictObject({
  id: z.number().int(),
  /** `webhook-id`: the same in every attempt. */
  webhookId: z.string(),
  type: z.enum(messageTypes),
  atMs: instantSchema,
  state: z.enum(messageStates),
  stateAtMs: instantSchema,
  attempts: z.number().int(),
  /** When it is sent at the earliest, if it waits. */
  dueAtMs: instantSchema,
  /** False: it was erased with the client whom it told of. */
  hasBody: z.boolean(),
  /** What came of the last attempt; null: there was none yet. */
  last: outcomeSchema.nullable(),
})
export type OutboundMessage = z.infer<typeof messageSchema>

export const attemptSchema = outcomeSchema.extend({
  id: z.number().int(),
  atMs: instantSchema,
  /** Who asked for it; null: the schedule. */
  by: z.string().nullable(),
  /** Signatures are shortened. */
  requestHeaders: headersSchema,
  answerHeaders: headersSchema,
  /** Its beginning. */
  answer: z.string().nullable(),
})
export type OutboundAttempt = z.infer<typeof attemptSchema>

const addressError = { ADDRESS: { data: z.strictObject({ reason: z.enum(addressRefusals) }) } }

/** Our own webhooks. */
export const subscriptions = {
  /** In the order in which they were made. */
  list: oc.output(z.array(subscriptionSchema)),
  create: oc
    .input(subscriptionChoiceSchema)
    /** `secret` is told this once. */
    .output(z.strictObject({ id: z.number().int(), secret: z.string() }))
    /** `VAULT`: there is no place to keep a secret. `MANY`: there are as many as there can be. */
    .errors({ ...addressError, VAULT: {}, MANY: {} }),
  update: oc
    .input(subscriptionChoiceSchema.extend({ id: z.number().int() }))
    .output(done)
    .errors({ ...addressError, NOT_FOUND: {} }),
  /** With all that waits. */
  remove: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  /** `active`: what waits goes on at once. */
  setState: oc
    .input(idInput.extend({ state: z.enum(['active', 'paused']) }))
    .output(done)
    .errors({ NOT_FOUND: {} }),
  /** Makes a new secret; the present one signs, too, for so many hours. */
  rotate: oc
    .input(idInput.extend({ hours: z.number().int().min(0).max(longestSecretOverlapHours) }))
    .output(z.strictObject({ secret: z.string() }))
    .errors({ NOT_FOUND: {}, VAULT: {} }),
  endPrevious: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  /** Sends a test at once and waits for the answer. */
  test: oc
    .input(idInput)
    .output(outcomeSchema.extend({ answer: z.string().nullable() }))
    /** `VAULT`: its secret cannot be had now. */
    .errors({ NOT_FOUND: {}, VAULT: {} }),
  tryNow: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  /** Newest first. */
  messages: oc
    .input(idInput.extend({ state: z.enum(messageStates).nullable(), beforeId: z.number().int().nullable() }))
    .output(z.strictObject({ messages: z.array(messageSchema), nextBeforeId: z.number().int().nullable() })),
  message: oc
    .input(messageInput)
    .output(messageSchema.extend({ body: z.string().nullable(), log: z.array(attemptSchema) }))
    .errors({ NOT_FOUND: {} }),
  /** The same bytes under the same id. `NOT_FOUND`: it is gone, waits already, was erased, or is a test. */
  resend: oc.input(messageInput).output(done).errors({ NOT_FOUND: {} }),
  /** All of one subscription that were queued since then and are over. */
  resendSince: oc
    .input(idInput.extend({ sinceMs: instantSchema }))
    .output(z.strictObject({ count: z.number().int() }))
    .errors({ NOT_FOUND: {} }),
  /** `NOT_FOUND`: it does not wait. */
  cancel: oc.input(messageInput).output(done).errors({ NOT_FOUND: {} }),
  cancelAll: oc
    .input(idInput)
    .output(z.strictObject({ count: z.number().int() }))
    .errors({ NOT_FOUND: {} }),
}

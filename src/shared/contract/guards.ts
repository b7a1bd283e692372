import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { guardSettingsShape } from '../settings.ts'
import { providerIds } from '../words.ts'

/** Milliseconds; null: it did not come to that. */
const stage = z.number().nullable()

/** What the receiver did with one request. No values of headers, no query, nothing of a body. */
export const traceEntrySchema = z.strictObject({
  /** Grows by one with each. */
  id: z.number().int(),
  atMs: instantSchema,
  method: z.string(),
  path: z.string(),
  /** Whose endpoint it was; null: nobody's. */
  provider: z.enum(providerIds).nullable(),
  status: z.number().int(),
  remoteAddress: z.string().nullable(),
  headerNames: z.array(z.string()),
  headerBytes: z.number().int(),
  bodyBytes: z.number().int(),
  /** Before the body was read; reading the body; its signature; its content; what was kept, or logged; all of it. */
  guardMs: stage,
  bodyMs: stage,
  verifyMs: stage,
  readMs: stage,
  keepMs: stage,
  totalMs: z.number(),
})
export type TraceEntry = z.infer<typeof traceEntrySchema>

/** What lists that are not saved yet would have done to what came lately. */
export const guardTrialSchema = z.strictObject({
  /** Authentic deliveries that were looked at, the youngest. */
  looked: z.number().int(),
  /** Of these, how many the addresses, and the names, would have kept out. */
  refusedByAddress: z.number().int(),
  refusedByHost: z.number().int(),
  /** Of these, how many came from this very machine, as they do through a tunnel or a proxy that is not trusted. */
  fromLoopback: z.number().int(),
})
export type GuardTrial = z.infer<typeof guardTrialSchema>

/** What has been turned away since the start, beside what the log has. */
export const guardStateSchema = z.strictObject({
  /** Closed at once, because as many as are allowed were open. */
  dropped: z.number().int(),
  /** Answered 503, because too much was under way. */
  shed: z.number().int(),
  /** Refusals that were only counted, by provider. */
  counted: z.partialRecord(z.enum(providerIds), z.number().int()),
})
export type GuardState = z.infer<typeof guardStateSchema>

export const guards = {
  tryOut: oc.input(guardSettingsShape.pick({ allowList: true, hosts: true })).output(guardTrialSchema),
  state: oc.output(guardStateSchema),
  /** What the receiver did and does, as long as `settings.debug` is on. */
  watch: oc.output(eventIterator(z.array(traceEntrySchema))),
}

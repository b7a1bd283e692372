import { z } from 'zod'
import type { ReadOutcome } from '../../shared/words.ts'
import { VaultClosedError } from '../vault/vault.ts'

/** There is no token to ask with: nobody is signed in, or the account was signed out meanwhile. */
export class NotSignedInError extends Error {
  readonly code = 'NOT_SIGNED_IN'
  override readonly name = 'NotSignedInError'
}

/** What Google, or the way to it, says of a request that failed. */
interface Failure {
  /** Null: there was no answer. */
  readonly status: number | null
  /** Of its answer: `rateLimitExceeded`, `invalid_grant` … */
  readonly reasons: readonly string[]
  readonly retryAfterSeconds: number | null
}

/** Google's API tells a list of reasons, its token endpoint one word. https://developers.google.com/workspace/calendar/api/guides/errors */
const bodySchema = z.union([
  z.looseObject({ error: z.string() }),
  z.looseObject({ error: z.looseObject({ errors: z.array(z.looseObject({ reason: z.string() })).catch([]) }) }),
])

/** Null: no request failed, but something of ours. By the error's shape: the library's class is loaded only when it is needed. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof Error) || !('config' in error)) return null
  const response = memberOf(error, 'response')
  const status = memberOf(response, 'status')
  if (typeof status !== 'number') return { status: null, reasons: [], retryAfterSeconds: null }
  const seconds = Number(headerOf(memberOf(response, 'headers'), 'retry-after') ?? Number.NaN)
  return { status, reasons: reasonsOf(memberOf(response, 'data')), retryAfterSeconds: Number.isFinite(seconds) ? seconds : null }
}

function reasonsOf(data: unknown): string[] {
  const body = bodySchema.safeParse(data)
  if (!body.success) return []
  const { error } = body.data
  return typeof error === 'string' ? [error] : error.errors.map(({ reason }) => reason)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined
}

/** The library's headers are of a class of its own, or plain. @param name in lower case */
export function headerOf(headers: unknown, name: string): string | null {
  const get = memberOf(headers, 'get')
  const value: unknown = typeof get === 'function' ? get.call(headers, name) : memberOf(headers, name)
  return typeof value === 'string' ? value : null
}

const rateLimits = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded']
/** What `oauth2.googleapis.com/token` says of a token that was revoked, has ended, or was given to another client. */
const endedTokens = ['invalid_grant', 'invalid_token', 'unauthorized_client']

export function isRateLimit({ status, reasons }: Failure): boolean {
  return status === 429 || (status === 403 && reasons.some((reason) => rateLimits.includes(reason)))
}

/** The sync token, or the token of a page, counts no more: everything is to be read anew. By the status alone, for some answers lack the reason. */
export function isGone(error: unknown): boolean {
  return failureOf(error)?.status === 410
}

/** How long Google asks to be left alone, in milliseconds; null: it does not. */
export function retryAfterOf(error: unknown): number | null {
  const seconds = failureOf(error)?.retryAfterSeconds ?? null
  return seconds === null ? null : seconds * 1_000
}

/** Not there, or not any more. */
export function isNotFound(error: unknown): boolean {
  const status = failureOf(error)?.status
  return status === 404 || status === 410
}

/** Google did not take it, and will not when it is said again. */
export function isRefused(error: unknown): boolean {
  const failure = failureOf(error)
  return failure?.status != null && failure.status >= 400 && failure.status < 500 && !isRateLimit(failure)
}

/** Only a person can mend it, by signing in again. An access token that is refused although it is new may well be a fault of Google's. */
export function isSignInEnded(error: unknown): boolean {
  return failureOf(error)?.reasons.some((reason) => endedTokens.includes(reason)) ?? false
}

/** Null: a fault of ours, to be told to the log. */
export function outcomeOf(error: unknown): Exclude<ReadOutcome, 'done'> | null {
  if (error instanceof NotSignedInError) return 'no-token'
  if (error instanceof VaultClosedError) return 'vault'
  const failure = failureOf(error)
  if (failure === null) return null
  const { status, reasons } = failure
  if (status === null) return 'offline'
  if (isRateLimit(failure)) return 'rate-limited'
  // Of a channel's address Google says it with a 401, too: `push.webhookUrlUnauthorized`.
  if (reasons.some((reason) => reason === 'invalid_client' || reason.startsWith('push.'))) return 'forbidden'
  if (status === 401 || isSignInEnded(error)) return 'token-refused'
  return status < 500 ? 'forbidden' : 'failed'
}

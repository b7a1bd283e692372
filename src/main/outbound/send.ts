import { Agent, request } from 'undici'
import type { SendFailure } from '../../shared/subscription.ts'
import type { Headers } from '../store/outbox-attempts.ts'
import { guardedLookup, judgeUrl, TargetError, type OwnPlace, type Resolve, type TargetRules } from './judge-target.ts'
import { parseRetryAfter } from './retry-plan.ts'

/** Milliseconds. */
export interface SendTimeouts {
  readonly connectMs: number
  readonly wholeMs: number
}
export const usualTimeouts: SendTimeouts = { connectMs: 5000, wholeMs: 15_000 }

/** Bytes of an answer that are read, and characters of it that are kept. */
const mostRead = 4096
const mostKept = 1024
const mostHeaders = 40

export interface SendParts {
  readonly resolve: Resolve
  readonly own: () => OwnPlace
  readonly now: () => number
  readonly timeouts: SendTimeouts
}

/** What came of one request. */
export interface Sent {
  /** Null: it was taken. */
  readonly failure: SendFailure | null
  readonly status: number | null
  readonly headers: Headers
  /** The beginning of the answer; null: there was none. */
  readonly answer: string | null
  /** What the answer asked for; null: nothing. */
  readonly retryAfterMs: number | null
  readonly durationMs: number
}

export interface Outgoing {
  readonly rules: TargetRules
  readonly headers: Headers
  readonly body: string
}

/**
 * Posts once. No redirect is followed and no proxy is asked; the connection is new each time, so that what the admin allows counts at once.
 *
 * @returns whatever happens, unless `signal` ends it: then it rejects.
 */
export async function send({ rules, headers, body }: Outgoing, parts: SendParts, signal: AbortSignal): Promise<Sent> {
  const { resolve, own, now, timeouts } = parts
  const startedAt = performance.now()
  const passed = (): number => Math.round(performance.now() - startedAt)
  const nothing = { status: null, headers: {}, answer: null, retryAfterMs: null }
  const refusal = judgeUrl(rules, own())
  if (refusal !== null) return { ...nothing, failure: isFailure(refusal) ? refusal : 'forbidden-address', durationMs: passed() }
  const agent = new Agent({
    connections: 1,
    pipelining: 1,
    connect: { timeout: timeouts.connectMs, lookup: guardedLookup(resolve, rules, own) },
  })
  const timeout = AbortSignal.timeout(timeouts.wholeMs)
  try {
    const reply = await request(rules.url, {
      method: 'POST',
      dispatcher: agent,
      headers,
      body,
      signal: AbortSignal.any([signal, timeout]),
      headersTimeout: timeouts.wholeMs,
      bodyTimeout: timeouts.wholeMs,
    })
    const told = plain(reply.headers)
    const answer = await readBeginning(reply.body)
    signal.throwIfAborted()
    return {
      failure: failureOf(reply.statusCode),
      status: reply.statusCode,
      headers: told,
      answer,
      retryAfterMs: parseRetryAfter(told['retry-after'], now()),
      durationMs: passed(),
    }
  } catch (error) {
    signal.throwIfAborted()
    return { ...nothing, failure: timeout.aborted ? 'timeout' : kindOf(error), durationMs: passed() }
  } finally {
    await agent.destroy()
  }
}

const isFailure = (refusal: string): refusal is 'not-https' | 'private-address' | 'forbidden-address' | 'loop' =>
  refusal !== 'credentials' && refusal !== 'fragment'

function failureOf(status: number): SendFailure | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

/** The status is the answer: a body that breaks off, or never ends, changes nothing about it. */
async function readBeginning(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= mostRead) break
    }
  } catch {
    // What came so far is kept.
  }
  return Buffer.concat(chunks).subarray(0, mostRead).toString('utf8').replaceAll('\u0000', '').slice(0, mostKept)
}

/** For the log; what a subscriber sets to recognise somebody again is none of ours. */
function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const kept = Object.entries(headers).filter(([name, value]) => value !== undefined && name !== 'set-cookie')
  return Object.fromEntries(kept.slice(0, mostHeaders).map(([name, value]) => [name, String(value).slice(0, 500)]))
}

const codes: Readonly<Record<string, SendFailure>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'connect-timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  EPROTO: 'tls',
}

/** Of TLS there are dozens of codes, all about the certificate or the handshake. */
const ofTls = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/

function kindOf(error: unknown): SendFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof TargetError) return cause.code
    if (cause instanceof AggregateError && cause.errors.length > 0) return kindOf(cause.errors[0])
    const code = 'code' in cause ? String(cause.code) : ''
    const known = codes[code]
    if (known !== undefined) return known
    if (ofTls.test(code)) return 'tls'
  }
  return 'network'
}

import ky, { HTTPError, TimeoutError, type KyInstance, type Options } from 'ky'
import type { ReadOutcome } from '../../shared/words.ts'

/** What the provider said instead of an answer. The message has no personal data: `code` is the provider's own short word, never its sentence. */
export class ApiError extends Error {
  readonly code = 'PROVIDER_API'
  override readonly name = 'ApiError'
  readonly outcome: Exclude<ReadOutcome, 'done' | 'no-token' | 'vault'>
  /** Null: there was no answer. */
  readonly status: number | null
  readonly word: string | null
  /** How long the provider asks to wait; null: it does not. */
  readonly retryAfterMs: number | null
  /** What the account has paid for does not include it. */
  readonly isPlan: boolean
  /** As in `Reply`; null: there was no answer. */
  readonly atMs: number | null

  constructor(told: Pick<ApiError, 'outcome' | 'status' | 'word'> & Partial<Pick<ApiError, 'retryAfterMs' | 'isPlan' | 'atMs'>>) {
    super(`${told.outcome} (${String(told.status)})`)
    this.outcome = told.outcome
    this.status = told.status
    this.word = told.word
    this.retryAfterMs = told.retryAfterMs ?? null
    this.isPlan = told.isPlan ?? false
    this.atMs = told.atMs ?? null
  }
}

export interface Reply {
  /** Undefined: there was no body. */
  readonly body: unknown
  /**
   * The provider's clock when it was asked: the `Date` of its answer less the time that the answer took, so that what happens meanwhile is
   * not taken for read. Ours where it tells no time.
   */
  readonly atMs: number
}

export type Query = Readonly<Record<string, string | number | undefined>>

/** One provider's API, for as long as one reading or one connecting takes. Everything rejects with ApiError. */
export interface Api {
  get(path: string, query?: Query): Promise<Reply>
  post(path: string, json: unknown): Promise<Reply>
  delete(path: string): Promise<Reply>
}

export interface ApiOptions {
  /** With or without a path. */
  readonly baseUrl: string
  readonly token: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly now: () => number
  /** When the last reading was made, by the provider's clock; null: none was. */
  readonly readAtMs: number | null
  /** Hears of the provider's clock, as in `Reply`. */
  readonly onTold?: (atMs: number) => void
  /** All waiting for the provider together, in milliseconds. */
  readonly patienceMs?: number
}

const requestTimeoutMs = 20_000
/** Nobody waits longer than this within one reading; the next one is soon. */
const usualPatienceMs = 60_000
const mostRetries = 4
const busyStatuses = [429, 502, 503, 504]

/**
 * Asks with the token in `Authorization`. Busy answers and failures of the network are tried again, as long as all waiting together stays
 * within `patienceMs`; redirects are not followed, so that the token goes nowhere else.
 */
export function openApi({ baseUrl, token, headers, signal, now, readAtMs, onTold, patienceMs = usualPatienceMs }: ApiOptions): Api {
  let patience = patienceMs
  // No header could carry it: something else was pasted.
  const isToken = /^[\x21-\x7e]+$/.test(token)
  const http: KyInstance = ky.create({
    prefixUrl: baseUrl,
    headers: { ...headers, ...(isToken && { authorization: `Bearer ${token}` }), accept: 'application/json' },
    signal,
    redirect: 'manual',
    timeout: requestTimeoutMs,
    retry: {
      limit: mostRetries,
      // A POST that was refused for being one too many was not done; whether one that broke off was, nobody knows.
      methods: ['get', 'delete'],
      statusCodes: busyStatuses,
      afterStatusCodes: [429, 503],
      delay: delayOf,
      shouldRetry({ error, retryCount }) {
        if (signal.aborted || (error instanceof HTTPError && !busyStatuses.includes(error.response.status))) return false
        const waitMs = (error instanceof HTTPError ? retryAfterOf(error.response, now) : null) ?? delayOf(retryCount)
        if (waitMs > patience) return false
        patience -= waitMs
        return undefined
      },
    },
  })

  async function ask(path: string, options: Options): Promise<Reply> {
    if (!isToken) throw new ApiError({ outcome: 'token-refused', status: null, word: 'not a token' })
    let [askedAtMs, startedAtMs] = [now(), performance.now()]
    // Of the attempt that was answered, not of those before.
    const beforeRequest = [() => void ([askedAtMs, startedAtMs] = [now(), performance.now()])]
    const clockOf = ({ headers }: Response): number => {
      const told = Date.parse(headers.get('date') ?? '')
      const atMs = afterReading(Number.isNaN(told) ? askedAtMs : told - Math.ceil(performance.now() - startedAtMs), readAtMs)
      onTold?.(atMs)
      return atMs
    }
    try {
      const response = await http(path, { ...options, hooks: { beforeRequest } })
      const atMs = clockOf(response)
      const text = await response.text()
      return { body: text === '' ? undefined : (JSON.parse(text) as unknown), atMs }
    } catch (error) {
      throw await toApiError(error, now, clockOf)
    }
  }

  return {
    get: (path, query) => ask(path, { method: 'get', ...(query && { searchParams: query }) }),
    post: (path, json) => ask(path, { method: 'post', json }),
    delete: (path) => ask(path, { method: 'delete' }),
  }
}

/** `Date` has whole seconds, and an answer may take some: a reading is after the one before it all the same. A clock that was set back is believed. */
function afterReading(atMs: number, readAtMs: number | null): number {
  if (readAtMs === null || atMs > readAtMs || readAtMs - atMs > usualPatienceMs) return atMs
  return readAtMs + 1
}

/** @param attempt from 1. */
function delayOf(attempt: number): number {
  return 500 * 2 ** (attempt - 1)
}

/**
 * In milliseconds; null: it does not say. Calendly tells it as `X-RateLimit-Reset` in seconds.
 * Source: developer.calendly.com/api-docs/overview/rate-limits.
 */
function retryAfterOf(response: Response, now: () => number): number | null {
  const text = response.headers.get('retry-after') ?? response.headers.get('x-ratelimit-reset')
  if (text === null || ![429, 503].includes(response.status)) return null
  const seconds = Number(text)
  const ms = Number.isNaN(seconds) ? Date.parse(text) - now() : seconds * 1000
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

async function toApiError(error: unknown, now: () => number, clockOf: (response: Response) => number): Promise<ApiError> {
  if (error instanceof HTTPError) {
    const { status } = error.response
    const atMs = clockOf(error.response)
    const told = await wordsOf(error.response)
    return new ApiError({ outcome: outcomeOf(status), status, atMs, ...told, retryAfterMs: retryAfterOf(error.response, now) })
  }
  if (error instanceof SyntaxError) return new ApiError({ outcome: 'failed', status: null, word: 'not JSON' })
  if (error instanceof TimeoutError) return new ApiError({ outcome: 'offline', status: null, word: 'timed out' })
  return new ApiError({ outcome: 'offline', status: null, word: causeOf(error) })
}

function outcomeOf(status: number): ApiError['outcome'] {
  if (status === 401) return 'token-refused'
  if (status === 403) return 'forbidden'
  if (status === 429) return 'rate-limited'
  return 'failed'
}

/** Of the network: `ECONNREFUSED`, `ENOTFOUND` … */
function causeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}

/**
 * Calendly answers `{title, message, details}`, Cal.com `{status, error: {code, message}}`. Only the short word is kept: the sentence may quote
 * a person.
 */
async function wordsOf(response: Response): Promise<{ readonly word: string | null; readonly isPlan: boolean }> {
  try {
    const body = (await response.json()) as { title?: unknown; message?: unknown; error?: { code?: unknown; message?: unknown } } | null
    const word = [body?.title, body?.error?.code].find((text) => typeof text === 'string')
    const message = [body?.message, body?.error?.message].find((text) => typeof text === 'string')
    // "Please upgrade to a paid Calendly account." Source: developer.calendly.com/release-notes/2026/11/3.
    return {
      word: typeof word === 'string' ? word.slice(0, 80) : null,
      isPlan: response.status === 403 && typeof message === 'string' && /upgrade/i.test(message),
    }
  } catch {
    return { word: null, isPlan: false }
  }
}

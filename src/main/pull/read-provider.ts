import type { ReadOutcome, TokenProviderId } from '../../shared/words.ts'
import { describeError } from '../desk/describe-error.ts'
import type { LogEntry } from '../desk/messages.ts'
import { applyRead } from '../ingest/apply-read.ts'
import type { AppointmentChange } from '../ingest/change.ts'
import { saveConnection, type Connection } from '../store/connections.ts'
import { endReading, insertReading } from '../store/readings.ts'
import type { Client } from './client.ts'
import { ApiError } from './http.ts'
import type { PullParts } from './parts.ts'
import { usualSpan } from './merge-orders.ts'
import type { ReadOrder, ReadResult } from './reader.ts'
import type { SubscriptionCheck } from './subscription.ts'

/** Enough for one commit. */
const atOnce = 25

export interface ProviderReading {
  readonly provider: TokenProviderId
  readonly client: Client
  /** Looks after the subscription; null: there is none to look after. */
  readonly lookAfter: (() => Promise<SubscriptionCheck | null>) | null
  /** How many things could not be read. */
  readonly unreadable: () => number
  /** The latest that the provider's clock has told; null: it did not answer. */
  readonly toldAtMs: () => number | null
  readonly onBegun: (readingId: number) => void
}

/**
 * One reading: whose token it is, how it stands with the subscription, then everything that starts in the span. The subscription comes first:
 * what is booked after that is told by it, what was booked before is read. Never rejects; what was applied until a failure stays.
 */
export async function readProvider(
  { writer, settings, now, log }: PullParts,
  { provider, client, lookAfter, unreadable, toldAtMs, onBegun }: ProviderReading,
  { cause, span }: Pick<ReadOrder, 'cause' | 'span'>,
): Promise<ReadResult> {
  let [readingId, changed]: [number | null, number] = [null, 0]
  let check: Pick<ReadResult, 'subscription' | 'wasDisabled'> = { subscription: null, wasDisabled: false }

  async function run(): Promise<ReadOutcome> {
    readingId = await writer.submit((db, notes) => {
      notes.topic('connections')
      return insertReading(db, { provider, cause, startedAtMs: now() })
    })
    onBegun(readingId)
    const account = await client.identify()
    await keep({ account })
    if (lookAfter) check = await looked(lookAfter)
    let gathered: AppointmentChange[] = []
    try {
      for await (const changes of client.read(span ?? usualSpan(now()))) {
        gathered.push(...changes)
        if (gathered.length < atOnce) continue
        await apply(gathered)
        gathered = []
      }
    } finally {
      await apply(gathered)
    }
    return 'done'
  }

  /** A subscription that cannot be looked after keeps nobody from reading. */
  async function looked(lookAfter: () => Promise<SubscriptionCheck | null>): Promise<typeof check> {
    try {
      const found = await lookAfter()
      if (found === null) {
        await keep({ subscription: null })
        return check
      }
      const { state, id, callbackUrl, result, wasDisabled } = found
      await keep({ subscription: { state, id, callbackUrl, checkedAtMs: now() } })
      return { subscription: result, wasDisabled }
    } catch (error) {
      log(failureOf('subscription', provider, error))
      return { subscription: 'could-not', wasDisabled: false }
    }
  }

  function keep(patch: Partial<Connection>): Promise<void> {
    return writer.submit((db, notes) => {
      saveConnection(db, provider, patch)
      notes.topic('connections')
    })
  }

  async function apply(changes: readonly AppointmentChange[]): Promise<void> {
    if (changes.length === 0 || readingId === null) return
    changed += await applyRead(writer, changes, { readingId, readAtMs: now(), typeRules: settings.settings().typeRules })
  }

  async function end(outcome: ReadOutcome): Promise<void> {
    const id = readingId
    if (id === null) return
    await writer.submit((db, notes) => {
      endReading(db, id, { outcome, endedAtMs: now() })
      const readAtMs = toldAtMs()
      if (readAtMs !== null) saveConnection(db, provider, { readAtMs })
      notes.topic('connections')
    })
  }

  let outcome: ReadOutcome
  let retryAfterMs: number | null = null
  try {
    outcome = await run()
  } catch (error) {
    log(failureOf('reading', provider, error))
    outcome = error instanceof ApiError ? error.outcome : 'failed'
    if (error instanceof ApiError) ({ retryAfterMs } = error)
  }
  if (unreadable() > 0) log({ level: 'error', event: 'reading-unreadable', provider, count: unreadable() })
  await end(outcome).catch((error: unknown) => log(failureOf('reading-end', provider, error)))
  return { outcome, readingId, changed, ...check, ...(retryAfterMs !== null && { retryAfterMs }) }
}

export function failureOf(event: string, provider: TokenProviderId, error: unknown): LogEntry {
  if (error instanceof ApiError) {
    return { level: 'error', event, provider, outcome: error.outcome, status: error.status, word: loggable(error) }
  }
  return { level: 'error', event, provider, ...describeError(error) }
}

/** Calendly's titles, and codes as Cal.com writes them. https://developer.calendly.com/api-docs/, https://cal.com/docs/api-reference/v2 */
const knownWord =
  /^(?:Invalid Argument|Unauthenticated|Permission Denied|Resource Not Found|Already Exists|Conflict|Gone|Too Many Requests|Internal Server Error|[A-Z]{2,}(?:_[A-Z]+)*|[A-Z][a-z]+(?:[A-Z][a-z]+)*Exception)$/

/** Where there was an answer the word is the provider's, and could be a person's name; without one it is ours. */
function loggable({ status, word }: ApiError): string | null {
  return status === null || word === null || knownWord.test(word) ? word : 'another word'
}

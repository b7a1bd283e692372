import type { ProviderId, ReadCause, ReadOutcome } from '../../shared/words.ts'

/** An interval of appointments' starts, half open. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export interface ReadOrder {
  readonly cause: ReadCause
  /** The appointments to read; null: what is usual for this reader, such as everything that is new since the last time. */
  readonly span: Span | null
  /** Aborted when the desk closes: what was applied until then stays. */
  readonly signal: AbortSignal
}

export interface ReadResult {
  readonly outcome: ReadOutcome
  /** Null: nothing was read. */
  readonly readingId: number | null
  /** Appointments of which something became different. */
  readonly changed: number
  /** What was found of the provider's subscription, or of Google's channels, and done about it; null: it was not looked at. */
  readonly subscription: 'fine' | 'renewed' | 'moved' | 'missing' | 'could-not' | null
  /** The subscription was found disabled. */
  readonly wasDisabled: boolean
  /** How long the provider asks to be left alone; absent or null: it does not. */
  readonly retryAfterMs?: number | null
}

/** Reads what one provider holds, applies it (ingest/apply-read.ts), and looks after the provider's way to post to us. */
export interface Reader {
  readonly provider: ProviderId
  /** Whether there is anything to ask with. */
  readiness(): 'ready' | 'no-token' | 'vault'
  /** One at a time for each provider: the schedule sees to that. Never rejects. */
  read(order: ReadOrder): Promise<ReadResult>
}

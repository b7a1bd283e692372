import type { Mark } from '../rehearsal/marks.ts'
import type { ArrivalHeaders } from '../signatures/signature.ts'

/** One HTTP request at an endpoint, before anything was judged. */
export interface Arrival {
  readonly method: string
  /** With the query, as it was asked for. */
  readonly path: string
  readonly headers: ArrivalHeaders
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly rawBody: Buffer
  /** Larger than `rawBody` where the body was refused unread. */
  readonly bodySize: number
  /** Our clock, read once for each request. */
  readonly receivedAtMs: number
  /** `performance.now()` when the request's head was read. */
  readonly startedAtMs: number
  /** From where it came, with trusted proxies looked through; absent: over no socket. */
  readonly remoteAddress?: string
  /** Told when a stage is over, for the list of what the receiver did; absent: nobody looks. */
  readonly onStage?: (stage: 'verified' | 'read') => void
}

/** What the provider is told. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** Recognises a delivery that this very desk sent to itself; null: it comes from outside. Each value counts once. */
export type TakeMark = (value: string) => Mark | null

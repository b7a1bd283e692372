import type { ReadCause } from '../../shared/words.ts'
import type { ReadOrder, Span } from './reader.ts'

/** Why something is to be read, and what. */
export type Wish = Pick<ReadOrder, 'cause' | 'span'>

/** What matters most to whoever reads the history comes first. */
const byWeight: readonly ReadCause[] = ['gap', 'connected', 'hand', 'start', 'wake', 'network', 'notification', 'timer']

const dayMs = 86_400_000

/** One reading that does for both. Pure. */
export function mergeOrders(one: Wish, other: Wish, nowMs: number): Wish {
  const cause = byWeight.find((each) => each === one.cause || each === other.cause) ?? one.cause
  return { cause, span: mergeSpans(one.span, other.span, nowMs) }
}

function mergeSpans(one: Span | null, other: Span | null, nowMs: number): Span | null {
  if (one === null && other === null) return null
  const [a, b] = [one ?? usualSpan(nowMs), other ?? usualSpan(nowMs)]
  return { fromMs: Math.min(a.fromMs, b.fromMs), toMs: Math.max(a.toMs, b.toMs) }
}

/** What a reader reads that is not told otherwise. */
export function usualSpan(nowMs: number): Span {
  return { fromMs: nowMs - 30 * dayMs, toMs: nowMs + 60 * dayMs }
}

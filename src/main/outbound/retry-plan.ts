import { retryPausesMs } from '../../shared/subscription.ts'

/** So that what failed together does not come back together. Only ever later: nobody is asked sooner than was said. */
export const jitter = 0.1
/** So many failures in a row open the circuit. */
export const circuitFailures = 3
/** After a message was given up while the circuit is open, the next one is let through no sooner. */
export const circuitPauseMs = 3_600_000
/** Attempts of one message. */
export const wholeSchedule = retryPausesMs.length + 1
/** Failing for so long, and through a whole schedule at least, without a single success ends the subscription. */
export const endsAfterMs = 5 * 86_400_000
/** How long after its first attempt a message is still sent. */
export const scheduleMs = Math.round(retryPausesMs.reduce<number>((sum, pause) => sum + pause, 0) * (1 + jitter))

/**
 * When a message is sent again.
 *
 * @param failed how many attempts of its schedule have failed, this one included
 * @param retryAfterMs what the answer asked for; null: nothing
 * @returns null: there is no further attempt.
 */
export function nextAttemptMs({
  failed,
  firstAttemptAtMs,
  nowMs,
  retryAfterMs,
  random,
}: {
  readonly failed: number
  readonly firstAttemptAtMs: number
  readonly nowMs: number
  readonly retryAfterMs: number | null
  readonly random: () => number
}): number | null {
  const pauseMs = retryPausesMs[failed - 1]
  if (pauseMs === undefined) return null
  const plannedMs = nowMs + Math.round(pauseMs * (1 + jitter * random()))
  if (retryAfterMs === null) return plannedMs
  // Who asks for a year is asked once more when the schedule ends.
  return Math.max(plannedMs, Math.min(nowMs + retryAfterMs, firstAttemptAtMs + scheduleMs))
}

/** @param value of `Retry-After`: seconds, or a date (RFC 9110). @returns milliseconds from now; null: it says nothing that can be read. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  // A date has letters: `Date.parse` would take a bare number such as -5 for a month.
  const atMs = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs)
}

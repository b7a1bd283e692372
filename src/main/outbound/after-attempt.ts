import type { MessageState, OutboundState } from '../../shared/subscription.ts'
import type { MessageRow } from '../store/outbox.ts'
import type { Circuit, SubscriptionRow } from '../store/subscriptions.ts'
import type { Sent } from './send.ts'
import { circuitFailures, circuitPauseMs, endsAfterMs, nextAttemptMs, wholeSchedule } from './retry-plan.ts'

export interface AfterAttempt {
  readonly message: Pick<MessageRow, 'attempts' | 'firstAttemptAtMs' | 'dueAtMs'> & { readonly state: MessageState }
  readonly circuit: Circuit
  /** Null: as it was. */
  readonly state: Extract<OutboundState, 'gone' | 'failed'> | null
}

/** Pure: from how it stood and what came of an attempt to how it stands. @param nowMs when the attempt ended */
export function afterAttempt(
  message: Pick<MessageRow, 'attempts' | 'firstAttemptAtMs'>,
  subscription: Circuit,
  sent: Pick<Sent, 'failure' | 'retryAfterMs'>,
  nowMs: number,
  random: () => number,
): AfterAttempt {
  const attempts = message.attempts + 1
  const firstAttemptAtMs = message.firstAttemptAtMs ?? nowMs
  if (sent.failure === null) {
    return {
      message: { state: 'delivered', attempts, firstAttemptAtMs, dueAtMs: nowMs },
      circuit: { lastSuccessAtMs: nowMs, failures: 0, failingSinceMs: null, openUntilMs: null },
      state: null,
    }
  }
  const nextMs =
    sent.failure === 'gone' ? null : nextAttemptMs({ failed: attempts, firstAttemptAtMs, nowMs, retryAfterMs: sent.retryAfterMs, random })
  const failures = subscription.failures + 1
  // A clock that was set back must not make a failure of the future.
  const failingSinceMs = Math.min(subscription.failingSinceMs ?? nowMs, nowMs)
  const isOpen = failures >= circuitFailures
  return {
    message: { state: nextMs === null ? 'given-up' : 'waiting', attempts, firstAttemptAtMs, dueAtMs: nextMs ?? nowMs },
    circuit: {
      lastSuccessAtMs: subscription.lastSuccessAtMs,
      failures,
      failingSinceMs,
      openUntilMs: isOpen ? (nextMs ?? nowMs + circuitPauseMs) : null,
    },
    // Of days in which this machine was off, nobody knows.
    state: sent.failure === 'gone' ? 'gone' : failures >= wholeSchedule && nowMs - failingSinceMs >= endsAfterMs ? 'failed' : null,
  }
}

/** When the first message that waits is sent. What a clock that was ahead has said counts no longer once it is put right. */
export function dueAtMs(
  message: Pick<MessageRow, 'dueAtMs' | 'stateAtMs'>,
  { openUntilMs }: Pick<SubscriptionRow, 'openUntilMs'>,
  nowMs: number,
): number {
  const dueMs = Math.max(message.dueAtMs, openUntilMs ?? 0)
  return message.stateAtMs - nowMs > setBackMs || dueMs - nowMs > furthestAheadMs ? nowMs : dueMs
}

/** Less is no matter, and happens all the time. */
const setBackMs = 60_000
/** `Retry-After` may reach to the end of the schedule. */
const furthestAheadMs = 4 * 86_400_000

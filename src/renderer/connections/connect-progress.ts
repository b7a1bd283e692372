import type { Connected, Connection } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'

const connectSteps = ['token', 'subscription', 'ping', 'backfill'] as const
export type ConnectStep = (typeof connectSteps)[number]

const steps: Record<TokenProviderId, readonly ConnectStep[]> = {
  calendly: connectSteps,
  // Offers no sample.
  'cal-com': ['token', 'subscription', 'backfill'],
  // Has no subscriptions that could be made either.
  'smart-scheduler': ['token', 'backfill'],
}

/** What connecting this provider goes through. */
export function stepsOf(provider: TokenProviderId): readonly ConnectStep[] {
  return steps[provider]
}

/**
 * The steps that are over while the call still runs, by what the desk has announced since it began. A step that leaves no trace is over once
 * a later one has begun.
 */
export function stepsOver(before: Connection | null, now: Connection | null): ReadonlySet<ConnectStep> {
  if (!now || now.token === null || now.token.setAtMs === before?.token?.setAtMs) return new Set()
  const reads = now.lastReading !== null && now.lastReading.id !== before?.lastReading?.id && now.lastReading.cause === 'connected'
  if (reads) return new Set(['token', 'subscription', 'ping'])
  const lookedAt = now.subscription !== null && now.subscription.checkedAtMs !== before?.subscription?.checkedAtMs
  return new Set(lookedAt ? ['token', 'subscription'] : ['token'])
}

/** Whether all of it went well: what did not is marked, although the provider is connected. */
export function wentWell({ subscription, ping, backfill }: Connected): Readonly<Record<ConnectStep, boolean>> {
  return {
    token: true,
    subscription: subscription !== 'no-address',
    ping: ping !== 'not-arrived',
    backfill: backfill.outcome === 'done',
  }
}

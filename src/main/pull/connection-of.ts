import type { Connection } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { getConnection, type Connection as StoredConnection } from '../store/connections.ts'
import { findLastReading, findReading } from '../store/readings.ts'
import { ownUrlsOf } from './own-urls.ts'
import type { PullParts } from './parts.ts'
import { tokenNameOf } from './token-names.ts'

/** @param underWayId the reading that is being made now; null: none. */
export function connectionOf(parts: PullParts, provider: TokenProviderId, underWayId: number | null): Connection {
  const { store, vault, settings } = parts
  const { account, apiUrl, scope, subscription } = getConnection(store.read, provider)
  const token = vault.credential(tokenNameOf(provider))
  const reading = underWayId === null ? findLastReading(store.read, provider) : findReading(store.read, underWayId)
  return {
    provider,
    token: token && { lastFour: token.lastFour, setAtMs: token.setAtMs, readable: token.text !== null },
    account,
    apiUrl: provider === 'smart-scheduler' ? apiUrl : null,
    scope: provider === 'calendly' ? (scope ?? 'user') : null,
    subscription: subscription && subscriptionOf(subscription, ownUrlsOf(parts, provider)),
    lastReading: reading && {
      id: reading.id,
      cause: reading.cause,
      startedAtMs: reading.startedAtMs,
      endedAtMs: reading.endedAtMs,
      outcome: reading.outcome,
      changed: reading.changed,
    },
    writeBack: provider === 'smart-scheduler' ? null : (settings.settings().writeBack[provider] ?? false),
  }
}

/** Our address may be another one than when it was looked at. */
function subscriptionOf(
  { state, callbackUrl, checkedAtMs }: NonNullable<StoredConnection['subscription']>,
  ownUrls: readonly string[],
): Connection['subscription'] {
  const isElsewhere = state === 'active' && ownUrls.length > 0 && callbackUrl !== null && !ownUrls.includes(callbackUrl)
  const isBack = state === 'elsewhere' && callbackUrl !== null && ownUrls.includes(callbackUrl)
  return { state: isElsewhere ? 'elsewhere' : isBack ? 'active' : state, callbackUrl, checkedAtMs }
}

import { tokenProviderIds } from '../../shared/words.ts'
import type { ProviderId, TokenProviderId } from '../../shared/words.ts'
import { getConnection } from '../store/connections.ts'
import type { ReadDb } from '../store/db.ts'
import { findLastReading } from '../store/readings.ts'
import { countRefusedAccounts, findEndingChannel, listFailedWriteBacks } from '../store/connection-troubles.ts'
import { conditionOf } from './conditions.ts'
import type { Condition } from './conditions.ts'

const dayMs = 86_400_000

/** What is the matter with tokens, subscriptions and channels. @param isConnected whether there is a token to ask with */
export function listConnectionConditions(db: ReadDb, isConnected: (provider: ProviderId) => boolean, nowMs: number): Condition[] {
  return [
    ...tokenProviderIds.filter(isConnected).flatMap((provider) => tokenConditions(db, provider)),
    ...googleConditions(db, nowMs),
    ...writeBackConditions(db, nowMs),
  ]
}

function tokenConditions(db: ReadDb, provider: TokenProviderId): Condition[] {
  const outcome = findLastReading(db, provider)?.outcome
  // What cannot be read tells nothing of the subscription either.
  if (outcome === 'token-refused' || outcome === 'forbidden') return [conditionOf('token-refused', provider)]
  const state = getConnection(db, provider).subscription?.state
  if (state === 'disabled' || state === 'missing') return [conditionOf('subscription-disabled', provider)]
  return state === 'elsewhere' ? [conditionOf('subscription-elsewhere', provider)] : []
}

function googleConditions(db: ReadDb, nowMs: number): Condition[] {
  const endsAtMs = findEndingChannel(db, nowMs)
  const refused = countRefusedAccounts(db)
  return [
    ...(refused > 0 ? [conditionOf('sign-in-ended', 'google-calendar')] : []),
    // Without an account that may ask there is none to renew it with: that alert says what to do.
    ...(endsAtMs !== null && refused === 0 ? [conditionOf('channel-expiring', 'google-calendar', { expiresAtMs: endsAtMs })] : []),
  ]
}

function writeBackConditions(db: ReadDb, nowMs: number): Condition[] {
  return listFailedWriteBacks(db, nowMs - dayMs).map(({ provider, count }) => conditionOf('write-back-failed', provider, { count }))
}

import { tokenProviderIds, type TokenProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { getConnection } from '../store/connections.ts'
import type { Subscriptions } from './client.ts'
import { openClient } from './open-client.ts'
import type { PullParts } from './parts.ts'
import { readProvider } from './read-provider.ts'
import type { Reader } from './reader.ts'
import { usedSigningKey } from './signing-key.ts'
import { lookAfterSubscription, type SubscriptionCheck } from './subscription.ts'
import { tokenNameOf } from './token-names.ts'

/** What the desk asks of Calendly's, Cal.com's and Smart-Scheduler's APIs. */
export interface Pull {
  readonly readers: readonly Reader[]
}

export function openPull(parts: PullParts): Pull {
  return { readers: tokenProviderIds.map((provider) => createReader(parts, provider)) }
}

function createReader(parts: PullParts, provider: TokenProviderId): Reader {
  const { vault, store } = parts

  function readiness(): ReturnType<Reader['readiness']> {
    const token = vault.credential(tokenNameOf(provider))
    const isPlaced = provider !== 'smart-scheduler' || getConnection(store.read, provider).apiUrl !== null
    if (token === null || !isPlaced) return 'no-token'
    return token.text === null ? 'vault' : 'ready'
  }

  return {
    provider,
    readiness,
    async read({ cause, span, signal }) {
      const [token, ready] = [vault.credential(tokenNameOf(provider))?.text ?? null, readiness()]
      if (token === null || ready !== 'ready') {
        const outcome = ready === 'vault' ? 'vault' : 'no-token'
        return { outcome, readingId: null, changed: 0, subscription: null, wasDisabled: false }
      }
      const { client, unreadable } = openClient(parts, provider, { token, signal })
      const { subscriptions } = client
      const lookAfter = subscriptions && (() => lookAfterOf(parts, provider, subscriptions))
      return readProvider(parts, { provider, client, unreadable, lookAfter }, { cause, span })
    },
  }
}

/** Where this provider would post to us; empty: there is no public address. */
export function ownUrlsOf({ publicUrl }: Pick<PullParts, 'publicUrl'>, provider: TokenProviderId): readonly string[] {
  const base = publicUrl()
  return base === null ? [] : providers[provider].paths.map((path) => `${base.replace(/\/$/, '')}${path}`)
}

function lookAfterOf(parts: PullParts, provider: TokenProviderId, subscriptions: Subscriptions): Promise<SubscriptionCheck> {
  return lookAfterSubscription(subscriptions, {
    ownUrls: ownUrlsOf(parts, provider),
    knownId: getConnection(parts.store.read, provider).subscription?.id ?? null,
    signingKey: () => usedSigningKey(parts.vault, provider),
  })
}

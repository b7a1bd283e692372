import type { TokenProviderId } from '../../shared/words.ts'
import { getConnection } from '../store/connections.ts'
import { openClient } from './open-client.ts'
import { ownUrlsOf } from './own-urls.ts'
import type { PullParts } from './parts.ts'
import { readProvider } from './read-provider.ts'
import type { Reader } from './reader.ts'
import { usedSigningKey } from './signing-key.ts'
import { lookAfterSubscription } from './subscription.ts'
import { tokenNameOf } from './token-names.ts'

/** @param underWay the readings that are being made, by provider; kept here. */
export function createReader(parts: PullParts, provider: TokenProviderId, underWay: Map<TokenProviderId, number>): Reader {
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
      const { client, unreadable, toldAtMs } = openClient(parts, provider, { token, signal })
      const { subscriptions } = client
      const lookAfter =
        subscriptions &&
        (() =>
          lookAfterSubscription(subscriptions, {
            ownUrls: ownUrlsOf(parts, provider),
            knownId: getConnection(store.read, provider).subscription?.id ?? null,
            signingKey: () => usedSigningKey(vault, provider),
          }))
      const onBegun = (readingId: number): void => void underWay.set(provider, readingId)
      try {
        return await readProvider(parts, { provider, client, unreadable, toldAtMs, lookAfter, onBegun }, { cause, span })
      } finally {
        underWay.delete(provider)
      }
    },
  }
}

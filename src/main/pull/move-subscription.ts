import type { TokenProviderId } from '../../shared/words.ts'
import { getConnection, saveConnection } from '../store/connections.ts'
import { openClient } from './open-client.ts'
import { ownUrlsOf } from './own-urls.ts'
import type { PullParts } from './parts.ts'
import { failureOf } from './read-provider.ts'
import { usedSigningKey } from './signing-key.ts'
import { tokenNameOf } from './token-names.ts'

/** Somebody waits for it in the window. */
const patienceMs = 15_000

/**
 * Has the provider post to our present public address, signed with the key that is in use. The new subscription is made before the old one
 * goes, so that nothing is lost in between.
 *
 * @returns false: there is no address or no token, or the provider did not do it.
 */
export async function moveSubscription(parts: PullParts, provider: TokenProviderId): Promise<boolean> {
  const { store, writer, vault, now, log } = parts
  const ownUrls = ownUrlsOf(parts, provider)
  const [ownUrl] = ownUrls
  const token = vault.credential(tokenNameOf(provider))?.text ?? null
  if (ownUrl === undefined || token === null) return false
  try {
    const { client } = openClient(parts, provider, { token, signal: AbortSignal.timeout(60_000), patienceMs })
    if (client.subscriptions === null) return false
    await client.identify()
    const found = await client.subscriptions.find()
    const here = found.find(({ callbackUrl }) => ownUrls.includes(callbackUrl))
    const knownId = getConnection(store.read, provider).subscription?.id ?? null
    // Whatever else posts elsewhere is somebody else's.
    const old = found.find((one) => one !== here && one.id === knownId)
    let id = here?.id ?? null
    if (!here?.isActive) {
      const key = await usedSigningKey(vault, provider)
      if (key === null) return false
      if (here) await client.subscriptions.remove(here.id)
      id = await client.subscriptions.make(ownUrl, key)
    }
    if (old) await client.subscriptions.remove(old.id)
    const subscription = { id, state: 'active', callbackUrl: here?.callbackUrl ?? ownUrl, checkedAtMs: now() } as const
    await writer.submit((db, notes) => {
      saveConnection(db, provider, { subscription })
      notes.topic('connections')
    })
    return true
  } catch (error) {
    log(failureOf('subscription-move', provider, error))
    return false
  }
}

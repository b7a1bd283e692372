import type { Connected, ConnectRefusal } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { getConnection, saveConnection, type Connection } from '../store/connections.ts'
import { countChangesSince, findNewestReadingId } from '../store/readings.ts'
import type { Client, Subscriptions } from './client.ts'
import { ApiError } from './http.ts'
import { usualSpan } from './merge-orders.ts'
import { openClient } from './open-client.ts'
import { ownUrlsOf } from './own-urls.ts'
import type { PullParts } from './parts.ts'
import { failureOf } from './read-provider.ts'
import { withNewSigningKey } from './signing-key.ts'
import { oursOf } from './subscription.ts'
import { tokenNameOf } from './token-names.ts'

export interface ConnectOrder {
  readonly provider: TokenProviderId
  readonly token: string
  /** Smart-Scheduler only. */
  readonly apiUrl: string | null
  /** Calendly only; null: the token's owner. */
  readonly scope: 'user' | 'organization' | null
}

/** Nothing was changed. */
export class ConnectRefusedError extends Error {
  readonly code = 'CONNECT_REFUSED'
  override readonly name = 'ConnectRefusedError'
  readonly reason: ConnectRefusal
  readonly status: number | null

  constructor(reason: ConnectRefusal, status: number | null, options?: ErrorOptions) {
    super(`${reason} (${String(status)})`, options)
    this.reason = reason
    this.status = status
  }
}

const backfillDays = 30
/** Somebody waits for it in the window. */
const patienceMs = 15_000
const deadlineMs = 90_000

/**
 * Tries the token, makes the subscription, keeps the token, and reads. The token is kept only when the steps before went well.
 *
 * @throws ConnectRefusedError, VaultClosedError
 */
export async function connect(parts: PullParts, order: ConnectOrder): Promise<Connected> {
  const { provider, token, apiUrl, scope } = order
  const { vault, store, writer, now, log, requestReading } = parts
  const connection = {
    apiUrl: provider === 'smart-scheduler' ? (apiUrl ?? getConnection(store.read, provider).apiUrl) : null,
    scope: provider === 'calendly' ? (scope ?? 'user') : null,
  }
  try {
    const { client } = openClient(parts, provider, { token, connection, signal: AbortSignal.timeout(deadlineMs), patienceMs })
    const account = await client.identify()
    const before = findNewestReadingId(store.read)
    const made = client.subscriptions ? await subscribe(parts, provider, client.subscriptions) : nothingMade
    await vault.setCredential(tokenNameOf(provider), token)
    await writer.submit((db, notes) => {
      saveConnection(db, provider, { account, ...connection, subscription: made.subscription })
      notes.topic('connections')
      notes.topic('providers')
    })
    const ping = made.subscription === null ? 'none' : await pingOf(client)
    const { outcome } = await requestReading(provider, 'connected', usualSpan(now()))
    // The vault's news has begun one already, which leaves nothing to this one.
    const changed = countChangesSince(store.read, provider, before)
    return { account, subscription: made.what, ping, backfill: { outcome, changed, days: backfillDays } }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    log(failureOf('connect', provider, error))
    throw new ConnectRefusedError(error.isPlan ? 'plan' : error.outcome, error.status, { cause: error })
  }
}

interface Made {
  readonly what: Connected['subscription']
  readonly subscription: Connection['subscription']
}
const nothingMade: Made = { what: 'none', subscription: null }

/** A subscription that is at work already stays, with the key that it has. */
async function subscribe(parts: PullParts, provider: TokenProviderId, subscriptions: Subscriptions): Promise<Made> {
  const { vault, store, now } = parts
  const ownUrls = ownUrlsOf(parts, provider)
  const [ownUrl] = ownUrls
  if (ownUrl === undefined) return { what: 'no-address', subscription: null }
  const found = await subscriptions.find()
  const here = found.find(({ callbackUrl }) => ownUrls.includes(callbackUrl))
  const describe = (id: string, callbackUrl: string): Made['subscription'] => ({ id, state: 'active', callbackUrl, checkedAtMs: now() })
  const hasKey = vault.secretsFor(provider).some(({ key }) => key === 'current')
  if (here?.isActive && here.isComplete && hasKey) return { what: 'kept', subscription: describe(here.id, here.callbackUrl) }

  const knownId = getConnection(store.read, provider).subscription?.id
  // Somebody else's desk may listen at another address: only the one that was made here is ours to remove.
  const elsewhere = found.find(({ id }) => id === knownId && id !== here?.id)
  const id = await withNewSigningKey(vault, provider, now, async (signingKey) => {
    if (here) await subscriptions.remove(here.id)
    try {
      return await subscriptions.make(ownUrl, signingKey)
    } catch (error) {
      // Where only the answer was lost, one is there that signs with a key which nobody keeps.
      await removeStray(subscriptions, ownUrls).catch((stray: unknown) => parts.log(failureOf('subscription-remove', provider, stray)))
      throw error
    }
  })
  if (elsewhere) await subscriptions.remove(elsewhere.id)
  return { what: here || elsewhere ? 'renewed' : 'made', subscription: describe(id, ownUrl) }
}

async function removeStray(subscriptions: Subscriptions, ownUrls: readonly string[]): Promise<void> {
  for (const { id, callbackUrl } of await subscriptions.find()) if (ownUrls.includes(callbackUrl)) await subscriptions.remove(id)
}

async function pingOf({ sample }: Client): Promise<Connected['ping']> {
  if (sample === null) return 'none'
  try {
    return (await sample()) ? 'arrived' : 'not-arrived'
  } catch (error) {
    if (error instanceof ApiError) return 'not-arrived'
    throw error
  }
}

/** Forgets the token. @returns whether the subscription was removed at the provider: as far as that was asked for, and it was reached. */
export async function disconnect(parts: PullParts, provider: TokenProviderId, removesSubscription: boolean): Promise<boolean> {
  const { vault, writer } = parts
  const isRemoved = removesSubscription && (await removeSubscription(parts, provider))
  await vault.removeCredential(tokenNameOf(provider))
  await writer.submit((db, notes) => {
    saveConnection(db, provider, { account: null, subscription: null })
    notes.topic('connections')
    notes.topic('providers')
  })
  return isRemoved
}

async function removeSubscription(parts: PullParts, provider: TokenProviderId): Promise<boolean> {
  const token = parts.vault.credential(tokenNameOf(provider))?.text ?? null
  if (token === null) return false
  try {
    const { client } = openClient(parts, provider, { token, signal: AbortSignal.timeout(deadlineMs), patienceMs })
    if (client.subscriptions === null) return false
    const ownUrls = ownUrlsOf(parts, provider)
    const knownId = getConnection(parts.store.read, provider).subscription?.id ?? null
    const found = (await client.subscriptions.find()).filter(({ id, callbackUrl }) => id === knownId || ownUrls.includes(callbackUrl))
    const ours = oursOf(found, { ownUrls, knownId })
    if (ours === undefined) return false
    await client.subscriptions.remove(ours.id)
    return true
  } catch (error) {
    parts.log(failureOf('subscription-remove', provider, error))
    return false
  }
}

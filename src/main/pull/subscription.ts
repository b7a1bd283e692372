import type { SubscriptionState } from '../../shared/words.ts'
import type { FoundSubscription, Subscriptions } from './client.ts'
import type { ReadResult } from './reader.ts'

export interface SubscriptionCheck {
  readonly state: SubscriptionState
  readonly id: string | null
  readonly callbackUrl: string | null
  /** What was found, and done about it. */
  readonly result: NonNullable<ReadResult['subscription']>
  readonly wasDisabled: boolean
}

/** The one that is ours: at our own address, else the one that we made, else an active one, else any. Undefined: there is none. */
export function oursOf(
  found: readonly FoundSubscription[],
  { ownUrls, knownId }: { readonly ownUrls: readonly string[]; readonly knownId: string | null },
): FoundSubscription | undefined {
  return (
    found.find(({ callbackUrl }) => ownUrls.includes(callbackUrl)) ??
    found.find(({ id }) => id === knownId) ??
    found.find(({ isActive }) => isActive) ??
    found[0]
  )
}

/**
 * Looks after the subscription that posts to us. One that is disabled or missing is made again with the signing key that is in use; one that
 * points to another address is left alone, as somebody else may listen there: see `moveSubscription`.
 *
 * @param ownUrls our paths at the public address; empty: there is none, so the provider's own word for where we are is believed.
 * @param signingKey null: it cannot be read now.
 * @returns null: there is none, and no address for one.
 * @throws ApiError
 */
export async function lookAfterSubscription(
  subscriptions: Subscriptions,
  {
    ownUrls,
    knownId,
    signingKey,
  }: { readonly ownUrls: readonly string[]; readonly knownId: string | null; readonly signingKey: () => Promise<string | null> },
): Promise<SubscriptionCheck | null> {
  const ours = oursOf(await subscriptions.find(), { ownUrls, knownId })
  const [ownUrl] = ownUrls
  if (ours === undefined) return ownUrl === undefined ? null : make(ownUrl, null)
  const { id, callbackUrl, isActive } = ours
  const isElsewhere = ownUrl !== undefined && !ownUrls.includes(callbackUrl)
  if (isElsewhere) return { state: 'elsewhere', id, callbackUrl, result: 'could-not', wasDisabled: !isActive }
  if (isActive) return { state: 'active', id, callbackUrl, result: 'fine', wasDisabled: false }
  // Neither at our address nor made here: what somebody else has let die is not ours to bring back.
  if (id !== knownId && !ownUrls.includes(callbackUrl))
    return { state: 'disabled', id, callbackUrl, result: 'could-not', wasDisabled: true }
  return make(callbackUrl, ours)

  async function make(url: string, disabled: FoundSubscription | null): Promise<SubscriptionCheck> {
    const wasDisabled = disabled !== null
    const key = await signingKey()
    if (key === null) {
      const state = wasDisabled ? 'disabled' : 'missing'
      return { state, id: disabled?.id ?? null, callbackUrl: disabled?.callbackUrl ?? null, result: 'could-not', wasDisabled }
    }
    // The address is free for a new one only when the old one is gone.
    if (disabled) await subscriptions.remove(disabled.id)
    const id = await subscriptions.make(url, key)
    return { state: 'active', id, callbackUrl: url, result: 'renewed', wasDisabled }
  }
}

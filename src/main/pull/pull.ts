import type { Connected, Connection } from '../../shared/contract/connections.ts'
import { tokenProviderIds, type TokenProviderId } from '../../shared/words.ts'
import { connect, disconnect, type ConnectOrder } from './connect.ts'
import { connectionOf } from './connection-of.ts'
import { moveSubscription } from './move-subscription.ts'
import type { PullParts } from './parts.ts'
import { createReader } from './provider-reader.ts'
import type { Reader } from './reader.ts'
import { createWriteBacks, type WriteBacks } from './write-back/write-backs.ts'

/** What the desk asks of Calendly's, Cal.com's and Smart-Scheduler's APIs. */
export interface Pull {
  readonly readers: readonly Reader[]
  connections(): Connection[]
  /** @throws ConnectRefusedError: then nothing is different. VaultClosedError. */
  connect(order: ConnectOrder): Promise<Connected>
  /** @returns whether the subscription was removed at the provider. */
  disconnect(provider: TokenProviderId, removesSubscription: boolean): Promise<boolean>
  /** Has the provider post to our present public address. False: it could not be done, and the log says why. */
  moveSubscription(provider: TokenProviderId): Promise<boolean>
  readonly writeBacks: WriteBacks
}

export function openPull(parts: PullParts): Pull {
  const underWay = new Map<TokenProviderId, number>()
  return {
    readers: tokenProviderIds.map((provider) => createReader(parts, provider, underWay)),
    connections: () => tokenProviderIds.map((provider) => connectionOf(parts, provider, underWay.get(provider) ?? null)),
    connect: (order) => connect(parts, order),
    disconnect: (provider, removesSubscription) => disconnect(parts, provider, removesSubscription),
    moveSubscription: (provider) => moveSubscription(parts, provider),
    writeBacks: createWriteBacks(parts),
  }
}

import type { Reach as ReachState } from '../../shared/contract/reach.ts'
import { signingProviderIds, tokenProviderIds } from '../../shared/words.ts'
import type { ProviderId, TokenProviderId } from '../../shared/words.ts'
import type { GoogleDesk } from '../google/google.ts'
import type { Pull } from '../pull/pull.ts'
import { getConnection } from '../store/connections.ts'
import { listGoogleChannels } from '../store/google-channels.ts'
import { findLastCalled, listPublicAddresses, savePublicAddress } from '../store/public-addresses.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

export type PointedElsewhere = ReachState['pointElsewhere'][number]

export interface ElsewhereParts {
  readonly store: Store
  readonly writer: Writer
  readonly publicUrl: () => string | null
  readonly hasToken: (provider: TokenProviderId) => boolean
  readonly pull: Pick<Pull, 'moveSubscription'>
  readonly google: Pick<GoogleDesk, 'lookAfterChannels'>
  readonly now: () => number
}

export interface Moved {
  readonly moved: ProviderId[]
  readonly failed: ProviderId[]
}

/** Who still posts to an address that is not ours any more. */
export interface Elsewhere {
  list(): PointedElsewhere[]
  /** Moves what a token allows to move. One at a time. */
  moveAll(): Promise<Moved>
  /**
   * A check has reached us at `publicUrl`. Moves by itself what points to an address that was this desk's: another one may be somebody
   * else's, whose deliveries are not ours to take.
   */
  reached(publicUrl: string): Promise<void>
}

export function createElsewhere({ store, writer, publicUrl, hasToken, pull, google, now }: ElsewhereParts): Elsewhere {
  let underWay: Promise<unknown> = Promise.resolve()

  function list(): PointedElsewhere[] {
    const present = publicUrl()
    if (present === null) return []
    const subscribed = tokenProviderIds.flatMap((provider) => subscriptionElsewhere(provider, present))
    return [...subscribed, ...channelsElsewhere(present), ...madeByHand(present)]
  }

  function subscriptionElsewhere(provider: TokenProviderId, present: string): PointedElsewhere[] {
    const { subscription } = getConnection(store.read, provider)
    if (subscription === null || subscription.callbackUrl === null || subscription.state === 'missing') return []
    if (originOf(subscription.callbackUrl) === originOf(present)) return []
    return [{ provider, callbackUrl: subscription.callbackUrl, movable: hasToken(provider) }]
  }

  function channelsElsewhere(present: string): PointedElsewhere[] {
    const alive = listGoogleChannels(store.read).filter(
      ({ retiredAtMs, expiresAtMs }) => retiredAtMs === null && (expiresAtMs === null || expiresAtMs > now()),
    )
    const addresses = new Set(alive.map(({ address }) => address).filter((address) => originOf(address) !== originOf(present)))
    const movable = present.startsWith('https:')
    return [...addresses].map((callbackUrl) => ({ provider: 'google-calendar', callbackUrl, movable }))
  }

  /** Of those no API tells; but what came last came to an address of ours that is not the present one. */
  function madeByHand(present: string): PointedElsewhere[] {
    const older = listPublicAddresses(store.read).filter((url) => originOf(url) !== originOf(present))
    if (older.length === 0) return []
    return signingProviderIds.flatMap((provider) => {
      const isKnown = tokenProviderIds.some((id) => id === provider && getConnection(store.read, id).subscription !== null)
      const called = isKnown ? null : findLastCalled(store.read, provider)
      const url = called && older.find((each) => new URL(each).host === called.host)
      return called && url ? [{ provider, callbackUrl: `${url}${called.path}`, movable: false }] : []
    })
  }

  async function move(providers: readonly ProviderId[]): Promise<Moved> {
    const moved: ProviderId[] = []
    const failed: ProviderId[] = []
    for (const provider of new Set(providers)) {
      const became = (await moveOne(provider)) ? moved : failed
      became.push(provider)
    }
    return { moved, failed }
  }

  async function moveOne(provider: ProviderId): Promise<boolean> {
    if (provider === 'google-calendar') {
      const looked = await google.lookAfterChannels({ isAskedFor: true })
      return looked.failed === 0
    }
    const token = tokenProviderIds.find((id) => id === provider)
    return token !== undefined && pull.moveSubscription(token)
  }

  function inTurn<T>(doing: () => Promise<T>): Promise<T> {
    const turn = underWay.then(doing)
    underWay = turn.catch(() => undefined)
    return turn
  }

  return {
    list,
    moveAll: () =>
      inTurn(() =>
        move(
          list()
            .filter(({ movable }) => movable)
            .map(({ provider }) => provider),
        ),
      ),
    reached: (url) =>
      inTurn(async () => {
        await writer.submit((db, notes) => {
          savePublicAddress(db, url, now())
          notes.topic('reach')
        })
        if (url !== publicUrl()) return
        const ours = new Set(listPublicAddresses(store.read).map(originOf))
        const wasOurs = ({ movable, callbackUrl }: PointedElsewhere): boolean => movable && ours.has(originOf(callbackUrl))
        await move(
          list()
            .filter(wasOurs)
            .map(({ provider }) => provider),
        )
      }),
  }
}

/** What is no URL points nowhere, and so not here. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url
}

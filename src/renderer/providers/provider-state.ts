import type { ProviderCard } from '../../shared/contract.ts'
import type { Tone } from '../app/heartbeat.ts'
import { count } from '../ui/format.ts'

/** A card's one sentence. `sinceMs` is to be told as "2 min ago" after the words, `deliveryId` links to what it speaks of. */
export interface ProviderState {
  readonly tone: Tone
  readonly words: string
  readonly sinceMs: number | null
  readonly deliveryId: number | null
}

/** The worst thing wins: closed, then refused since something was last accepted, then waiting. */
export function providerState(card: ProviderCard): ProviderState {
  const say = (tone: Tone, words: string, sinceMs: number | null = null, deliveryId: number | null = null): ProviderState => ({
    tone,
    words,
    sinceMs,
    deliveryId,
  })
  if (card.closedBecause === 'vault') return say('bad', 'Closed: the signing secrets cannot be read at the moment')
  if (card.closedBecause === 'printed-secret') return say('bad', 'Closed: this secret stands in a public guide. Replace it')
  if (card.closedBecause === 'no-secret') return say('wary', 'No secret yet: nothing is accepted')
  const { refusedLately, lastDelivery } = card
  if (refusedLately.count > 0 && lastDelivery?.verdict === 'rejected') {
    const words = `${count(refusedLately.count, 'delivery', 'deliveries')} refused in the last 24 hours. ${refusedLately.sentence ?? ''}`
    return say('bad', words.trim(), null, refusedLately.deliveryId)
  }
  if (!lastDelivery) return say('wary', 'Waiting for the first delivery')
  return say('good', 'Last delivery', lastDelivery.receivedAtMs, lastDelivery.id)
}

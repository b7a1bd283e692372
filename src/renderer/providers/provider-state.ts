import type { ProviderCard } from '../../shared/contract.ts'
import type { Tone } from '../app/heartbeat.ts'
import { reasonLabel } from '../ui/labels.ts'
import { presentLanguage, t } from '../ui/t.tsx'

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
  if (card.closedBecause === 'vault') return say('bad', t('providers.state.vault'))
  if (card.closedBecause === 'printed-secret') return say('bad', t('providers.state.printedSecret'))
  if (card.closedBecause === 'no-secret') return say('wary', t('providers.state.noSecret'))
  const { refusedLately, lastDelivery } = card
  if (refusedLately.count > 0 && lastDelivery?.verdict === 'rejected') {
    const words = t('providers.state.refused', { count: refusedLately.count, sentence: newestRefusal(card) })
    return say('bad', words.trim(), null, refusedLately.deliveryId)
  }
  if (!lastDelivery) return say('wary', t('providers.state.waiting'))
  return say('good', t('providers.state.lastDelivery'), lastDelivery.receivedAtMs, lastDelivery.id)
}

/** The record's own sentence is English and the most exact; other languages have the reason's word. */
function newestRefusal({ refusedLately, lastDelivery }: ProviderCard): string {
  if (presentLanguage() === 'en') return refusedLately.sentence ?? ''
  return lastDelivery?.reason ? t('providers.state.refusedBecause', { reason: reasonLabel(lastDelivery.reason) }) : ''
}

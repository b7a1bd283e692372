import type { ProviderCard } from '../../shared/contract.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import type { Health } from '../../shared/contract/health.ts'
import type { Tone } from '../app/heartbeat.ts'
import { reasonLabel, sourceName } from '../ui/labels.ts'
import { presentLanguage, t } from '../ui/t.tsx'

/** A card's one sentence. `sinceMs` is to be told as "2 min ago" after the words, `deliveryId` links to what it speaks of. */
export interface ProviderState {
  readonly tone: Tone
  readonly words: string
  readonly sinceMs: number | null
  readonly deliveryId: number | null
}

/** What a card's sentence is made from. */
export interface ProviderFacts {
  readonly card: ProviderCard
  /** Null: not connected by token, or not known yet. */
  readonly connection: Connection | null
  readonly health: Health | null
  /** Under which providers reach us, without a path; null: there is none, or it is not known yet. */
  readonly publicUrl: string | null
  /** Today's, in the office's zone and the window's language. */
  readonly weekday: string
}

/** The worst thing wins: closed, then nothing can come or be fetched, then refused since something was last accepted, then waiting. */
export function providerState({ card, connection, health, publicUrl, weekday }: ProviderFacts): ProviderState {
  const hasToken = connection !== null && connection.token !== null
  if (card.closedBecause === 'vault') return say('bad', t('providers.state.vault'))
  if (card.closedBecause === 'printed-secret') return say('bad', t('providers.state.printedSecret'))
  const atProvider = hasToken ? connectionState(connection, publicUrl !== null) : null
  if (atProvider) return atProvider
  if (card.closedBecause === 'no-secret') return hasToken ? readingOnly(connection) : say('wary', t('providers.state.noSecret'))
  const { refusedLately, lastDelivery } = card
  if (refusedLately.count > 0 && lastDelivery?.verdict === 'rejected') {
    const words = t('providers.state.refused', { count: refusedLately.count, sentence: newestRefusal(card) })
    return say('bad', words.trim(), null, refusedLately.deliveryId)
  }
  if (!lastDelivery) return waiting(connection)
  const words = health?.rhythm === 'quiet' ? t('providers.state.quiet', { weekday }) : t('providers.state.lastDelivery')
  return say(health?.rhythm === 'quiet' ? 'wary' : 'good', words, lastDelivery.receivedAtMs, lastDelivery.id)
}

/** What is the matter with a token or a subscription; null: nothing. */
function connectionState({ provider, subscription, lastReading }: Connection, hasAddress: boolean): ProviderState | null {
  const name = sourceName(provider)
  if (lastReading?.outcome === 'token-refused') return say('bad', t('providers.state.tokenRefused', { name }))
  const state = subscription?.state
  if (state === 'disabled') return say('bad', t('providers.state.subscriptionDisabled', { name }))
  if (state === 'elsewhere') return say('bad', t('providers.state.subscriptionElsewhere', { name }))
  if (state !== 'missing') return null
  if (!hasAddress) return say('wary', t('providers.state.readingOnly', { name }))
  return say('bad', t('providers.state.subscriptionMissing', { name }))
}

/** Nothing came yet, which is nothing to worry about where the provider's own list was read. */
function waiting(connection: Connection | null): ProviderState {
  const isSubscribed = connection?.token != null && connection.subscription?.state === 'active'
  if (!isSubscribed || connection.lastReading?.outcome !== 'done') return say('wary', t('providers.state.waiting'))
  return say('good', t('providers.state.connected'), connection.lastReading.startedAtMs)
}

/** A token, but no signing secret: what the provider holds is known all the same. */
function readingOnly({ provider, lastReading }: Connection): ProviderState {
  if (lastReading?.outcome === 'done') return say('wary', t('providers.state.readingFine'), lastReading.startedAtMs)
  return say('wary', t('providers.state.readingOnlyNoSecret', { name: sourceName(provider) }))
}

/** The record's own sentence is English and the most exact; other languages have the reason's word. */
function newestRefusal({ refusedLately, lastDelivery }: ProviderCard): string {
  if (presentLanguage() === 'en') return refusedLately.sentence ?? ''
  return lastDelivery?.reason ? t('providers.state.refusedBecause', { reason: reasonLabel(lastDelivery.reason) }) : ''
}

function say(tone: Tone, words: string, sinceMs: number | null = null, deliveryId: number | null = null): ProviderState {
  return { tone, words, sinceMs, deliveryId }
}

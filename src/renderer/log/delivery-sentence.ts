import type { Delivery } from '../../shared/delivery.ts'
import { changeKinds } from '../../shared/words.ts'
import { sourceName } from '../ui/labels.ts'
import { presentLanguage, t } from '../ui/t.tsx'
import { clockAmount } from './verification-words.ts'

/**
 * What became of a delivery, in one sentence. The one that was kept with it is English and has every detail; in other languages it is
 * told anew from the facts, and where those do not tell, the kept one stands.
 */
export function deliverySentence(delivery: Delivery): string {
  if (presentLanguage() === 'en') return delivery.sentence
  return retold(delivery) ?? delivery.sentence
}

function retold(delivery: Delivery): string | null {
  const outcome = outcomeWords(delivery)
  if (outcome === null || !delivery.isEdited) return outcome
  return delivery.editedFrom === null ? null : t('log.sentence.edited', { id: delivery.editedFrom, outcome })
}

function outcomeWords(delivery: Delivery): string | null {
  const { verdict, provider, providerEvent, duplicateOf, verification } = delivery
  if (verification.scheme === 'google-channel-token') return channelWords(delivery)
  switch (verdict) {
    case 'accepted':
      return acceptedWords(delivery)
    case 'duplicate':
      return duplicateOf === null ? null : t('log.sentence.duplicate', { id: duplicateOf })
    case 'ignored':
      return providerEvent === null ? null : t('log.sentence.ignored', { event: providerEvent })
    case 'stale':
      return t('log.sentence.stale')
    case 'quarantined':
      return t('log.sentence.quarantined', { name: sourceName(provider) })
    case 'failed':
      return t('log.sentence.failed')
    case 'rejected':
      return refusedWords(delivery)
  }
}

/** Google's notifications tell nothing but that there is news. */
function channelWords({ verdict, verification }: Delivery): string {
  if (verdict === 'accepted') return t('log.sentence.calendarNews')
  if (verdict === 'ignored') return t('log.sentence.channelWorks')
  return t(verification.failure === 'mismatch' ? 'log.sentence.channelWrong' : 'log.sentence.channelHeader')
}

/** Several appointments that had the same happen to them are told once. */
function acceptedWords({ changes }: Delivery): string | null {
  const told = changes.map(({ kind }) => {
    if (kind === 'lead') return t('log.sentence.lead')
    const known = changeKinds.find((each) => each === kind)
    return known ? t(`log.sentence.${known}`) : null
  })
  return told.length === 0 || told.includes(null) ? null : [...new Set(told)].join(' ')
}

function refusedWords(delivery: Delivery): string | null {
  const { reason, provider, verification } = delivery
  const name = sourceName(provider)
  const isKey = verification.scheme === 'api-key'
  switch (verification.failure) {
    case 'secret-missing':
      return t('log.sentence.noSecret', { name })
    case 'header-missing':
      return isKey ? t('log.sentence.noKey') : t('log.sentence.notSigned', { name })
    case 'header-repeated':
      return t('log.sentence.repeated')
    case 'header-malformed':
      return t('log.sentence.malformed', { name })
    case 'not-signed':
      return t('log.sentence.noSecretThere')
    case 'timestamp-malformed':
      return t('log.sentence.badTime')
    case 'mismatch':
      return t(isKey ? 'log.sentence.wrongKey' : 'log.sentence.mismatch')
    case 'too-old':
    case 'too-new':
      if (verification.skewSeconds === null) return null
      return t(verification.failure === 'too-old' ? 'log.sentence.behind' : 'log.sentence.ahead', {
        amount: clockAmount(verification.skewSeconds),
      })
    case 'address-not-listed':
      return t('log.sentence.address')
    case 'host-not-listed':
      return t('log.sentence.host')
    case null:
      return otherRefusalWords(reason)
    default:
      return null
  }
}

/** Of what was refused before or after its signature was looked at. */
function otherRefusalWords(reason: Delivery['reason']): string | null {
  if (reason === 'payload') return t('log.sentence.shape')
  if (reason === 'flood' || reason === 'type' || reason === 'size' || reason === 'address') return t(`log.sentence.${reason}`)
  return null
}

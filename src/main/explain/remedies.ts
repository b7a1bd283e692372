import type { Finding, Remedy } from '../../shared/contract/explain.ts'
import { choosableSchemes } from '../../shared/words.ts'
import type { Diagnosis } from './case.ts'
import { secretOf } from './secret-spellings.ts'

/** For how long an old secret, or one that is spelt wrong, is accepted: time to mend the sender. */
export const acceptedHours = 24
/** The settings allow no more: seconds. */
const widestClock = 3_600
const largestBody = 8 * 1024 * 1024

/** What remedies depend on beside the finding. */
export interface RemedyTerms {
  /** Of the secret in its overlap; null: none is. */
  readonly previousLastFour: string | null
  /** Null: the secret can be set for good. Otherwise it is one that nobody could type in. */
  refuseSecret(secret: string): string | null
}

/** What mends it, the likeliest first. */
export function remediesFor({ finding, signedBy }: Diagnosis, terms: RemedyTerms): Remedy[] {
  const displaces = terms.previousLastFour
  switch (finding.code) {
    case 'fits-now':
    case 'too-many':
    case 'other-body':
      return []
    case 'address':
      return finding.address === null ? [] : [{ remedy: 'allow-address', address: finding.address }]
    case 'too-large':
      return finding.bytes > largestBody ? [tellSender] : [{ remedy: 'raise-size', bytes: sizeFor(finding.bytes) }, tellSender]
    case 'locked':
      return [{ remedy: 'unlock' }]
    case 'no-secret':
      return [pasteSecret]
    case 'removed-secret':
      return [{ remedy: 'restore-secret', lastFour: finding.secret.lastFour }, pasteSecret]
    case 'older-secret':
      return [{ remedy: 'accept-older-secret', lastFour: finding.secret.lastFour, hours: acceptedHours, displaces }, tellSender]
    case 'other-secret': {
      const { provider, lastFour } = finding.secret
      return [{ remedy: 'use-other-secret', provider, lastFour }, pasteSecret, { remedy: 'copy-endpoint', provider }]
    }
    case 'other-provider':
      return [{ remedy: 'copy-endpoint', provider: finding.provider }, tellSender]
    case 'misspelt-secret': {
      const secret = signedBy && secretOf(signedBy.bytes, signedBy.key)
      if (!secret) return [tellSender, pasteSecret]
      const isForGood = terms.refuseSecret(secret) === null
      return [{ remedy: 'take-spelling', hours: isForGood ? null : acceptedHours, displaces: isForGood ? null : displaces }, tellSender]
    }
    case 'other-scheme':
      return schemeRemedy(finding)
    case 'body-changed':
      return [{ remedy: 'undo-change', change: finding.change }, tellSender]
    case 'clock':
      return clockRemedies(finding)
    case 'unknown-secret':
      return [pasteSecret, tellSender]
    case 'not-signed':
      return [tellSender, pasteSecret]
    case 'not-kept':
      return [pasteSecret]
    case 'content-type':
    case 'header-repeated':
    case 'unreadable':
    case 'time-unreadable':
    case 'other-form':
    case 'body-left-out':
    case 'not-json':
    case 'wrong-fields':
      return [tellSender]
  }
}

const tellSender: Remedy = { remedy: 'tell-sender' }
const pasteSecret: Remedy = { remedy: 'paste-secret' }

function schemeRemedy({ scheme }: Extract<Finding, { code: 'other-scheme' }>): Remedy[] {
  if (scheme === 'calendly-x-header') return [{ remedy: 'accept-older-header' }, tellSender]
  const choosable = choosableSchemes.find((id) => id === scheme)
  return choosable === undefined ? [tellSender] : [{ remedy: 'choose-scheme', scheme: choosable }, tellSender]
}

/** Up to the next whole minute, with a little to spare: clocks go on drifting. */
function clockRemedies({ skewSeconds, toleranceSeconds }: Extract<Finding, { code: 'clock' }>): Remedy[] {
  const seconds = Math.ceil((Math.abs(skewSeconds) + 30) / 60) * 60
  const widen: Remedy[] = seconds > widestClock || seconds <= toleranceSeconds ? [] : [{ remedy: 'widen-clock', seconds }]
  return [{ remedy: 'check-clock' }, ...widen]
}

/** In steps of 64 KiB. */
function sizeFor(bytes: number): number {
  const step = 64 * 1024
  return Math.min(largestBody, Math.ceil(bytes / step) * step)
}

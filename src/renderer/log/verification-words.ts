import type { VerificationRecord } from '../../shared/delivery.ts'
import { schemeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

const failures = [
  'secret-missing',
  'header-missing',
  'header-repeated',
  'header-malformed',
  'not-signed',
  'timestamp-malformed',
  'too-old',
  'too-new',
  'mismatch',
  'address-not-listed',
  'host-not-listed',
] as const

/** The checks as label and finding, in the exact terms that an admin compares with the provider's side. */
export function verificationFacts(verification: VerificationRecord): [string, string][] {
  const facts: [string, string][] = [
    [t('log.fact.scheme'), verification.scheme ? schemeLabel(verification.scheme) : t('log.fact.notChecked')],
  ]
  if (verification.failure !== null) {
    const known = failures.find((each) => each === verification.failure)
    facts.push([t('log.fact.failed'), `${known ? t(`log.failure.${known}`) : verification.failure} (${verification.failure})`])
  }
  if (verification.key !== null)
    facts.push([t('log.fact.secret'), t(verification.key === 'current' ? 'log.fact.current' : 'log.fact.previous')])
  if (verification.skewSeconds !== null) facts.push([t('log.fact.clock'), skewInWords(verification.skewSeconds)])
  return facts
}

/** `12 s behind ours`; a delivery's way takes a moment, so up to two seconds are "as ours". */
export function skewInWords(skewSeconds: number): string {
  if (Math.round(Math.abs(skewSeconds)) <= 2) return t('log.fact.asOurs')
  return t(skewSeconds < 0 ? 'log.fact.behind' : 'log.fact.ahead', { amount: clockAmount(skewSeconds) })
}

/** `12 s`, `5 min`, `3 h`: how far apart two clocks are. */
export function clockAmount(skewSeconds: number): string {
  const seconds = Math.round(Math.abs(skewSeconds))
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

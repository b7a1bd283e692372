import type { VerificationRecord } from '../../shared/delivery.ts'
import { schemeLabel } from '../ui/labels.ts'

const failures: Record<string, string> = {
  'secret-missing': 'no signing secret is set here',
  'header-missing': 'the signature header is missing',
  'header-repeated': 'the signature header came more than once',
  'header-malformed': 'the signature header has another form than this scheme uses',
  'not-signed': 'the sender has no secret set (no-secret-provided)',
  'timestamp-malformed': 'the timestamp is not a number of seconds',
  'too-old': 'the timestamp is too old',
  'too-new': 'the timestamp lies in the future',
  mismatch: 'the signature does not fit the body and our secret',
}

/** The checks as label and finding, in the exact terms that an admin compares with the provider's side. */
export function verificationFacts(verification: VerificationRecord): [string, string][] {
  const facts: [string, string][] = [['Scheme', verification.scheme ? schemeLabel(verification.scheme) : 'not checked']]
  if (verification.failure !== null) {
    facts.push(['Failed because', `${failures[verification.failure] ?? verification.failure} (${verification.failure})`])
  }
  if (verification.key !== null)
    facts.push(['Secret', verification.key === 'current' ? 'the current one' : 'the previous one, still in its overlap'])
  if (verification.skewSeconds !== null) facts.push(["Sender's clock", skewInWords(verification.skewSeconds)])
  return facts
}

/** `12 s behind ours`; a delivery's way takes a moment, so up to two seconds are "as ours". */
export function skewInWords(skewSeconds: number): string {
  const seconds = Math.round(Math.abs(skewSeconds))
  if (seconds <= 2) return 'as ours'
  const amount = seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
  return `${amount} ${skewSeconds < 0 ? 'behind' : 'ahead of'} ours`
}

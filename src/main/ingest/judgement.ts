import type { VerificationRecord } from '../../shared/delivery.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import type { RejectReason, SigningProviderId } from '../../shared/words.ts'
import type { PayloadError, Reading } from '../providers/provider.ts'
import type { SignatureScheme, Verification } from '../signatures/signature.ts'
import type { Incoming, keepUnapplied, Kept } from './keep-delivery.ts'
import { failedSentence } from './sentences.ts'

/** Under which reason the log has what did not verify. */
export function reasonOf(failure: Extract<Verification, { ok: false }>['failure']): RejectReason {
  if (failure === 'secret-missing') return 'secret-missing'
  return failure === 'too-old' || failure === 'too-new' ? 'clock' : 'signature'
}

/** Seconds by which a sender's clock may differ, both ways; 0 where the scheme signs no time. */
export function toleranceOf(provider: SigningProviderId, scheme: SignatureScheme, guards: Pick<GuardSettings, 'clockTolerance'>): number {
  if (scheme.toleranceSeconds === null) return 0
  return guards.clockTolerance[provider] ?? scheme.toleranceSeconds
}

/** What the log keeps of how a signature was judged. */
export function recordOf(verification: Verification): VerificationRecord {
  const { scheme, skewSeconds } = verification
  return verification.ok
    ? { scheme, key: verification.key, skewSeconds, failure: null }
    : { scheme, key: null, skewSeconds, failure: verification.failure }
}

/** The status that goes with a verdict is the provider's own, and the log's line is written before there is an id to tell. */
export function statusOf({ provider, arrival: { receivedAtMs } }: Incoming, body: unknown) {
  return (verdict: Extract<Kept, { kind: 'stored' }>['verdict']) =>
    provider.answer({ kind: 'stored', verdict, eventId: 0, receivedAtMs, body }).status
}

/** What is kept of an authentic delivery that we failed on. */
export function failure(incoming: Incoming, body: unknown, reading: Reading | null, error: unknown): Parameters<typeof keepUnapplied>[3] {
  const finding = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const status = statusOf(incoming, body)
  return {
    verdict: 'failed',
    key: reading?.deliveryKey ?? unreadKey(incoming),
    httpStatus: status('failed'),
    duplicateStatus: status('duplicate'),
    providerEvent: reading?.providerEvent ?? null,
    issues: [],
    finding,
    sentence: failedSentence(finding),
  }
}

/** What could not be read has no key of its own; the same bytes are the same delivery. */
export function unreadKey({ bodySha256 }: Incoming): string {
  return `unread ${bodySha256.toString('hex')}`
}

/** As the log keeps them. */
export function copyIssues(issues: PayloadError['issues']) {
  return issues.map(({ loc, msg, type }) => ({ loc: [...loc], msg, type }))
}

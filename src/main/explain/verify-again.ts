import type { DeskParts } from '../api/context.ts'
import { endpointSchemeOf } from '../desk/schemes.ts'
import { hasHeader } from '../signatures/headers.ts'
import { verifyArrival, type Terms } from '../ingest/verify-arrival.ts'
import type { Verification, VerificationFailure } from '../signatures/signature.ts'
import { findEvidence, type Evidence } from '../store/evidence.ts'
import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import { arrivedHeaders } from './arrived.ts'
import { withApiKey } from './credential-prints.ts'

/** What is verified with, today. */
export type VerifyParts = Pick<DeskParts, 'store' | 'settings' | 'vault' | 'credentialPrints'>

/**
 * Why nothing can be said. `gone`: no such delivery; `unsigned`: Google's notifications are checked against a channel; `made-up`: a sample,
 * whose secret was never kept; `body-not-kept`, `key-not-kept`: what it came with is not here any more, or never was; `locked`: the vault waits.
 */
export type NotCheckable = 'gone' | 'unsigned' | 'made-up' | 'body-not-kept' | 'key-not-kept' | 'locked'

export type CheckedAgain =
  | {
      readonly kind: 'checked'
      readonly verification: Verification
      /** What was signed, and therefore what is to be read: not the kept body where a proxy changed that. */
      readonly signedBody: Buffer
      readonly evidence: Evidence
    }
  | { readonly kind: 'not-checkable'; readonly because: NotCheckable }

/** Verifies a kept delivery anew: with the secrets, scheme and tolerance of today, and the clock of when it came. Changes nothing. */
export function verifyAgain(parts: VerifyParts, deliveryId: number): CheckedAgain {
  const evidence = findEvidence(parts.store.read, deliveryId)
  return evidence === null ? notCheckable('gone') : verifyEvidence(parts, evidence)
}

export function verifyEvidence(parts: VerifyParts, evidence: Evidence): CheckedAgain {
  const { vault, credentialPrints } = parts
  const provider = signingProviderIds.find((id) => id === evidence.provider)
  if (provider === undefined) return notCheckable('unsigned')
  if (evidence.origin === 'sample') return notCheckable('made-up')
  const { body, receivedAtMs: nowMs } = evidence
  if (body === null || evidence.isTruncated || body.length !== evidence.bodySize) return notCheckable('body-not-kept')
  const { secret, readable } = vault.summarize(provider)
  if (secret !== null && !readable) return notCheckable('locked')
  const terms = termsOf(parts, provider)
  const secrets = vault.secretsFor(provider)
  const refused = (failure: VerificationFailure): CheckedAgain => ({
    kind: 'checked',
    verification: { ok: false, scheme: terms.scheme.id, failure, skewSeconds: null },
    signedBody: body,
    evidence,
  })
  if (secrets.length === 0) return refused('secret-missing')
  const arrived = arrivedHeaders(evidence.headers)
  let headers = arrived
  if (terms.scheme.id === 'api-key') {
    const { credentialPrint, verification } = evidence
    // How it was written cannot be told from its mask.
    if (verification.scheme === 'api-key' && verification.failure === 'header-malformed') return refused('header-malformed')
    const isThere = hasHeader(arrived, 'authorization') || hasHeader(arrived, 'x-api-key')
    if (isThere && credentialPrint === null) return notCheckable('key-not-kept')
    const known = secrets.find((each) => credentialPrint !== null && credentialPrints.ofKey(each.secret)?.equals(credentialPrint))
    headers = withApiKey(arrived, known?.secret ?? null)
  }
  return { kind: 'checked', ...verifyArrival(terms, { headers, rawBody: body, secrets, nowMs }), evidence }
}

/** By what a provider's endpoint judges today. */
export function termsOf({ settings }: Pick<VerifyParts, 'settings'>, provider: SigningProviderId): Terms {
  const { guards, proxyChanges } = settings.settings()
  return {
    scheme: endpointSchemeOf(provider, settings.provider(provider)),
    toleranceSeconds: guards.clockTolerance[provider],
    proxyChange: proxyChanges[provider],
  }
}

function notCheckable(because: NotCheckable): CheckedAgain {
  return { kind: 'not-checkable', because }
}

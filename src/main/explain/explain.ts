import type { Check, Explanation, Finding } from '../../shared/contract/explain.ts'
import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import { refuseSecret } from '../desk/schemes.ts'
import { createAllowList } from '../guards/allow-list.ts'
import { findEvidence, type Evidence } from '../store/evidence.ts'
import { arrivedHeaders } from './arrived.ts'
import { found, type Case, type Diagnosis } from './case.ts'
import { checksOf } from './checks.ts'
import { diagnose } from './diagnose.ts'
import { knownSecrets } from './known-secrets.ts'
import { readOffered } from './offered.ts'
import { remediesFor } from './remedies.ts'
import { termsOf, verifyEvidence, type VerifyParts } from './verify-again.ts'

/** What was found, and what only main may know of it. */
export interface Explained {
  readonly explanation: Explanation
  readonly signedBy: Diagnosis['signedBy']
}

/** Why a delivery was refused, by what is kept of it and what is set today. Changes nothing. Null: no such delivery. */
export function explainDelivery(parts: VerifyParts, id: number): Explained | null {
  const evidence = findEvidence(parts.store.read, id)
  if (evidence === null) return null
  const provider = signingProviderIds.find((known) => known === evidence.provider)
  if (provider === undefined) return { explanation: { ...bare(evidence), provider: evidence.provider }, signedBy: null }

  const { scheme, toleranceSeconds } = termsOf(parts, provider)
  const headers = arrivedHeaders(evidence.headers)
  const again = verifyEvidence(parts, evidence)
  const given: Case = {
    evidence,
    provider,
    scheme: scheme.id,
    toleranceSeconds: toleranceSeconds ?? scheme.toleranceSeconds ?? 0,
    headers,
    offered: readOffered(headers),
    secrets: knownSecrets(parts.vault, provider),
    prints: parts.credentialPrints,
    today: again.kind === 'checked' ? again.verification : null,
  }
  const diagnosis = evidence.verdict === 'rejected' ? diagnosisOf(parts, given) : null
  const { guards } = parts.settings.settings()
  const wouldBeAuthentic = wasJudged(evidence) ? (given.today?.ok ?? null) : null
  const explanation: Explanation = {
    ...bare(evidence),
    provider,
    isKey: scheme.id === 'api-key',
    checks: checksOf(given, evidence.path, {
      ranges: guards.allowList.length,
      mostBytes: guards.bodyBytes,
      hasTime: scheme.toleranceSeconds !== null,
    }),
    finding: diagnosis?.finding ?? null,
    remedies: diagnosis === null || wouldBeAuthentic === true ? [] : remediesOf(parts, provider, diagnosis),
    wouldBeAuthentic,
  }
  return { explanation, signedBy: diagnosis?.signedBy ?? null }
}

function bare({ id }: Evidence): Omit<Explanation, 'provider'> {
  const checks: Check[] = []
  return { deliveryId: id, isKey: false, checks, finding: null, remedies: [], wouldBeAuthentic: null }
}

/** True: it was refused for its signature, its key or its clock, so that checking again can tell something new. */
function wasJudged({ verdict, verification }: Evidence): boolean {
  return verdict === 'rejected' && verification.failure !== null
}

function diagnosisOf(parts: VerifyParts, given: Case): Diagnosis {
  const { evidence, provider } = given
  const early = beforeSignature(parts, evidence)
  if (early !== null) return found(early)
  const { secret, readable } = parts.vault.summarize(provider)
  if (secret !== null && !readable) return found({ code: 'locked' })
  return diagnose(given)
}

/** Of what was refused for another reason than its signature. */
function beforeSignature({ settings }: VerifyParts, evidence: Evidence): Finding | null {
  const { guards } = settings.settings()
  const { reason, remoteAddress: address, headers, bodySize: bytes, httpStatus, issueCount: wrong, firstIssue: first } = evidence
  switch (reason) {
    case 'address':
      return createAllowList(() => guards.allowList)(address) ? { code: 'fits-now' } : { code: 'address', address }
    case 'type':
      return { code: 'content-type', contentType: [arrivedHeaders(headers)['content-type']].flat()[0] ?? null }
    case 'size':
      return bytes <= guards.bodyBytes ? { code: 'fits-now' } : { code: 'too-large', bytes, most: guards.bodyBytes }
    case 'payload':
      if (httpStatus === 400) return { code: 'not-json' }
      return httpStatus === 409 ? { code: 'other-body' } : { code: 'wrong-fields', wrong, first }
    case 'flood':
      return evidence.verification.failure === null ? { code: 'too-many' } : null
    case 'signature':
    case 'clock':
    case 'secret-missing':
    case null:
      return null
  }
}

function remediesOf({ vault, settings }: VerifyParts, provider: SigningProviderId, diagnosis: Diagnosis): Explanation['remedies'] {
  return remediesFor(diagnosis, {
    previousLastFour: vault.summarize(provider).previousSecret?.lastFour ?? null,
    refuseSecret: (secret) => refuseSecret(provider, settings.provider(provider).scheme, secret),
  })
}

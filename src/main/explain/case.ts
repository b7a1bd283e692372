import type { Finding, KnownSecretFacts } from '../../shared/contract/explain.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import type { ArrivalHeaders, SigningSchemeId, Verification } from '../signatures/signature.ts'
import type { Evidence } from '../store/evidence.ts'
import type { CredentialPrints } from './credential-prints.ts'
import type { KnownSecret } from './known-secrets.ts'
import type { Offered } from './offered.ts'
import type { KeyKind } from './secret-spellings.ts'

/** What a signature that did not fit is judged by. */
export interface Case {
  readonly evidence: Evidence
  readonly provider: SigningProviderId
  /** That is set today. */
  readonly scheme: SigningSchemeId
  readonly toleranceSeconds: number
  readonly headers: ArrivalHeaders
  readonly offered: Offered
  /** The provider's own first. */
  readonly secrets: readonly KnownSecret[]
  readonly prints: Pick<CredentialPrints, 'ofKey'>
  /** How it is judged today; null: what it came with is not kept. */
  readonly today: Verification | null
}

export interface Diagnosis {
  readonly finding: Finding
  /** By what it was signed, where that is known here or can be made of what is. */
  readonly signedBy: { readonly secret: KnownSecret; readonly bytes: Buffer; readonly key: KeyKind } | null
}

export function found(finding: Finding, signedBy: Diagnosis['signedBy'] = null): Diagnosis {
  return { finding, signedBy }
}

export function factsOf({ provider, age, secret, replacedAtMs }: KnownSecret): KnownSecretFacts {
  return { provider, age, lastFour: secret.slice(-4), replacedAtMs }
}

/** Its body, where it was kept whole. */
export function wholeBody({ body, isTruncated, bodySize }: Evidence): Buffer | null {
  return isTruncated || body?.length !== bodySize ? null : body
}

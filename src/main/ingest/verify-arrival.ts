import type { BodyChange } from '../../shared/explain-words.ts'
import { undoBodyChange } from '../signatures/body-changes.ts'
import type { SignatureScheme, Verification, VerificationInput } from '../signatures/signature.ts'

/** What an endpoint verifies with, beside its secrets. */
export interface Terms {
  readonly scheme: SignatureScheme
  /** Seconds, both ways; absent: as the scheme says. */
  readonly toleranceSeconds?: number | undefined
  /** What a proxy that the admin named does to the bodies; it is undone where the body as it came does not fit. */
  readonly proxyChange?: BodyChange | undefined
}

export interface Verified {
  readonly verification: Verification
  /** What was signed, and therefore what is to be read. */
  readonly signedBody: Buffer
}

/** Checks a signature over the body as it came, or else as it was before the proxy. Either way, the bytes that are read are the ones that were signed. */
export function verifyArrival(
  { scheme, toleranceSeconds = scheme.toleranceSeconds ?? 0, proxyChange }: Terms,
  arrived: Omit<VerificationInput, 'toleranceSeconds'>,
): Verified {
  const input = { ...arrived, toleranceSeconds }
  const verification = scheme.verify(input)
  const asCame = { verification, signedBody: arrived.rawBody }
  if (verification.ok || verification.failure !== 'mismatch' || proxyChange === undefined || scheme.id === 'api-key') return asCame
  const before = undoBodyChange(proxyChange, arrived.rawBody)
  if (before === null) return asCame
  const again = scheme.verify({ ...input, rawBody: before })
  return again.ok ? { verification: again, signedBody: before } : asCame
}

import { decodeHexDigest, matchingKey } from './hmac.ts'
import { usableSecrets } from './secrets.ts'
import type { SigningSchemeId, Verification, VerificationInput } from './signature.ts'

/** Checks a hex HMAC over the raw body alone. Such a signature stays good for ever: only de-duplication stops a replay. */
export function verifySignedBody(scheme: SigningSchemeId, input: VerificationInput, offeredHex: string): Verification {
  const secrets = usableSecrets(input.secrets)
  if (secrets.length === 0) return { ok: false, scheme, failure: 'secret-missing', skewSeconds: null }
  const digest = decodeHexDigest(offeredHex)
  if (!digest) return { ok: false, scheme, failure: 'header-malformed', skewSeconds: null }
  const key = matchingKey(secrets, digest, [input.rawBody])
  if (!key) return { ok: false, scheme, failure: 'mismatch', skewSeconds: null }
  return { ok: true, scheme, key, signedAtMs: null, messageId: null, skewSeconds: null }
}

/** Takes `sha256=` off, in any case; other labels (`sha1=`) stay on and are then no digest. */
export function withoutSha256Label(value: string): string {
  return value.replace(/^sha256=/i, '')
}

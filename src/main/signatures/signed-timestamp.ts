import { decodeHexDigest, hmacSha256, matchingKey } from './hmac.ts'
import { usableSecrets } from './secrets.ts'
import type { SigningInput, SigningSchemeId, Verification, VerificationInput } from './signature.ts'
import { readTimestamp } from './timestamp.ts'

/**
 * Splits `t=<seconds>,v1=<hex>` into its parts by name. Other names are passed over.
 * Null: a part is missing, or stands there twice, which is what two joined headers look like.
 */
export function splitTimestamped(value: string): { readonly t: string; readonly v1: string } | null {
  const parts = new Map<string, string>()
  for (const part of value.split(',')) {
    const equals = part.indexOf('=')
    if (equals === -1) return null
    const name = part.slice(0, equals).trim()
    if (parts.has(name)) return null
    parts.set(name, part.slice(equals + 1).trim())
  }
  const [t, v1] = [parts.get('t'), parts.get('v1')]
  return t === undefined || v1 === undefined ? null : { t, v1 }
}

/** Checks a hex HMAC over `<timestamp>.<raw body>`, the habit of Stripe that Calendly follows. */
export function verifySignedTimestamp(
  scheme: SigningSchemeId,
  input: VerificationInput,
  offered: { readonly timestamp: string; readonly digest: string },
): Verification {
  const secrets = usableSecrets(input.secrets)
  if (secrets.length === 0) return { ok: false, scheme, failure: 'secret-missing', skewSeconds: null }
  const timestamp = readTimestamp(offered.timestamp, input.nowMs, input.toleranceSeconds)
  if (!timestamp.ok) return { ok: false, scheme, failure: timestamp.failure, skewSeconds: timestamp.skewSeconds }
  const { signedAtMs, skewSeconds } = timestamp
  const digest = decodeHexDigest(offered.digest)
  if (!digest) return { ok: false, scheme, failure: 'header-malformed', skewSeconds }
  const key = matchingKey(secrets, digest, [`${offered.timestamp}.`, input.rawBody])
  if (!key) return { ok: false, scheme, failure: 'mismatch', skewSeconds }
  return { ok: true, scheme, key, signedAtMs, messageId: null, skewSeconds }
}

/** @returns `t=<seconds>,v1=<hex>` */
export function signTimestamped({ rawBody, secret, nowMs }: SigningInput): string {
  const t = String(Math.floor(nowMs / 1000))
  return `t=${t},v1=${hmacSha256(secret, [`${t}.`, rawBody]).toString('hex')}`
}

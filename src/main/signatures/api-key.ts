import { timingSafeEqual } from 'node:crypto'
import { hasHeader, singleHeader } from './headers.ts'
import { generateTextSecret, refuseTextSecret, usableSecrets } from './secrets.ts'
import type { SignatureScheme, VerificationInput } from './signature.ts'

/** What a header can carry unharmed: visible ASCII. */
const visibleAscii = /^[\x21-\x7e]+$/

/**
 * The key itself, in `Authorization: Bearer` or `X-API-Key`. The weakest scheme: the body is not signed, and everyone on the way reads the key.
 * `Authorization` decides where both are there.
 */
export const apiKey: SignatureScheme = {
  id: 'api-key',
  toleranceSeconds: null,
  verify(input) {
    const secrets = usableSecrets(input.secrets)
    if (secrets.length === 0) return { ok: false, scheme: 'api-key', failure: 'secret-missing', skewSeconds: null }
    const bearer = hasHeader(input.headers, 'authorization')
    const read = singleHeader(input.headers, bearer ? 'authorization' : 'x-api-key')
    if (read.failure) return { ok: false, scheme: 'api-key', failure: read.failure, skewSeconds: null }
    const offered = bearer ? /^bearer +(\S+)$/i.exec(read.value)?.[1] : read.value
    if (!offered) return { ok: false, scheme: 'api-key', failure: 'header-malformed', skewSeconds: null }
    const key = keyOf(secrets, offered)
    if (!key) return { ok: false, scheme: 'api-key', failure: 'mismatch', skewSeconds: null }
    return { ok: true, scheme: 'api-key', key, signedAtMs: null, messageId: null, skewSeconds: null }
  },
  sign: ({ secret }) => ({ authorization: `Bearer ${secret}` }),
  generateSecret: generateTextSecret,
  refuseSecret(secret) {
    const asText = refuseTextSecret(secret)
    if (asText) return asText
    return visibleAscii.test(secret)
      ? null
      : 'An API key may have only letters, digits and signs of ASCII, without blanks: others do not survive a header.'
  },
}

function keyOf(secrets: VerificationInput['secrets'], offered: string) {
  const offeredBytes = Buffer.from(offered)
  for (const { key, secret } of secrets) {
    const bytes = Buffer.from(secret)
    // timingSafeEqual throws on unequal lengths.
    if (bytes.length === offeredBytes.length && timingSafeEqual(bytes, offeredBytes)) return key
  }
  return null
}

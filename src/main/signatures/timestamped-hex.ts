import { singleHeader } from './headers.ts'
import { generateTextSecret, refuseTextSecret } from './secrets.ts'
import type { SignatureScheme } from './signature.ts'
import { withoutSha256Label } from './signed-body.ts'
import { signTimestamped, splitTimestamped, verifySignedTimestamp } from './signed-timestamp.ts'

const signatureHeader = 'x-webhook-signature'
const timestampHeader = 'x-webhook-timestamp'

/**
 * Hex HMAC-SHA256 over `<t>.<body>`: either `X-Webhook-Signature: t=,v1=`, or the seconds in `X-Webhook-Timestamp` and the digest,
 * with or without `sha256=`, in `X-Webhook-Signature`.
 */
export const timestampedHex: SignatureScheme = {
  id: 'timestamped-hex',
  toleranceSeconds: 300,
  verify(input) {
    const signature = singleHeader(input.headers, signatureHeader)
    if (signature.failure) return { ok: false, scheme: 'timestamped-hex', failure: signature.failure, skewSeconds: null }
    const parts = splitTimestamped(signature.value)
    if (parts) return verifySignedTimestamp('timestamped-hex', input, { timestamp: parts.t, digest: parts.v1 })
    const timestamp = singleHeader(input.headers, timestampHeader)
    if (timestamp.failure) return { ok: false, scheme: 'timestamped-hex', failure: timestamp.failure, skewSeconds: null }
    return verifySignedTimestamp('timestamped-hex', input, {
      timestamp: timestamp.value,
      digest: withoutSha256Label(signature.value),
    })
  },
  sign: (input) => ({ [signatureHeader]: signTimestamped(input) }),
  generateSecret: generateTextSecret,
  refuseSecret: refuseTextSecret,
}

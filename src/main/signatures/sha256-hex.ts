import { hasHeader, singleHeader } from './headers.ts'
import { hmacSha256 } from './hmac.ts'
import { generateTextSecret, refuseTextSecret } from './secrets.ts'
import type { SignatureScheme } from './signature.ts'
import { verifySignedBody, withoutSha256Label } from './signed-body.ts'

/** Under which self-built senders put the same value. The first that is there decides. */
const headerNames = ['x-smart-scheduler-signature', 'x-webhook-signature', 'x-signature', 'x-hub-signature-256'] as const

/** `sha256=<hex of HMAC-SHA256 over the body>`, GitHub's habit; the label may be missing. No timestamp. */
export const sha256Hex: SignatureScheme = {
  id: 'sha256-hex',
  toleranceSeconds: null,
  verify(input) {
    const name = headerNames.find((candidate) => hasHeader(input.headers, candidate)) ?? headerNames[0]
    const read = singleHeader(input.headers, name)
    if (read.failure) return { ok: false, scheme: 'sha256-hex', failure: read.failure, skewSeconds: null }
    return verifySignedBody('sha256-hex', input, withoutSha256Label(read.value))
  },
  sign: ({ rawBody, secret }) => ({ 'x-webhook-signature': `sha256=${hmacSha256(secret, [rawBody]).toString('hex')}` }),
  generateSecret: generateTextSecret,
  refuseSecret: refuseTextSecret,
}

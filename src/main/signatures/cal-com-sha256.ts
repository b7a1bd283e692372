import { singleHeader } from './headers.ts'
import { hmacSha256 } from './hmac.ts'
import { generateTextSecret, refuseTextSecret } from './secrets.ts'
import type { SignatureScheme } from './signature.ts'
import { verifySignedBody } from './signed-body.ts'

const header = 'x-cal-signature-256'
/** What Cal.com sends when its webhook has no secret. Source: calcom/cal.com packages/features/webhooks/lib/sendPayload.ts. */
const notSigned = 'no-secret-provided'

/** `X-Cal-Signature-256`: bare hex HMAC-SHA256 over the body as sent, custom templates included. No timestamp. */
export const calComSha256: SignatureScheme = {
  id: 'cal-com-sha256',
  toleranceSeconds: null,
  verify(input) {
    const read = singleHeader(input.headers, header)
    if (read.failure) return { ok: false, scheme: 'cal-com-sha256', failure: read.failure, skewSeconds: null }
    if (read.value === notSigned) return { ok: false, scheme: 'cal-com-sha256', failure: 'not-signed', skewSeconds: null }
    return verifySignedBody('cal-com-sha256', input, read.value)
  },
  sign: ({ rawBody, secret }) => ({ [header]: hmacSha256(secret, [rawBody]).toString('hex') }),
  generateSecret: generateTextSecret,
  refuseSecret: refuseTextSecret,
}

import { singleHeader } from './headers.ts'
import { generateTextSecret, refuseTextSecret } from './secrets.ts'
import type { SignatureScheme } from './signature.ts'
import { signTimestamped, splitTimestamped, verifySignedTimestamp } from './signed-timestamp.ts'

export const calendlyHeader = 'calendly-webhook-signature'

/**
 * `Calendly-Webhook-Signature: t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, key as UTF-8 text.
 * Source: developer.calendly.com/api-docs/overview/webhooks/webhook-signatures. Its check looks only backwards; ours both ways.
 */
export const calendlyV1: SignatureScheme = {
  id: 'calendly-v1',
  toleranceSeconds: 180,
  verify(input) {
    const header = singleHeader(input.headers, calendlyHeader)
    if (header.failure) return { ok: false, scheme: 'calendly-v1', failure: header.failure, skewSeconds: null }
    const parts = splitTimestamped(header.value)
    if (!parts) return { ok: false, scheme: 'calendly-v1', failure: 'header-malformed', skewSeconds: null }
    return verifySignedTimestamp('calendly-v1', input, { timestamp: parts.t, digest: parts.v1 })
  },
  sign: (input) => ({ [calendlyHeader]: signTimestamped(input) }),
  generateSecret: generateTextSecret,
  refuseSecret: refuseTextSecret,
}

import { calendlyHeader, calendlyV1 } from './calendly-v1.ts'
import { hasHeader, singleHeader } from './headers.ts'
import { generateTextSecret, refuseTextSecret } from './secrets.ts'
import type { SignatureScheme } from './signature.ts'
import { verifySignedBody, withoutSha256Label } from './signed-body.ts'
import { signTimestamped, splitTimestamped, verifySignedTimestamp } from './signed-timestamp.ts'

const header = 'x-calendly-signature'

/**
 * `X-Calendly-Signature`, which Calendly itself documents nowhere: older integrations and relays send it, as `t=,v1=`, as bare hex over
 * the body, or with `sha256=`. The last two carry no time, so a captured delivery stays good for ever. Off unless the admin switches it on.
 */
export const calendlyXHeader: SignatureScheme = {
  id: 'calendly-x-header',
  toleranceSeconds: 180,
  verify(input) {
    // Whoever can add a weak header must not get past a strong one that fails.
    if (hasHeader(input.headers, calendlyHeader)) return calendlyV1.verify(input)
    const read = singleHeader(input.headers, header)
    if (read.failure) return { ok: false, scheme: 'calendly-x-header', failure: read.failure, skewSeconds: null }
    const parts = splitTimestamped(read.value)
    if (parts) return verifySignedTimestamp('calendly-x-header', input, { timestamp: parts.t, digest: parts.v1 })
    return verifySignedBody('calendly-x-header', input, withoutSha256Label(read.value))
  },
  sign: (input) => ({ [header]: signTimestamped(input) }),
  generateSecret: generateTextSecret,
  refuseSecret: refuseTextSecret,
}

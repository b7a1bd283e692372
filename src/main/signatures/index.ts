import { apiKey } from './api-key.ts'
import { calComSha256 } from './cal-com-sha256.ts'
import { calendlyV1 } from './calendly-v1.ts'
import { calendlyXHeader } from './calendly-x-header.ts'
import { sha256Hex } from './sha256-hex.ts'
import type { SignatureScheme, SigningSchemeId } from './signature.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { timestampedHex } from './timestamped-hex.ts'

export const schemes: Readonly<Record<SigningSchemeId, SignatureScheme>> = {
  'calendly-v1': calendlyV1,
  'calendly-x-header': calendlyXHeader,
  'cal-com-sha256': calComSha256,
  'standard-webhooks': standardWebhooks,
  'sha256-hex': sha256Hex,
  'timestamped-hex': timestampedHex,
  'api-key': apiKey,
}

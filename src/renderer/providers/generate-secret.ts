import type { SchemeId } from '../../shared/words.ts'

/** Bytes of randomness: what Standard Webhooks advises at least is 24, HMAC-SHA256 gains nothing beyond 32. */
const secretBytes = 32

/** A new signing secret in the form that the scheme's senders expect, made in the window and nowhere else known. */
export function generateSecret(scheme: SchemeId): string {
  const base64 = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(secretBytes))))
  // Standard Webhooks' key is the base64 after the prefix; the others take the text as it is, so it avoids signs that shells and forms mangle.
  return scheme === 'standard-webhooks' ? `whsec_${base64}` : base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

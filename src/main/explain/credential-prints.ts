import { randomBytes } from 'node:crypto'
import { hasHeader } from '../signatures/headers.ts'
import { hmacSha256 } from '../signatures/hmac.ts'
import type { ArrivalHeaders } from '../signatures/signature.ts'
import { fingerprintKeyName } from '../vault/own-keys.ts'
import type { Vault } from '../vault/vault.ts'

/** Where senders put an API key. The first that is there is the one that a print is made of. */
export const credentialHeaders = ['authorization', 'x-api-key', 'api-key', 'x-api-token', 'x-auth-token', 'x-access-token'] as const

/**
 * Prints of API keys. The log masks them, and still has to tell whether a refused one is known here: a print is 16 bytes of HMAC-SHA256
 * under a key that only the vault has, so that a stolen file lets nobody guess.
 */
export interface CredentialPrints {
  /** Makes the key when it is first needed; does nothing while the vault has no place for it. Never rejects. */
  prepare(): Promise<void>
  /** Null: the request carries no API key, or there is no key to make a print with. */
  of(headers: ArrivalHeaders): Buffer | null
  /** Null: there is no key to make a print with. */
  ofKey(apiKey: string | Buffer): Buffer | null
}

export function createCredentialPrints(
  vault: Pick<Vault, 'credential' | 'setCredential' | 'status'>,
  onFailure: (error: unknown) => void,
): CredentialPrints {
  let preparing: Promise<void> | null = null

  async function make(): Promise<void> {
    try {
      await vault.setCredential(fingerprintKeyName, randomBytes(32).toString('base64url'))
    } catch (error) {
      onFailure(error)
    } finally {
      preparing = null
    }
  }

  const ofKey = (apiKey: string | Buffer): Buffer | null => {
    const key = vault.credential(fingerprintKeyName)?.text ?? null
    return key === null ? null : hmacSha256(key, [apiKey]).subarray(0, 16)
  }

  return {
    async prepare() {
      // One that another keyring sealed is of no use any more once that of today is ready; a locked one only waits.
      if (vault.credential(fingerprintKeyName)?.text != null || vault.status().state !== 'ready') return
      await (preparing ??= make())
    },
    of(headers) {
      const offered = offeredKey(headers)
      return offered === null ? null : ofKey(offered)
    },
    ofKey,
  }
}

/** Whatever stands where an API key is put, without the word in front of it (`Bearer`, `Token`, `Basic` …). */
export function offeredKey(headers: ArrivalHeaders): string | null {
  for (const name of credentialHeaders) {
    const value = [headers[name]].flat()[0]
    if (value === undefined || value === '') continue
    return name === 'authorization' ? value.replace(/^[a-z-]+ +/i, '') : value
  }
  return null
}

/** Kept headers with the key in the place of its mask. @param apiKey null: it was another one. */
export function withApiKey(headers: ArrivalHeaders, apiKey: string | null): ArrivalHeaders {
  const value = apiKey ?? 'another-key'
  return {
    ...headers,
    ...(hasHeader(headers, 'authorization') && { authorization: `Bearer ${value}` }),
    ...(hasHeader(headers, 'x-api-key') && { 'x-api-key': value }),
  }
}

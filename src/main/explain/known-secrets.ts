import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import type { Vault } from '../vault/vault.ts'

/** A secret that is set here, or was. */
export interface KnownSecret {
  readonly provider: SigningProviderId
  readonly age: 'current' | 'previous' | 'retired'
  /** Of a retired one. */
  readonly retiredId: number | null
  readonly secret: string
  /** Null: it is the current one. */
  readonly replacedAtMs: number | null
}

/** All that can be opened, the provider's own first. */
export function knownSecrets(vault: Pick<Vault, 'secretsFor' | 'retiredFor' | 'summarize'>, own: SigningProviderId): KnownSecret[] {
  return [own, ...signingProviderIds.filter((id) => id !== own)].flatMap((provider) => {
    // The previous one was replaced when the current one was set.
    const currentSince = vault.summarize(provider).secret?.setAtMs ?? null
    const inUse = vault.secretsFor(provider).map(({ key, secret }): KnownSecret => ({
      provider,
      age: key,
      retiredId: null,
      secret,
      replacedAtMs: key === 'current' ? null : currentSince,
    }))
    const retired = vault.retiredFor(provider).map(({ id, secret, retiredAtMs }): KnownSecret => ({
      provider,
      age: 'retired',
      retiredId: id,
      secret,
      replacedAtMs: retiredAtMs,
    }))
    return [...inUse, ...retired]
  })
}

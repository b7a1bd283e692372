import type { TokenProviderId } from '../../shared/words.ts'
import { generateTextSecret } from '../signatures/secrets.ts'
import type { Vault } from '../vault/vault.ts'

/** So that what the provider signed with the key before is still taken. */
const overlapMs = 24 * 3_600_000

/** The signing secret that is in use; a new one where there is none. Null: there is one that cannot be read now. */
export async function usedSigningKey(vault: Vault, provider: TokenProviderId): Promise<string | null> {
  const current = currentOf(vault, provider)
  if (current !== null) return current
  if (vault.summarize(provider).secret !== null) return null
  const generated = generateTextSecret()
  await vault.setSecret(provider, generated, null)
  return generated
}

/**
 * Has a subscription made with a generated key. The key is kept before, as the first delivery may be faster than the answer; where nothing was
 * made, the secrets are as they were.
 *
 * @throws VaultClosedError, and whatever `make` throws.
 */
export async function withNewSigningKey<T>(
  vault: Vault,
  provider: TokenProviderId,
  now: () => number,
  make: (signingKey: string) => Promise<T>,
): Promise<T> {
  const [current, previous] = [currentOf(vault, provider), previousOf(vault, provider)]
  const generated = generateTextSecret()
  await vault.setSecret(provider, generated, current === null ? null : now() + overlapMs)
  try {
    return await make(generated)
  } catch (error) {
    await (current === null ? vault.removeSecret(provider) : vault.setSecret(provider, current, null))
    if (current !== null && previous !== null) await vault.setPreviousSecret(provider, previous.secret, previous.untilMs)
    throw error
  }
}

function currentOf(vault: Vault, provider: TokenProviderId): string | null {
  return vault.secretsFor(provider).find(({ key }) => key === 'current')?.secret ?? null
}

function previousOf(vault: Vault, provider: TokenProviderId): { readonly secret: string; readonly untilMs: number } | null {
  const secret = vault.secretsFor(provider).find(({ key }) => key === 'previous')?.secret
  const untilMs = vault.summarize(provider).previousSecret?.untilMs
  return secret === undefined || untilMs === undefined ? null : { secret, untilMs }
}

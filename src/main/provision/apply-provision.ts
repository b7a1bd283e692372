import { isDeepStrictEqual } from 'node:util'
import type { Provision, Settings, SettingsPatch } from '../../shared/settings.ts'
import { signingProviderIds } from '../../shared/words.ts'
import type { ChoosableScheme, SigningProviderId } from '../../shared/words.ts'
import { isTokenProvider, tokenNameOf } from '../pull/token-names.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { Vault } from '../vault/vault.ts'
import { ProvisionError } from './read-provision.ts'

/** What is set by a file, through the same doors as in the window. */
export interface ProvisionTarget {
  readonly vault: Vault
  readonly now: () => number
  settings(): Settings
  saveSettings(patch: SettingsPatch): Promise<void>
  providerSettings(provider: SigningProviderId): { readonly scheme: ChoosableScheme | null; readonly olderHeader: boolean }
  saveScheme(provider: SigningProviderId, scheme: ChoosableScheme): Promise<void>
  saveOlderHeader(accepted: boolean): Promise<void>
  /** Where Smart-Scheduler's API is; null: not said yet. */
  apiUrl(): string | null
  saveApiUrl(apiUrl: string): Promise<void>
  /** Null: the secret can be used with the scheme (null: the provider's first). Otherwise a sentence, without the secret. */
  refuseSecret(provider: SigningProviderId, scheme: ChoosableScheme | null, secret: string): string | null
}

type ProviderPart = NonNullable<NonNullable<Provision['providers']>[SigningProviderId]>

/**
 * Brings the desk to what the file says; what it does not mention stays. All of it is checked before anything is written, and what is as
 * it should be is not written again, so that applying a file twice changes nothing. Throws ProvisionError.
 */
export async function applyProvision(provision: Provision, target: ProvisionTarget): Promise<void> {
  const parts = signingProviderIds.flatMap((provider) => {
    const part: ProviderPart | undefined = provision.providers?.[provider]
    return part === undefined ? [] : [{ provider, part }]
  })
  for (const { provider, part } of parts) checkSecrets(provider, part, target)
  await applySettings(provision.settings ?? {}, target)
  try {
    for (const { provider, part } of parts) await applyProvider(provider, part, target)
  } catch (error) {
    if (!(error instanceof VaultClosedError)) throw error
    throw new ProvisionError(
      `The file has secrets, but there is no place to keep them (${vaultWords[target.vault.status().state]}). ` +
        'Set DESKBELL_VAULT_KEY, or start once without --provision and settle it in the window.',
      { cause: error },
    )
  }
}

const vaultWords = {
  ready: 'ready',
  choose: 'this system has no keyring',
  locked: 'they are locked with a passphrase',
  changed: 'the keyring that kept them is not here',
} as const

function checkSecrets(provider: SigningProviderId, part: ProviderPart, target: ProvisionTarget): void {
  const scheme = schemeOf(part) ?? target.providerSettings(provider).scheme
  const secrets = { signingSecret: part.signingSecret, 'previousSecret.secret': part.previousSecret?.secret }
  for (const [key, secret] of Object.entries(secrets)) {
    const refusal = secret === undefined ? null : target.refuseSecret(provider, scheme, secret)
    if (refusal !== null) throw new ProvisionError(`providers.${provider}.${key}: ${refusal}`)
  }
}

async function applySettings(wanted: SettingsPatch, target: ProvisionTarget): Promise<void> {
  const current: Record<string, unknown> = target.settings()
  const different = Object.entries(wanted).filter(([name, value]) => !isDeepStrictEqual(current[name], value))
  if (different.length > 0) await target.saveSettings(Object.fromEntries(different))
}

async function applyProvider(provider: SigningProviderId, part: ProviderPart, target: ProvisionTarget): Promise<void> {
  const current = target.providerSettings(provider)
  const scheme = schemeOf(part)
  if (scheme !== undefined && scheme !== current.scheme) await target.saveScheme(provider, scheme)
  if ('olderHeader' in part && part.olderHeader !== undefined && part.olderHeader !== current.olderHeader) {
    await target.saveOlderHeader(part.olderHeader)
  }
  if (part.signingSecret !== undefined) await target.vault.setSecret(provider, part.signingSecret, null)
  if ('apiUrl' in part && part.apiUrl !== undefined && part.apiUrl !== target.apiUrl()) await target.saveApiUrl(part.apiUrl)
  if ('apiToken' in part && part.apiToken !== undefined && isTokenProvider(provider)) {
    const name = tokenNameOf(provider)
    if (target.vault.credential(name)?.text !== part.apiToken) await target.vault.setCredential(name, part.apiToken)
  }
  const previous = part.previousSecret
  if (previous === undefined) return
  const untilMs = Date.parse(previous.until)
  if (untilMs > target.now()) await target.vault.setPreviousSecret(provider, previous.secret, untilMs)
}

function schemeOf(part: ProviderPart): ChoosableScheme | undefined {
  return 'scheme' in part ? part.scheme : undefined
}

import type { DeskStatus } from '../../shared/contract.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import type { RetiredSecret } from './retired.ts'

export type VaultStatus = DeskStatus['vault']

export interface UsableSecret {
  readonly key: 'current' | 'previous'
  readonly secret: string
}

/** What may be told of a provider's secrets. */
export interface SecretSummary {
  readonly secret: { readonly lastFour: string; readonly setAtMs: number } | null
  readonly previousSecret: { readonly lastFour: string; readonly untilMs: number } | null
  /** False: there is one, but it cannot be opened here and now. */
  readonly readable: boolean
}

/** A token or key that lets us ask a provider. */
export interface Credential {
  /** Null: it is there, and cannot be opened here and now. */
  readonly text: string | null
  readonly lastFour: string
  readonly setAtMs: number
}

/** What the vault sealed for somebody else to keep. */
export interface SealedText {
  /** Name of the backend that sealed it. */
  readonly backend: string
  readonly sealed: Uint8Array
}

export interface Vault {
  status(): VaultStatus
  /** Without the expired ones, current before previous; empty: the endpoint is closed. Read from memory. */
  secretsFor(provider: SigningProviderId): readonly UsableSecret[]
  summarize(provider: SigningProviderId): SecretSummary
  /**
   * Sets the current secret; the one it replaces still counts until `previousUntilMs` (null: not at all). Setting the secret that is
   * set already changes nothing. Throws VaultClosedError where there is no place to keep it. Durable on return, unless in memory.
   */
  setSecret(provider: SigningProviderId, secret: string, previousUntilMs: number | null): Promise<void>
  setPreviousSecret(provider: SigningProviderId, secret: string, untilMs: number): Promise<void>
  /** Removes the previous one too: nothing is accepted any more. */
  removeSecret(provider: SigningProviderId): Promise<void>
  removePreviousSecret(provider: SigningProviderId): Promise<void>
  /** Secrets that were replaced or removed within the last 90 days, as far as they can be opened; they verify nothing. Youngest first. */
  retiredFor(provider: SigningProviderId): readonly RetiredSecret[]
  /**
   * Makes a retired one the previous secret again, until then; null: the current one, for good. What it takes the place of retires.
   * @returns false: it is not there any more, or cannot be opened.
   */
  acceptRetired(provider: SigningProviderId, id: number, untilMs: number | null): Promise<boolean>
  forgetRetired(provider: SigningProviderId): Promise<void>
  /** Null: none of this name. Read from memory. */
  credential(name: string): Credential | null
  /** Takes the place of the one of this name. Throws VaultClosedError where there is no place to keep it. Durable on return, unless in memory. */
  setCredential(name: string, text: string): Promise<void>
  removeCredential(name: string): Promise<void>
  /** Seals what is kept outside of the store, bound to what it is about. Null: there is no place to keep anything that outlasts the desk. */
  seal(text: string, about: string): Promise<SealedText | null>
  /** Null: it was sealed with another key, or changed since. Throws VaultClosedError while the vault waits for its key. */
  unseal(sealed: SealedText, about: string): Promise<string | null>
  /** Throws VaultChoiceError while there is a place to keep secrets that outlasts the desk. */
  choose(choice: { readonly mode: 'passphrase'; readonly passphrase: string } | { readonly mode: 'memory' }): Promise<void>
  /** False: not the passphrase. */
  unlock(passphrase: string): Promise<boolean>
}

/** There is no place to keep a secret yet; `state` says why. */
export class VaultClosedError extends Error {
  readonly code = 'VAULT_CLOSED'
  override readonly name = 'VaultClosedError'
}

export class VaultChoiceError extends Error {
  readonly code = 'VAULT_CHOICE'
  override readonly name = 'VaultChoiceError'
}

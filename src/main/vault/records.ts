import type { SigningProviderId } from '../../shared/words.ts'

/** A signing secret as it lies in the store. */
export interface StoredSecret {
  readonly provider: SigningProviderId
  readonly slot: 'current' | 'previous'
  /** Name of the backend that sealed it. */
  readonly backend: string
  readonly sealed: Uint8Array
  readonly lastFour: string
  readonly setAtMs: number
  /** Until when a previous one still counts; null for the current one. */
  readonly untilMs: number | null
}

/** A secret that was replaced, as it lies in the store. It verifies nothing. */
export interface StoredRetired {
  readonly id: number
  readonly provider: SigningProviderId
  readonly backend: string
  readonly sealed: Uint8Array
  readonly lastFour: string
  readonly setAtMs: number
  readonly retiredAtMs: number
}

/** What a change does to those that were replaced. */
export interface RetiredChange {
  readonly retire: readonly Omit<StoredRetired, 'id'>[]
  /** Their ids. */
  readonly forget: readonly number[]
}

/** A token or key that lets us ask a provider, as it lies in the store. */
export interface StoredCredential {
  /** Such as `calendly token`; told nowhere but in here. */
  readonly name: string
  readonly backend: string
  readonly sealed: Uint8Array
  readonly lastFour: string
  readonly setAtMs: number
}

/** What the history of settings is told of a change: last four characters and dates, never a secret. */
export interface ToldChange {
  /** Such as `secret calendly`, `token cal-com`, `vault`. */
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** What the admin chose where the system has no keyring. */
export type VaultChoice =
  /** `check` is a known text sealed with the passphrase, base64: it tells a wrong passphrase from a right one. */
  { readonly mode: 'passphrase'; readonly check: string } | { readonly mode: 'memory' }

/** The vault's part of the store. Changes are durable once their promise settles. */
export interface VaultRecords {
  listSecrets(): StoredSecret[]
  /** Replaces all secrets of one provider, at once, and keeps those that retire. @returns the ids of `retire`, in its order. */
  replaceSecrets(
    provider: SigningProviderId,
    secrets: readonly StoredSecret[],
    change: RetiredChange,
    told: ToldChange,
  ): Promise<readonly number[]>
  listRetired(): StoredRetired[]
  listCredentials(): StoredCredential[]
  saveCredential(credential: StoredCredential, told: ToldChange): Promise<void>
  removeCredential(name: string, told: ToldChange): Promise<void>
  /** Of what is kept in memory only, the history alone is written. */
  tell(told: ToldChange): Promise<void>
  findChoice(): VaultChoice | null
  saveChoice(choice: VaultChoice, told: ToldChange): Promise<void>
}

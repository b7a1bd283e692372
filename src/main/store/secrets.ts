import type { SigningProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A signing secret as it lies on the disk: only the vault can read it. */
export interface SecretRow {
  readonly provider: SigningProviderId
  /** `previous` still counts while a secret is being replaced. */
  readonly slot: 'current' | 'previous'
  readonly ciphertext: Buffer
  /** What encrypted it; the vault's own word. */
  readonly backend: string
  readonly lastFour: string
  readonly setAtMs: number
  /** Until when it counts; null: until it is replaced. */
  readonly untilMs: number | null
  readonly lastUsedAtMs: number | null
}

export function listSecrets(db: ReadDb): SecretRow[] {
  return prepared<SecretRow>(
    db,
    `SELECT provider, slot, ciphertext, backend, last_four AS lastFour, set_at_ms AS setAtMs, until_ms AS untilMs, last_used_at_ms AS lastUsedAtMs
     FROM secrets ORDER BY provider, slot`,
  ).all()
}

/** Takes the place of what the slot held. */
export function saveSecret(db: WriteDb, secret: SecretRow): void {
  prepared(
    db,
    `INSERT OR REPLACE INTO secrets (provider, slot, ciphertext, backend, last_four, set_at_ms, until_ms, last_used_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    secret.provider,
    secret.slot,
    secret.ciphertext,
    secret.backend,
    secret.lastFour,
    secret.setAtMs,
    secret.untilMs,
    secret.lastUsedAtMs,
  )
}

/** @returns false: the slot was empty. */
export function removeSecret(db: WriteDb, provider: SigningProviderId, slot: SecretRow['slot']): boolean {
  return prepared(db, 'DELETE FROM secrets WHERE provider = ? AND slot = ?').run(provider, slot).changes === 1
}

/** Does nothing when the slot is empty: a secret that is held in memory only can be used too. */
export function markSecretUsed(db: WriteDb, provider: SigningProviderId, slot: SecretRow['slot'], usedAtMs: number): void {
  prepared(db, 'UPDATE secrets SET last_used_at_ms = ? WHERE provider = ? AND slot = ?').run(usedAtMs, provider, slot)
}

/** A token or key that lets us ask a provider, as it lies on the disk. */
export interface CredentialRow {
  readonly name: string
  readonly ciphertext: Buffer
  readonly backend: string
  readonly lastFour: string
  readonly setAtMs: number
}

export function listCredentials(db: ReadDb): CredentialRow[] {
  return prepared<CredentialRow>(
    db,
    'SELECT name, ciphertext, backend, last_four AS lastFour, set_at_ms AS setAtMs FROM credentials ORDER BY name',
  ).all()
}

/** Takes the place of the one of this name. */
export function saveCredential(db: WriteDb, { name, ciphertext, backend, lastFour, setAtMs }: CredentialRow): void {
  prepared(db, 'INSERT OR REPLACE INTO credentials (name, ciphertext, backend, last_four, set_at_ms) VALUES (?, ?, ?, ?, ?)').run(
    name,
    ciphertext,
    backend,
    lastFour,
    setAtMs,
  )
}

export function removeCredential(db: WriteDb, name: string): void {
  prepared(db, 'DELETE FROM credentials WHERE name = ?').run(name)
}

/** What the vault remembers beside the secrets; null: nothing under this name. */
export function findVaultValue(db: ReadDb, name: string): Buffer | null {
  return prepared<{ value: Buffer }>(db, 'SELECT value FROM vault_values WHERE name = ?').get(name)?.value ?? null
}

export function saveVaultValue(db: WriteDb, name: string, value: Buffer): void {
  prepared(db, 'INSERT OR REPLACE INTO vault_values (name, value) VALUES (?, ?)').run(name, value)
}

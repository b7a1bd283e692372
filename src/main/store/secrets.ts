import type { ProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A signing secret as it lies on the disk: only the vault can read it. */
export interface SecretRow {
  readonly provider: ProviderId
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
export function removeSecret(db: WriteDb, provider: ProviderId, slot: SecretRow['slot']): boolean {
  return prepared(db, 'DELETE FROM secrets WHERE provider = ? AND slot = ?').run(provider, slot).changes === 1
}

/** Does nothing when the slot is empty: a secret that is held in memory only can be used too. */
export function markSecretUsed(db: WriteDb, provider: ProviderId, slot: SecretRow['slot'], usedAtMs: number): void {
  prepared(db, 'UPDATE secrets SET last_used_at_ms = ? WHERE provider = ? AND slot = ?').run(usedAtMs, provider, slot)
}

/** What the vault remembers beside the secrets; null: nothing under this name. */
export function findVaultValue(db: ReadDb, name: string): Buffer | null {
  return prepared<{ value: Buffer }>(db, 'SELECT value FROM vault_values WHERE name = ?').get(name)?.value ?? null
}

export function saveVaultValue(db: WriteDb, name: string, value: Buffer): void {
  prepared(db, 'INSERT OR REPLACE INTO vault_values (name, value) VALUES (?, ?)').run(name, value)
}

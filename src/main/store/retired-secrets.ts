import type { SigningProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A secret that was replaced, as it lies on the disk: it verifies nothing, and explains who still signs with it. */
export interface RetiredSecretRow {
  readonly id: number
  readonly provider: SigningProviderId
  readonly ciphertext: Buffer
  readonly backend: string
  readonly lastFour: string
  readonly setAtMs: number
  readonly retiredAtMs: number
}

/** Youngest first. */
export function listRetiredSecrets(db: ReadDb): RetiredSecretRow[] {
  return prepared<RetiredSecretRow>(
    db,
    `SELECT id, provider, ciphertext, backend, last_four AS lastFour, set_at_ms AS setAtMs, retired_at_ms AS retiredAtMs
     FROM retired_secrets ORDER BY id DESC`,
  ).all()
}

/** @returns its id, never used twice. */
export function insertRetiredSecret(db: WriteDb, secret: Omit<RetiredSecretRow, 'id'>): number {
  const { provider, ciphertext, backend, lastFour, setAtMs, retiredAtMs } = secret
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO retired_secrets (provider, ciphertext, backend, last_four, set_at_ms, retired_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(provider, ciphertext, backend, lastFour, setAtMs, retiredAtMs)
  return Number(lastInsertRowid)
}

export function removeRetiredSecret(db: WriteDb, id: number): void {
  prepared(db, 'DELETE FROM retired_secrets WHERE id = ?').run(id)
}

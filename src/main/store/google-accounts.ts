import { z } from 'zod'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A Google account that somebody signed in with. Its refresh token is in the vault, as `google account <id>`. */
export interface GoogleAccountRow {
  readonly id: number
  /** In lower case. */
  readonly email: string
  readonly signedInAtMs: number
  /** When Google refused the refresh token; null: it has not since somebody signed in. */
  readonly refusedAtMs: number | null
}

const columns = 'id, email, signed_in_at_ms AS signedInAtMs, refused_at_ms AS refusedAtMs'

/** Without those that were signed out. */
export function listGoogleAccounts(db: ReadDb): GoogleAccountRow[] {
  return prepared<GoogleAccountRow>(db, `SELECT ${columns} FROM google_accounts WHERE signed_out_at_ms IS NULL ORDER BY id`).all()
}

/** Null: none, or it was signed out. */
export function findGoogleAccount(db: ReadDb, id: number): GoogleAccountRow | null {
  return prepared<GoogleAccountRow>(db, `SELECT ${columns} FROM google_accounts WHERE id = ? AND signed_out_at_ms IS NULL`).get(id) ?? null
}

/** The same address is the same account, whatever became of it before: its calendars and what was read from them go on. @returns its id. */
export function saveGoogleAccount(db: WriteDb, { email, nowMs }: { readonly email: string; readonly nowMs: number }): number {
  prepared(
    db,
    `INSERT INTO google_accounts (email, signed_in_at_ms) VALUES (?, ?)
     ON CONFLICT (email) DO UPDATE SET signed_in_at_ms = excluded.signed_in_at_ms, refused_at_ms = NULL, signed_out_at_ms = NULL`,
  ).run(email.toLowerCase(), nowMs)
  return prepared<{ id: number }>(db, 'SELECT id FROM google_accounts WHERE email = ?').get(email.toLowerCase())!.id
}

/** The first refusal counts until somebody signs in again. */
export function markGoogleAccountRefused(db: WriteDb, id: number, atMs: number): void {
  prepared(db, 'UPDATE google_accounts SET refused_at_ms = coalesce(refused_at_ms, ?) WHERE id = ?').run(atMs, id)
}

/** Its row stays: what was read names its calendars. */
export function markGoogleAccountSignedOut(db: WriteDb, id: number, atMs: number): void {
  prepared(db, 'UPDATE google_accounts SET signed_out_at_ms = ? WHERE id = ?').run(atMs, id)
}

const clientSchema = z.looseObject({ clientId: z.string() })

/** The office's own OAuth client; null: not entered yet. Its secret, if it has one, is in the vault, as `google client`. */
export function findGoogleClientId(db: ReadDb): string | null {
  const row = prepared<{ value: string }>(db, `SELECT value FROM connections WHERE provider = 'google-calendar'`).get()
  const parsed = row === undefined ? null : clientSchema.safeParse(JSON.parse(row.value))
  return parsed?.success ? parsed.data.clientId : null
}

export function saveGoogleClientId(db: WriteDb, clientId: string): void {
  prepared(db, `INSERT OR REPLACE INTO connections (provider, value) VALUES ('google-calendar', ?)`).run(JSON.stringify({ clientId }))
}

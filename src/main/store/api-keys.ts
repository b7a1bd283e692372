import type { Scope } from '../../shared/sharing-words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A key as it is kept: what recognises it, and not what it is. */
export interface ApiKeyRow {
  readonly id: number
  readonly name: string
  /** Its first characters. */
  readonly prefix: string
  /** 32 bytes. */
  readonly digest: Buffer
  readonly scopes: readonly Scope[]
  readonly createdAtMs: number
  readonly createdBy: string
  readonly expiresAtMs: number | null
  readonly revokedAtMs: number | null
  readonly revokedBy: string | null
  readonly lastUsedAtMs: number | null
}

const columns = `id, name, prefix, digest, scopes, created_at_ms AS createdAtMs, created_by AS createdBy, expires_at_ms AS expiresAtMs,
  revoked_at_ms AS revokedAtMs, revoked_by AS revokedBy, last_used_at_ms AS lastUsedAtMs`

type Stored = Omit<ApiKeyRow, 'scopes'> & { readonly scopes: string }
const rowOf = ({ scopes, ...row }: Stored): ApiKeyRow => ({ ...row, scopes: JSON.parse(scopes) as Scope[] })

/** Youngest first. */
export function listApiKeys(db: ReadDb): ApiKeyRow[] {
  return prepared<Stored>(db, `SELECT ${columns} FROM api_keys ORDER BY id DESC`).all().map(rowOf)
}

export function findApiKey(db: ReadDb, prefix: string): ApiKeyRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM api_keys WHERE prefix = ?`).get(prefix)
  return row ? rowOf(row) : null
}

/** @returns its id. */
export function insertApiKey(
  db: WriteDb,
  key: Pick<ApiKeyRow, 'name' | 'prefix' | 'digest' | 'scopes' | 'createdAtMs' | 'createdBy' | 'expiresAtMs'>,
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO api_keys (name, prefix, digest, scopes, created_at_ms, created_by, expires_at_ms)
     VALUES (@name, @prefix, @digest, @scopes, @createdAtMs, @createdBy, @expiresAtMs)`,
  ).run({ ...key, scopes: JSON.stringify(key.scopes) })
  return Number(lastInsertRowid)
}

/** Its tokens go with it. @returns null: there is none, or it was revoked already. */
export function revokeApiKey(
  db: WriteDb,
  { id, atMs, by }: { readonly id: number; readonly atMs: number; readonly by: string },
): Pick<ApiKeyRow, 'name' | 'prefix'> | null {
  const row = prepared<Pick<ApiKeyRow, 'name' | 'prefix'>>(
    db,
    'UPDATE api_keys SET revoked_at_ms = ?, revoked_by = ? WHERE id = ? AND revoked_at_ms IS NULL RETURNING name, prefix',
  ).get(atMs, by, id)
  if (!row) return null
  prepared(db, 'DELETE FROM access_tokens WHERE key_id = ?').run(id)
  return row
}

export function markApiKeyUsed(db: WriteDb, id: number, atMs: number): void {
  prepared(db, 'UPDATE api_keys SET last_used_at_ms = ? WHERE id = ?').run(atMs, id)
}

/** A token as it is kept. */
export interface AccessTokenRow {
  /** 32 bytes. */
  readonly digest: Buffer
  readonly keyId: number
  readonly scopes: readonly Scope[]
  readonly expiresAtMs: number
}

/** Those that have ended go with it. */
export function insertAccessToken(db: WriteDb, token: AccessTokenRow, nowMs: number): void {
  prepared(db, 'DELETE FROM access_tokens WHERE expires_at_ms <= ?').run(nowMs)
  prepared(db, 'INSERT INTO access_tokens (digest, key_id, scopes, expires_at_ms) VALUES (@digest, @keyId, @scopes, @expiresAtMs)').run({
    ...token,
    scopes: JSON.stringify(token.scopes),
  })
}

/** The token and the key that it was made with. */
export function findAccessToken(db: ReadDb, digest: Buffer): { readonly token: AccessTokenRow; readonly key: ApiKeyRow } | null {
  const token = prepared<Omit<AccessTokenRow, 'scopes'> & { scopes: string }>(
    db,
    'SELECT digest, key_id AS keyId, scopes, expires_at_ms AS expiresAtMs FROM access_tokens WHERE digest = ?',
  ).get(digest)
  const key = token && prepared<Stored>(db, `SELECT ${columns} FROM api_keys WHERE id = ?`).get(token.keyId)
  return key ? { token: { ...token, scopes: JSON.parse(token.scopes) as Scope[] }, key: rowOf(key) } : null
}

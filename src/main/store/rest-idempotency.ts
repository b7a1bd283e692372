import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** What a request asked for that named itself, and what came of it. */
export interface IdempotentRequest {
  readonly keyId: number
  /** SHA-256 of the name that the sender gave it, which may be anything: text. */
  readonly name: string
  /** 32 bytes. */
  readonly digest: Buffer
}

/** How long a request that comes again is known. */
export const idempotencyMs = 24 * 3_600_000

/** `other`: the name was used for another request. `gone`: what it was about was removed since. Null: it is new. */
export type Known = { readonly kind: 'other' | 'gone' } | { readonly kind: 'done'; readonly appointmentId: number }

export function findIdempotent(db: ReadDb, { keyId, name, digest }: IdempotentRequest, nowMs: number): Known | null {
  const row = prepared<{ digest: Buffer; answer: string }>(
    db,
    'SELECT request_sha256 AS digest, answer FROM idempotency_keys WHERE key_id = ? AND idempotency_key = ? AND at_ms > ?',
  ).get(keyId, name, nowMs - idempotencyMs)
  if (!row) return null
  if (row.digest.equals(goneDigest)) return { kind: 'gone' }
  if (!row.digest.equals(digest)) return { kind: 'other' }
  const { id } = JSON.parse(row.answer) as { id: number }
  return { kind: 'done', appointmentId: id }
}

/** In the job that does what was asked for. */
export function insertIdempotent(db: WriteDb, { keyId, name, digest }: IdempotentRequest, appointmentId: number, atMs: number): void {
  prepared(
    db,
    'INSERT OR REPLACE INTO idempotency_keys (key_id, idempotency_key, request_sha256, status, answer, at_ms) VALUES (?, ?, ?, 200, ?, ?)',
  ).run(keyId, name, digest, JSON.stringify({ id: appointmentId }), atMs)
}

/** At most `limit` that are too old to be repeated. @returns how many went. */
export function forgetIdempotent(db: WriteDb, nowMs: number, limit: number): number {
  return prepared(
    db,
    `DELETE FROM idempotency_keys WHERE (key_id, idempotency_key) IN
       (SELECT key_id, idempotency_key FROM idempotency_keys WHERE at_ms <= ? ORDER BY at_ms LIMIT ?)`,
  ).run(nowMs - idempotencyMs, limit).changes
}

/** What a trigger writes in the place of a request's digest once its appointment is gone: it must not be made again, and nothing told of it. */
const goneDigest = Buffer.alloc(32)

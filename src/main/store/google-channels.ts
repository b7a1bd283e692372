import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A watch channel: Google posts to its address when something in the calendar is new. */
export interface GoogleChannelRow {
  /** Ours, told to Google. */
  readonly id: string
  /** Our id of the calendar. */
  readonly calendarId: number
  readonly tokenSha256: Buffer
  readonly address: string
  /** Null: `watch` has not returned yet. */
  readonly resourceId: string | null
  readonly createdAtMs: number
  /** Null: `watch` has not returned yet. */
  readonly expiresAtMs: number | null
  readonly lastNotifiedAtMs: number | null
  /** Replaced or not wanted any more; kept until Google has confirmed the stop, or it has expired. */
  readonly retiredAtMs: number | null
}

const columns = `id, calendar_id AS calendarId, token_sha256 AS tokenSha256, address, resource_id AS resourceId, created_at_ms AS createdAtMs,
  expires_at_ms AS expiresAtMs, last_notified_at_ms AS lastNotifiedAtMs, retired_at_ms AS retiredAtMs`

export function listGoogleChannels(db: ReadDb): GoogleChannelRow[] {
  return prepared<GoogleChannelRow>(db, `SELECT ${columns} FROM google_channels ORDER BY created_at_ms, id`).all()
}

export function findGoogleChannel(db: ReadDb, id: string): GoogleChannelRow | null {
  return prepared<GoogleChannelRow>(db, `SELECT ${columns} FROM google_channels WHERE id = ?`).get(id) ?? null
}

export type NewGoogleChannel = Pick<GoogleChannelRow, 'id' | 'calendarId' | 'tokenSha256' | 'address' | 'createdAtMs'>

/** Before `watch` is called: the first notification can be faster than its answer. */
export function insertGoogleChannel(db: WriteDb, { id, calendarId, tokenSha256, address, createdAtMs }: NewGoogleChannel): void {
  prepared(db, 'INSERT INTO google_channels (id, calendar_id, token_sha256, address, created_at_ms) VALUES (?, ?, ?, ?, ?)').run(
    id,
    calendarId,
    tokenSha256,
    address,
    createdAtMs,
  )
}

export interface Watched {
  readonly resourceId: string
  readonly expiresAtMs: number
}

export function markChannelWatched(db: WriteDb, id: string, { resourceId, expiresAtMs }: Watched): void {
  prepared(db, 'UPDATE google_channels SET resource_id = ?, expires_at_ms = ? WHERE id = ?').run(resourceId, expiresAtMs, id)
}

/** @param watched what the notification says of the channel; kept where `watch` has not told it, for its answer may have got lost. */
export function markChannelNotified(
  db: WriteDb,
  id: string,
  { number, atMs, watched }: { readonly number: number; readonly atMs: number; readonly watched: Watched | null },
): void {
  prepared(
    db,
    `UPDATE google_channels SET last_number = max(last_number, ?), last_notified_at_ms = ?,
       resource_id = coalesce(resource_id, ?), expires_at_ms = coalesce(expires_at_ms, ?) WHERE id = ?`,
  ).run(number, atMs, watched?.resourceId ?? null, watched?.expiresAtMs ?? null, id)
}

export function markChannelRetired(db: WriteDb, id: string, atMs: number): void {
  prepared(db, 'UPDATE google_channels SET retired_at_ms = coalesce(retired_at_ms, ?) WHERE id = ?').run(atMs, id)
}

export function removeGoogleChannel(db: WriteDb, id: string): void {
  prepared(db, 'DELETE FROM google_channels WHERE id = ?').run(id)
}

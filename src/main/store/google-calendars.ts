import type { ReadOutcome } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** One calendar of a Google account. */
export interface GoogleCalendarRow {
  /** Ours. */
  readonly id: number
  readonly accountId: number
  /** Google's. */
  readonly calendarId: string
  readonly name: string
  /** IANA name; null: not known. */
  readonly timeZone: string | null
  readonly isPrimary: boolean
  readonly followed: boolean
  readonly hostId: number | null
  /** Of that host, for what is read. */
  readonly hostName: string | null
  readonly hostEmail: string | null
  /** Null: the next sync is a full one. */
  readonly syncToken: string | null
  /** The last sync that read all of it. */
  readonly fullAtMs: number | null
  /** The last sync that ended well. */
  readonly syncedAtMs: number | null
  /** Since then none has ended well; null: the last one did. */
  readonly failedAtMs: number | null
  /** Why. */
  readonly outcome: ReadOutcome | null
  /** Another account that is signed in, by its address, follows the same calendar; null: none does. */
  readonly followedThrough: string | null
}

type Row = Omit<GoogleCalendarRow, 'isPrimary' | 'followed'> & { readonly isPrimary: number; readonly followed: number }

const select = `SELECT c.id, c.account_id AS accountId, c.calendar_id AS calendarId, c.name, c.time_zone AS timeZone, c.is_primary AS isPrimary,
    c.followed, c.host_id AS hostId, coalesce(h.given_name, h.name) AS hostName, h.email AS hostEmail, c.sync_token AS syncToken, c.full_at_ms AS fullAtMs,
    c.synced_at_ms AS syncedAtMs, c.failed_at_ms AS failedAtMs, c.outcome,
    (SELECT o.email FROM google_calendars AS same JOIN google_accounts AS o ON o.id = same.account_id
     WHERE same.calendar_id = c.calendar_id AND same.id <> c.id AND same.followed = 1 AND o.signed_out_at_ms IS NULL LIMIT 1) AS followedThrough
  FROM google_calendars AS c JOIN google_accounts AS a ON a.id = c.account_id LEFT JOIN hosts AS h ON h.id = c.host_id
  WHERE a.signed_out_at_ms IS NULL`

const fromRow = ({ isPrimary, followed, ...row }: Row): GoogleCalendarRow => ({
  ...row,
  isPrimary: isPrimary === 1,
  followed: followed === 1,
})

/** Of all accounts that are signed in; the account's main one first. */
export function listGoogleCalendars(db: ReadDb): GoogleCalendarRow[] {
  return prepared<Row>(db, `${select} ORDER BY c.account_id, c.is_primary DESC, c.name, c.id`).all().map(fromRow)
}

/** Null: none, or its account was signed out. */
export function findGoogleCalendar(db: ReadDb, id: number): GoogleCalendarRow | null {
  const row = prepared<Row>(db, `${select} AND c.id = ?`).get(id)
  return row ? fromRow(row) : null
}

export interface ListedCalendar {
  readonly calendarId: string
  readonly name: string
  readonly timeZone: string | null
  readonly isPrimary: boolean
}

/** Takes over what Google lists for an account. What it does not list any more goes, unless something was read from it. */
export function saveGoogleCalendars(db: WriteDb, accountId: number, listed: readonly ListedCalendar[]): void {
  for (const { calendarId, name, timeZone, isPrimary } of listed)
    prepared(
      db,
      `INSERT INTO google_calendars (account_id, calendar_id, name, time_zone, is_primary) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (account_id, calendar_id) DO UPDATE SET name = excluded.name, is_primary = excluded.is_primary,
         time_zone = coalesce(time_zone, excluded.time_zone)`,
    ).run(accountId, calendarId, name, timeZone, isPrimary ? 1 : 0)
  prepared(
    db,
    `DELETE FROM google_calendars WHERE account_id = ? AND followed = 0 AND synced_at_ms IS NULL
       AND calendar_id NOT IN (SELECT value FROM json_each(?))`,
  ).run(accountId, JSON.stringify(listed.map(({ calendarId }) => calendarId)))
}

/**
 * Goes on in the row from which the same calendar was read through another account before: what was read belongs to that row, and would be
 * there twice otherwise.
 *
 * @param calendar followed through no other account.
 * @returns that row; null: nothing was read through another account, or something was through this one.
 */
export function takeOverCalendar(
  db: WriteDb,
  { id, accountId, calendarId, fullAtMs, isPrimary }: GoogleCalendarRow,
): Pick<GoogleCalendarRow, 'id' | 'hostId'> | null {
  if (fullAtMs !== null) return null
  const before = prepared<Pick<GoogleCalendarRow, 'id' | 'hostId'>>(
    db,
    `SELECT id, host_id AS hostId FROM google_calendars WHERE calendar_id = ? AND id <> ? AND full_at_ms IS NOT NULL
     ORDER BY synced_at_ms DESC LIMIT 1`,
  ).get(calendarId, id)
  if (before === undefined) return null
  prepared(db, 'DELETE FROM google_calendars WHERE id = ?').run(id)
  prepared(db, 'UPDATE google_calendars SET account_id = ?, is_primary = ?, sync_token = NULL WHERE id = ?').run(
    accountId,
    isPrimary ? 1 : 0,
    before.id,
  )
  return before
}

/** Another host is another appointment's holder, so everything is read anew then. */
export function saveFollowing(
  db: WriteDb,
  id: number,
  { followed, hostId }: { readonly followed: boolean; readonly hostId: number | null },
): void {
  prepared(
    db,
    'UPDATE google_calendars SET sync_token = CASE WHEN host_id IS @hostId THEN sync_token END, followed = @followed, host_id = @hostId WHERE id = @id',
  ).run({ id, hostId, followed: followed ? 1 : 0 })
}

/** The next sync begins from the start. */
export function forgetSyncToken(db: WriteDb, id: number): void {
  prepared(db, 'UPDATE google_calendars SET sync_token = NULL WHERE id = ?').run(id)
}

/** Another zone moves every event of a whole day, of which Google tells nothing: everything is read anew. */
export function saveCalendarZone(db: WriteDb, id: number, timeZone: string): void {
  prepared(db, 'UPDATE google_calendars SET time_zone = ?, sync_token = NULL WHERE id = ?').run(timeZone, id)
}

/** Everything up to the token is applied. Not kept where another host was chosen meanwhile: what was read before is to be read again. */
export function markCalendarSynced(
  db: WriteDb,
  { id, hostId }: Pick<GoogleCalendarRow, 'id' | 'hostId'>,
  { syncToken, wasFull, nowMs }: { readonly syncToken: string | null; readonly wasFull: boolean; readonly nowMs: number },
): void {
  prepared(
    db,
    `UPDATE google_calendars SET sync_token = CASE WHEN host_id IS @hostId THEN @syncToken END, synced_at_ms = @nowMs,
       full_at_ms = iif(@wasFull, @nowMs, full_at_ms), failed_at_ms = NULL, outcome = NULL
     WHERE id = @id`,
  ).run({ id, hostId, syncToken, nowMs, wasFull: wasFull ? 1 : 0 })
}

export function markCalendarFailed(
  db: WriteDb,
  id: number,
  { outcome, nowMs }: { readonly outcome: ReadOutcome; readonly nowMs: number },
): void {
  prepared(db, 'UPDATE google_calendars SET failed_at_ms = coalesce(failed_at_ms, ?), outcome = ? WHERE id = ?').run(nowMs, outcome, id)
}

/** Appointments read from a calendar that stand and end, or begin, after `fromMs`: by our external id. */
export function listStandingEvents(db: ReadDb, id: number, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string[] {
  return prepared<{ externalId: string }>(
    db,
    `SELECT external_id AS externalId FROM appointments
     WHERE source = 'google-calendar' AND origin = 'real' AND external_id >= ? AND external_id < ?
       AND status NOT IN ('cancelled', 'superseded') AND coalesce(end_ms, start_ms) > ? AND start_ms < ?`,
  )
    .all(`${id} `, `${id}!`, fromMs, toMs)
    .map(({ externalId }) => externalId)
}

import type { ProviderId, ReadCause, ReadOutcome } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'

/** One reading of a provider's API. */
export interface ReadingRow {
  readonly id: number
  readonly provider: ProviderId
  readonly cause: ReadCause
  /** Of Google: which calendar; null: the whole provider. */
  readonly calendarId: number | null
  /** The notification that asked for it. */
  readonly deliveryId: number | null
  readonly startedAtMs: number
  /** Null: under way, or cut off by the end of the app. */
  readonly endedAtMs: number | null
  readonly outcome: ReadOutcome | null
  /** Appointments of which something became different by it. */
  readonly changed: number
}

export type NewReading = Pick<ReadingRow, 'provider' | 'cause' | 'startedAtMs'> & Partial<Pick<ReadingRow, 'calendarId' | 'deliveryId'>>

const columns = `id, provider, cause, calendar_id AS calendarId, delivery_id AS deliveryId, started_at_ms AS startedAtMs,
  ended_at_ms AS endedAtMs, outcome, changed`

/** @returns its id. */
export function insertReading(db: WriteDb, { provider, cause, startedAtMs, calendarId = null, deliveryId = null }: NewReading): number {
  return Number(
    prepared(db, 'INSERT INTO readings (provider, cause, calendar_id, delivery_id, started_at_ms) VALUES (?, ?, ?, ?, ?)').run(
      provider,
      cause,
      calendarId,
      deliveryId,
      startedAtMs,
    ).lastInsertRowid,
  )
}

export function endReading(db: WriteDb, id: number, { outcome, endedAtMs }: { outcome: ReadOutcome; endedAtMs: number }): void {
  prepared(db, 'UPDATE readings SET outcome = ?, ended_at_ms = ? WHERE id = ?').run(outcome, endedAtMs, id)
}

export function countReadingChanges(db: WriteDb, id: number, changed: number): void {
  prepared(db, 'UPDATE readings SET changed = changed + ? WHERE id = ?').run(changed, id)
}

/** The newest one that has ended, of a provider or of one of Google's calendars; null: none has. */
export function findLastReading(db: ReadDb, provider: ProviderId, calendarId: number | null = null): ReadingRow | null {
  return (
    prepared<ReadingRow>(
      db,
      `SELECT ${columns} FROM readings WHERE provider = ? AND (? IS NULL OR calendar_id = ?) AND ended_at_ms IS NOT NULL ORDER BY id DESC LIMIT 1`,
    ).get(provider, calendarId, calendarId) ?? null
  )
}

/** Null: it was pruned. */
export function findReading(db: ReadDb, id: number): ReadingRow | null {
  return prepared<ReadingRow>(db, `SELECT ${columns} FROM readings WHERE id = ?`).get(id) ?? null
}

/** Readings that changed nothing are kept for a while, the others as long as the history names them. */
export function pruneReadings(db: WriteDb, beforeMs: number): void {
  prepared(db, 'DELETE FROM readings WHERE changed = 0 AND ended_at_ms < ?').run(beforeMs)
}

/** Appointments of which something became different by a provider's readings after this one. */
export function countChangesSince(db: ReadDb, provider: ProviderId, readingId: number): number {
  return scalar<number>(db, 'SELECT coalesce(sum(changed), 0) FROM readings WHERE provider = ? AND id > ?', provider, readingId)
}

/** The id of the reading that began last; 0: none ever did. */
export function findNewestReadingId(db: ReadDb): number {
  return scalar<number>(db, 'SELECT coalesce(max(id), 0) FROM readings')
}

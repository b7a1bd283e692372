import type { Gap, Recovery } from '../../shared/contract/away.ts'
import type { GapReason, ProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { countGapChanges } from './gap-changes.ts'

interface GapRow {
  readonly id: number
  readonly reason: GapReason
  readonly fromMs: number
  readonly toMs: number | null
  readonly dismissedAtMs: number | null
}

/** What is kept of a recovery beside its provider. */
type KeptRecovery = Omit<Recovery, 'provider'>

const columns = 'id, reason, from_ms AS fromMs, to_ms AS toMs, dismissed_at_ms AS dismissedAtMs'

/** @param toMs null: it goes on. @returns its id. */
export function insertGap(
  db: WriteDb,
  { reason, fromMs, toMs }: { readonly reason: GapReason; readonly fromMs: number; readonly toMs: number | null },
): number {
  return Number(prepared(db, 'INSERT INTO gaps (reason, from_ms, to_ms) VALUES (?, ?, ?)').run(reason, fromMs, toMs).lastInsertRowid)
}

/** Ends those of the reasons that go on. @returns the ids of those that were ended. */
export function endGaps(db: WriteDb, reasons: readonly GapReason[], toMs: number): number[] {
  return prepared<{ id: number }>(
    db,
    // A clock that was set back meanwhile makes no gap that ends before it began.
    `UPDATE gaps SET to_ms = max(from_ms, ?) WHERE to_ms IS NULL AND reason IN (SELECT value FROM json_each(?)) RETURNING id`,
  )
    .all(toMs, JSON.stringify(reasons))
    .map(({ id }) => id)
}

/** Since when a gap of this reason goes on; null: none does. */
export function findOpenGap(db: ReadDb, reason: GapReason): { readonly id: number; readonly fromMs: number } | null {
  return (
    prepared<{ id: number; fromMs: number }>(db, 'SELECT id, from_ms AS fromMs FROM gaps WHERE to_ms IS NULL AND reason = ?').get(reason) ??
    null
  )
}

/** Newest first; those that are over and lasted less than `shortestMs` are left out. */
export function listGaps(db: ReadDb, { limit, shortestMs }: { readonly limit: number; readonly shortestMs: number }): Gap[] {
  return prepared<GapRow>(
    db,
    `SELECT ${columns} FROM gaps WHERE to_ms IS NULL OR to_ms - from_ms >= ? ORDER BY from_ms DESC, id DESC LIMIT ?`,
  )
    .all(shortestMs, limit)
    .map((row) => gapOf(db, row))
}

/** Those that are over, lasted `shortestMs` and more, ended since then and were not dismissed, newest first. */
export function listUndismissedGaps(db: ReadDb, { sinceMs, shortestMs }: { readonly sinceMs: number; readonly shortestMs: number }): Gap[] {
  return prepared<GapRow>(
    db,
    `SELECT ${columns} FROM gaps WHERE to_ms >= ? AND to_ms - from_ms >= ? AND dismissed_at_ms IS NULL ORDER BY from_ms DESC, id DESC LIMIT 50`,
  )
    .all(sinceMs, shortestMs)
    .map((row) => gapOf(db, row))
}

/** Dismisses it and all that began before: what is said of the newest one was the last word. */
export function dismissGaps(db: WriteDb, id: number, atMs: number): void {
  prepared(
    db,
    `UPDATE gaps SET dismissed_at_ms = ?
     WHERE dismissed_at_ms IS NULL AND to_ms IS NOT NULL AND from_ms <= (SELECT from_ms FROM gaps WHERE id = ?)`,
  ).run(atMs, id)
}

/** Takes the place of what was kept of this provider. */
export function saveRecovery(db: WriteDb, gapId: number, { provider, ...kept }: Recovery, readingId: number | null): void {
  prepared(
    db,
    `INSERT INTO gap_recoveries (gap_id, provider, reading_id, value) VALUES (?, ?, ?, ?)
     ON CONFLICT (gap_id, provider) DO UPDATE SET reading_id = excluded.reading_id, value = excluded.value`,
  ).run(gapId, provider, readingId, JSON.stringify(kept satisfies KeptRecovery))
}

/** A gap that was not made up for with one provider yet. */
export interface OwedGap {
  readonly gapId: number
  readonly fromMs: number
  readonly recovery: Recovery
}

/** Oldest first: those that ended since then. */
export function listOwedGaps(db: ReadDb, provider: ProviderId, sinceMs: number): OwedGap[] {
  return prepared<{ gapId: number; fromMs: number; value: string }>(
    db,
    `SELECT g.id AS gapId, g.from_ms AS fromMs, r.value FROM gaps AS g JOIN gap_recoveries AS r ON r.gap_id = g.id
     WHERE r.provider = ? AND g.to_ms >= ? AND coalesce(r.value ->> '$.outcome', '') NOT IN ('done', 'not-offered') ORDER BY g.from_ms`,
  )
    .all(provider, sinceMs)
    .map(({ gapId, fromMs, value }) => ({ gapId, fromMs, recovery: recoveryOf(provider, value) }))
}

/** Notes that the provider's readings after `afterId` made up for the gap, those that changed nothing left out. */
export function insertGapReadings(db: WriteDb, gapId: number, provider: ProviderId, afterId: number): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO gap_readings (gap_id, reading_id)
     SELECT ?, id FROM readings WHERE provider = ? AND id > ? AND changed > 0`,
  ).run(gapId, provider, afterId)
}

function gapOf(db: ReadDb, { dismissedAtMs, ...row }: GapRow): Gap {
  const recoveries = prepared<{ provider: ProviderId; value: string }>(
    db,
    'SELECT provider, value FROM gap_recoveries WHERE gap_id = ? ORDER BY provider',
  ).all(row.id)
  return {
    ...row,
    changed: countGapChanges(db, row.id),
    recoveries: recoveries.map(({ provider, value }) => recoveryOf(provider, value)),
    isDismissed: dismissedAtMs !== null,
  }
}

const unknown: KeptRecovery = { outcome: null, changed: 0, subscription: null, wasDisabled: false }

function recoveryOf(provider: ProviderId, value: string): Recovery {
  return { provider, ...unknown, ...(JSON.parse(value) as KeptRecovery) }
}

import type { Import, ImportCounts } from '../../shared/contract/imports.ts'
import type { ImportState } from '../../shared/import-words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

const dayMs = 24 * 3_600_000
/** As long an import can be taken back, and its rows are kept. */
export const undoableMs = 30 * dayMs

export type RowOutcome = 'waiting' | 'created' | 'updated' | 'same' | 'refused' | 'taken-back' | 'kept'

export interface NewImport extends Pick<Import, 'fileName' | 'format' | 'kind' | 'actor' | 'startedAtMs'> {
  /** Team members who are made known by it. */
  readonly hostIds: readonly number[]
}

/** An import whose rows are still being noted: it does not count before `markImport` says `running`. @returns its id. */
export function insertImport(db: WriteDb, { fileName, format, kind, actor, startedAtMs, hostIds }: NewImport): number {
  return Number(
    prepared(
      db,
      `INSERT INTO imports (file_name, format, kind, actor, started_at_ms, state, counts, host_ids) VALUES (?, ?, ?, ?, ?, 'preparing', '{}', ?)`,
    ).run(fileName, format, kind, actor, startedAtMs, JSON.stringify(hostIds)).lastInsertRowid,
  )
}

export function insertImportRows(db: WriteDb, importId: number, rows: readonly { readonly row: number; readonly payload: object }[]): void {
  const insert = prepared(db, `INSERT INTO import_rows (import_id, row, payload, outcome) VALUES (?, ?, ?, 'waiting')`)
  for (const { row, payload } of rows) insert.run(importId, row, JSON.stringify(payload))
}

export interface WaitingRow {
  readonly id: number
  readonly row: number
  /** JSON, as it was inserted. */
  readonly payload: string
}

/** In the file's order. */
export function listWaitingRows(db: ReadDb, importId: number, limit: number): WaitingRow[] {
  return prepared<WaitingRow>(
    db,
    `SELECT id, row, payload FROM import_rows WHERE import_id = ? AND outcome = 'waiting' AND payload IS NOT NULL ORDER BY id LIMIT ?`,
  ).all(importId, limit)
}

export interface EndedRow {
  readonly outcome: RowOutcome
  readonly appointmentId?: number | null
  /** By which it is taken back. */
  readonly gestureId?: string | null
  /** Who was made known by it. */
  readonly clientId?: number | null
}

/** What became of a row. What stood in it goes: the appointment and the client have it now. */
export function endImportRow(
  db: WriteDb,
  id: number,
  { outcome, appointmentId = null, gestureId = null, clientId = null }: EndedRow,
): void {
  const { changes } = prepared(
    db,
    `UPDATE import_rows SET payload = NULL, outcome = ?, appointment_id = ?, gesture_id = ?, client_id = ?,
       desk_entry_id = (SELECT coalesce(max(id), 0) FROM desk_history) WHERE id = ?`,
  ).run(outcome, appointmentId, gestureId, clientId, id)
  if (changes !== 1) throw new StoreInvariantError(`endImportRow(${id}): expected 1 changed row, got ${changes}`)
}

/** Its state, with how many rows there are of each kind by now. */
export function markImport(db: WriteDb, id: number, state: ImportState, atMs: number): void {
  const counts = JSON.stringify(countRows(db, id))
  prepared(
    db,
    `UPDATE imports SET state = @state, counts = @counts, ended_at_ms = CASE WHEN @state IN ('done', 'stopped') THEN @atMs ELSE ended_at_ms END WHERE id = @id`,
  ).run({ id, state, counts, atMs })
}

export function markImportUndone(db: WriteDb, id: number, { actor, atMs }: { readonly actor: string; readonly atMs: number }): void {
  prepared(db, `UPDATE imports SET state = 'undone', counts = ?, undone_at_ms = ?, undone_by = ? WHERE id = ?`).run(
    JSON.stringify(countRows(db, id)),
    atMs,
    actor,
    id,
  )
}

export function countRows(db: ReadDb, id: number): ImportCounts {
  const rows = prepared<{ outcome: RowOutcome; count: number }>(
    db,
    'SELECT outcome, count(*) AS count FROM import_rows WHERE import_id = ? GROUP BY outcome',
  ).all(id)
  const of = (outcome: RowOutcome): number => rows.find((row) => row.outcome === outcome)?.count ?? 0
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    created: of('created'),
    updated: of('updated'),
    same: of('same'),
    refused: of('refused'),
    waiting: of('waiting'),
    takenBack: of('taken-back'),
    kept: of('kept'),
  }
}

interface StoredImport extends Omit<Import, 'counts' | 'undoUntilMs'> {
  readonly counts: string
  readonly forgottenAtMs: number | null
}

const selectSql = `SELECT id, file_name AS fileName, format, kind, actor, started_at_ms AS startedAtMs, state, ended_at_ms AS endedAtMs,
  undone_at_ms AS undoneAtMs, undone_by AS undoneBy, counts, forgotten_at_ms AS forgottenAtMs FROM imports WHERE state <> 'preparing'`
const mostListed = 200

/** Youngest first. */
export function listImports(db: ReadDb, nowMs: number): Import[] {
  return prepared<StoredImport>(db, `${selectSql} ORDER BY id DESC LIMIT ${mostListed}`)
    .all()
    .map((stored) => importOf(db, stored, nowMs))
}

export function findImport(db: ReadDb, id: number, nowMs: number): Import | null {
  const stored = prepared<StoredImport>(db, `${selectSql} AND id = ?`).get(id)
  return stored ? importOf(db, stored, nowMs) : null
}

function importOf(db: ReadDb, { counts, forgottenAtMs, ...stored }: StoredImport, nowMs: number): Import {
  const untilMs = stored.startedAtMs + undoableMs
  const isGoing = stored.state === 'running' || stored.state === 'undoing'
  return {
    ...stored,
    // What was saved was counted by countRows.
    counts: isGoing ? countRows(db, stored.id) : (JSON.parse(counts) as ImportCounts),
    undoUntilMs: forgottenAtMs !== null || stored.undoneAtMs !== null || nowMs >= untilMs ? null : untilMs,
  }
}

/**
 * What the desk was at when it ended: an import that was being written, or taken back, is stopped and can be gone on with. One whose rows
 * were still being noted had written nothing but team members.
 *
 * @returns those of the second kind.
 */
export function stopCutOffImports(db: WriteDb, atMs: number): number[] {
  const going = prepared<{ id: number }>(db, `SELECT id FROM imports WHERE state IN ('running', 'undoing')`).all()
  for (const { id } of going) markImport(db, id, 'stopped', atMs)
  return prepared<{ id: number }>(db, `SELECT id FROM imports WHERE state = 'preparing'`)
    .all()
    .map(({ id }) => id)
}

export function removeImport(db: WriteDb, id: number): void {
  prepared(db, 'DELETE FROM imports WHERE id = ?').run(id)
}

const longestMs = 24 * 3_600_000
const assumedMs = 30 * 60_000

interface TakenSlot {
  readonly hostId: number
  readonly startMs: number
  readonly endMs: number
  /** Of the manual appointment that does not stand in its own way. */
  readonly externalId: string
}

/** How many other appointments of the host stand and share a moment with the slot. The same as `listOverlapping`, for thousands of rows. */
export function countOverlapping(db: ReadDb, slot: TakenSlot): number {
  return (
    prepared<{ count: number }>(
      db,
      `SELECT count(*) AS count FROM appointments WHERE start_ms > @startMs - ${longestMs} AND start_ms < @endMs AND start_ms IS NOT NULL
         AND coalesce(end_ms, start_ms + ${assumedMs}) > @startMs AND status IN ('pending', 'scheduled', 'arrived') AND origin = 'real'
         AND led_by IS NULL AND NOT (source = 'manual' AND external_id = @externalId)
         AND EXISTS (SELECT 1 FROM json_each(host_ids) WHERE value = @hostId)`,
    ).get(slot)?.count ?? 0
  )
}

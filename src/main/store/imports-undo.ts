import { familyOf } from './clients-search.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { forgetClients, idsOf, sayGone, type Forgetting } from './forget.ts'
import type { RowOutcome } from './imports.ts'

export interface UndoableRow {
  readonly id: number
  readonly appointmentId: number
  readonly gestureId: string
  /** Somebody, or another source, changed it since. */
  readonly isChanged: 0 | 1
}

/** Rows whose appointments stand as the import left them, or were changed since; the last ones first. */
export function listUndoableRows(db: ReadDb, importId: number, limit: number): UndoableRow[] {
  return prepared<UndoableRow>(
    db,
    `SELECT r.id, r.appointment_id AS appointmentId, r.gesture_id AS gestureId, EXISTS (
         SELECT 1 FROM appointment_history AS h WHERE h.appointment_id = r.appointment_id AND h.gesture_id IS NOT r.gesture_id
           AND h.id > (SELECT max(id) FROM appointment_history AS own WHERE own.appointment_id = r.appointment_id AND own.gesture_id = r.gesture_id)
       ) AS isChanged
     FROM import_rows AS r WHERE r.import_id = ? AND r.outcome IN ('created', 'updated') AND r.appointment_id IS NOT NULL AND r.gesture_id IS NOT NULL
     ORDER BY r.id DESC LIMIT ?`,
  ).all(importId, limit)
}

/** What was to be written of it will not be any more. @returns how many rows. */
export function dropWaitingRows(db: WriteDb, importId: number, limit: number): number {
  return prepared(
    db,
    `DELETE FROM import_rows WHERE id IN (SELECT id FROM import_rows WHERE import_id = ? AND outcome = 'waiting' LIMIT ?)`,
  ).run(importId, limit).changes
}

export function markImportRow(db: WriteDb, id: number, outcome: RowOutcome): void {
  prepared(db, 'UPDATE import_rows SET outcome = ?, payload = NULL WHERE id = ?').run(outcome, id)
}

interface MadeClient {
  readonly rowId: number
  readonly clientId: number
  readonly outcome: RowOutcome
  readonly isNeeded: 0 | 1
}

/**
 * Takes clients away who were made known by the import, and to whom nothing else refers: no appointment, no form, no merge, and nobody did
 * anything with them since.
 *
 * @returns how many rows were looked at; 0: there are no more.
 */
export function removeMadeClients(db: WriteDb, importId: number, limit: number, doing: Forgetting): number {
  const made = prepared<MadeClient>(
    db,
    `SELECT r.id AS rowId, r.client_id AS clientId, r.outcome,
       EXISTS (SELECT 1 FROM appointments WHERE client_id = r.client_id AND client_id IS NOT NULL)
       OR EXISTS (SELECT 1 FROM leads WHERE client_id = r.client_id)
       OR EXISTS (SELECT 1 FROM clients AS c WHERE c.id = r.client_id AND c.merged_into IS NOT NULL)
       OR EXISTS (SELECT 1 FROM clients AS o WHERE o.merged_into = r.client_id AND o.merged_into IS NOT NULL)
       OR EXISTS (SELECT 1 FROM desk_history WHERE subject = 'client' AND subject_id = r.client_id AND id > r.desk_entry_id) AS isNeeded
     FROM import_rows AS r WHERE r.import_id = ? AND r.client_id IS NOT NULL AND r.desk_entry_id IS NOT NULL ORDER BY r.id DESC LIMIT ?`,
  ).all(importId, limit)
  for (const { rowId, clientId, outcome, isNeeded } of made) {
    if (isNeeded === 0) forgetClients(db, familyOf(db, clientId), doing)
    const next = outcome === 'created' ? (isNeeded === 1 ? 'kept' : 'taken-back') : outcome
    // Looked at: a second look would find the same.
    prepared(db, 'UPDATE import_rows SET outcome = ?, desk_entry_id = NULL WHERE id = ?').run(next, rowId)
  }
  return made.length
}

/** Takes team members away who were made known by the import, whom nobody changed and no appointment and no calendar names. */
export function removeMadeHosts(db: WriteDb, importId: number, doing: Forgetting): void {
  const ids = idsOf(
    db,
    `SELECT made.value AS id FROM imports, json_each(imports.host_ids) AS made WHERE imports.id = ?
       AND NOT EXISTS (SELECT 1 FROM google_calendars WHERE host_id = made.value)
       AND NOT EXISTS (SELECT 1 FROM desk_history WHERE subject = 'host' AND subject_id = made.value AND kind <> 'created')
       AND NOT EXISTS (SELECT 1 FROM appointments, json_each(appointments.host_ids) AS own WHERE own.value = made.value)`,
    importId,
  )
  if (ids.length === 0) return
  const all = JSON.stringify(ids)
  const entries = idsOf(db, `SELECT id FROM desk_history WHERE subject = 'host' AND subject_id IN (SELECT value FROM json_each(?))`, all)
  prepared(db, 'DELETE FROM hosts WHERE id IN (SELECT value FROM json_each(?))').run(all)
  sayGone(db, { kind: 'desk', ids: entries, what: 'rows' }, doing)
}

/** What stayed when the import was taken back. */
export function listKeptRows(db: ReadDb, importId: number): KeptRow[] {
  return prepared<KeptRow>(
    db,
    `SELECT r.row, r.appointment_id AS appointmentId, coalesce(a.client_id, r.client_id) AS clientId,
       coalesce(a.client_label, a.title, c.given_name, c.name, c.email) AS label, a.start_ms AS startMs
     FROM import_rows AS r LEFT JOIN appointments AS a ON a.id = r.appointment_id LEFT JOIN clients AS c ON c.id = r.client_id
     WHERE r.import_id = ? AND r.outcome = 'kept' ORDER BY r.row LIMIT 500`,
  ).all(importId)
}

export interface KeptRow {
  readonly row: number
  readonly appointmentId: number | null
  readonly clientId: number | null
  readonly label: string | null
  readonly startMs: number | null
}

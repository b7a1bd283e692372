import { prepared, type WriteDb } from './db.ts'
import { forgetAppointments, idsOf, restageAll } from './forget.ts'
import type { Matcher } from './identity.ts'
import { undoableMs } from './imports.ts'

/** Long enough for whoever listens to events to hear that it was taken back. */
const emptyShellMs = 24 * 3_600_000

/**
 * One small step of forgetting: what is left of appointments a day after their import was taken back, which is shown nowhere; the rows of
 * imports that are too old to be taken back; and imports that are older than the log.
 *
 * @returns how much went; 0: nothing is due.
 */
export function forgetImports(
  db: WriteDb,
  { beforeMs, limit, atMs }: { readonly beforeMs: number; readonly limit: number; readonly atMs: number },
): number {
  const shells = idsOf(
    db,
    `SELECT a.id FROM imports AS i JOIN import_rows AS r ON r.import_id = i.id AND r.outcome = 'taken-back' AND r.appointment_id IS NOT NULL
       JOIN appointments AS a ON a.id = r.appointment_id
     WHERE i.undone_at_ms < ? AND a.start_ms IS NULL AND a.status = 'cancelled' AND a.client_id IS NULL LIMIT ?`,
    atMs - emptyShellMs,
    limit,
  )
  if (shells.length > 0) {
    restageAll(db, forgetAppointments(db, shells, { atMs, why: 'retention' }))
    return shells.length
  }
  const rows = prepared(
    db,
    `DELETE FROM import_rows WHERE id IN (SELECT r.id FROM imports AS i JOIN import_rows AS r ON r.import_id = i.id
       WHERE i.started_at_ms < ? AND i.forgotten_at_ms IS NULL LIMIT ?)`,
  ).run(atMs - undoableMs, limit).changes
  if (rows > 0) return rows
  prepared(db, 'UPDATE imports SET forgotten_at_ms = ? WHERE started_at_ms < ? AND forgotten_at_ms IS NULL').run(atMs, atMs - undoableMs)
  return prepared(
    db,
    'DELETE FROM imports WHERE id IN (SELECT id FROM imports WHERE started_at_ms < ? AND forgotten_at_ms IS NOT NULL LIMIT ?)',
  ).run(beforeMs, limit).changes
}

/** Rows that wait to be written and are about the person go, and files are called what they were without the person's name. */
export function eraseFromImports(db: WriteDb, matcher: Matcher): void {
  const waiting = prepared<{ id: number; text: string }>(
    db,
    'SELECT id, payload AS text FROM import_rows WHERE payload IS NOT NULL',
  ).iterate()
  const theirs = [...waiting].filter(({ text }) => matcher.find(text) !== null).map(({ id }) => id)
  prepared(db, 'DELETE FROM import_rows WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(theirs))
  const files = prepared<{ id: number; fileName: string }>(db, 'SELECT id, file_name AS fileName FROM imports').all()
  for (const { id, fileName } of files) {
    const redacted = matcher.redact(fileName)
    if (redacted !== fileName) prepared(db, 'UPDATE imports SET file_name = ? WHERE id = ?').run(redacted, id)
  }
}

import type { WriteBack } from '../../shared/appointment.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'
import { findNewestHistoryId } from './newest-history.ts'

export interface WriteBackRow {
  readonly id: number
  readonly appointmentId: number
  readonly provider: TokenProviderId
  readonly what: WriteBack['what']
  /** How often it was tried without success. */
  readonly attempts: number
  readonly dueAtMs: number
  /** Null: under way. */
  readonly outcome: WriteBack['outcome']
}

const columns = 'id, appointment_id AS appointmentId, provider, what, attempts, due_at_ms AS dueAtMs, outcome'

/** As the drawer shows them, newest first. */
export function listWriteBacks(db: ReadDb, appointmentId: number): WriteBack[] {
  return prepared<WriteBack>(
    db,
    `SELECT id, provider, what, asked_at_ms AS askedAtMs, attempts, outcome, ended_at_ms AS endedAtMs,
       iif(ended_at_ms IS NULL, due_at_ms, NULL) AS nextTryAtMs, detail
     FROM write_backs WHERE appointment_id = ? ORDER BY id DESC`,
  ).all(appointmentId)
}

/** All of one appointment, oldest first. */
export function listWriteBackRows(db: ReadDb, appointmentId: number): WriteBackRow[] {
  return prepared<WriteBackRow>(db, `SELECT ${columns} FROM write_backs WHERE appointment_id = ? ORDER BY id`).all(appointmentId)
}

/** Those that are to be tried now; what was asked for first comes first. */
export function listDueWriteBacks(db: ReadDb, nowMs: number, limit: number): WriteBackRow[] {
  return prepared<WriteBackRow>(
    db,
    `SELECT ${columns} FROM write_backs WHERE ended_at_ms IS NULL AND due_at_ms <= ? ORDER BY due_at_ms, id LIMIT ?`,
  ).all(nowMs, limit)
}

/** When the next one is to be tried; null: nothing waits. */
export function findNextWriteBackMs(db: ReadDb): number | null {
  return scalar<number | null>(db, 'SELECT min(due_at_ms) FROM write_backs WHERE ended_at_ms IS NULL')
}

export interface NewWriteBack {
  readonly appointmentId: number
  readonly provider: TokenProviderId
  readonly what: WriteBack['what']
  readonly gestureId: string | null
  readonly actor: string
  readonly askedAtMs: number
  readonly dueAtMs: number
}

export function insertWriteBack(db: WriteDb, { appointmentId, provider, what, gestureId, actor, askedAtMs, dueAtMs }: NewWriteBack): void {
  prepared(
    db,
    'INSERT INTO write_backs (appointment_id, provider, what, gesture_id, actor, asked_at_ms, due_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(appointmentId, provider, what, gestureId, actor, askedAtMs, dueAtMs)
}

/** @param detail the provider's status code and its word for it; null: nothing to say. */
export function endWriteBack(
  db: WriteDb,
  id: number,
  {
    outcome,
    endedAtMs,
    detail,
  }: { readonly outcome: NonNullable<WriteBack['outcome']>; readonly endedAtMs: number; readonly detail: string | null },
): void {
  mustChange(
    prepared(db, 'UPDATE write_backs SET outcome = ?, ended_at_ms = ?, detail = ? WHERE id = ? AND ended_at_ms IS NULL').run(
      outcome,
      endedAtMs,
      detail,
      id,
    ).changes,
    `endWriteBack(${id})`,
  )
}

/** After an attempt that may go well another time, or that could not be made. */
export function postponeWriteBack(
  db: WriteDb,
  id: number,
  { dueAtMs, attempts, detail }: { readonly dueAtMs: number; readonly attempts: number; readonly detail: string | null },
): void {
  mustChange(
    prepared(db, 'UPDATE write_backs SET due_at_ms = ?, attempts = ?, detail = ? WHERE id = ? AND ended_at_ms IS NULL').run(
      dueAtMs,
      attempts,
      detail,
      id,
    ).changes,
    `postponeWriteBack(${id})`,
  )
}

function mustChange(changes: number, what: string): void {
  if (changes !== 1) throw new StoreInvariantError(`${what}: expected 1 changed row, got ${changes}`)
}

/** What was done at the desk with an appointment of a provider. */
export interface Gesture {
  readonly historyId: number
  readonly appointmentId: number
  readonly provider: TokenProviderId
  readonly gestureId: string | null
  readonly actor: string
  readonly atMs: number
}

/** What was done at the desk with real appointments of these providers since the mark, oldest first. */
export function listUnseenGestures(db: ReadDb, providers: readonly TokenProviderId[], limit: number): Gesture[] {
  return prepared<Gesture>(
    db,
    `SELECT h.id AS historyId, a.id AS appointmentId, a.source AS provider, h.gesture_id AS gestureId, h.actor AS actor, h.at_ms AS atMs
     FROM appointment_history AS h CROSS JOIN appointments AS a ON a.id = h.appointment_id
     WHERE h.id > (SELECT history_id FROM write_back_mark) AND h.actor IS NOT NULL AND a.origin = 'real'
       AND a.source IN (SELECT value FROM json_each(?))
     ORDER BY h.id LIMIT ?`,
  ).all(JSON.stringify(providers), limit)
}

/** How many lines of history came since the mark. */
export function countSinceWriteBackMark(db: ReadDb): number {
  return findNewestHistoryId(db) - scalar<number>(db, 'SELECT history_id FROM write_back_mark')
}

/** Never back. */
export function moveWriteBackMark(db: WriteDb, historyId: number): void {
  prepared(db, 'UPDATE write_back_mark SET history_id = max(history_id, ?)').run(historyId)
}

import type { ChangeKind } from '../../shared/words.ts'
import { appendRow } from './chain-rows.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

export interface NewHistoryEntry {
  readonly appointmentId: number
  /** The delivery or the reading that told it; neither: somebody at the desk said it. */
  readonly deliveryId?: number
  readonly readingId?: number
  /** The replay by which the delivery was applied; absent: it was applied when it came. */
  readonly replayId?: number
  readonly desk?: { readonly gestureId: string; readonly actor: string }
  readonly atMs: number
  readonly kind: ChangeKind
  readonly providerEvent: string | null
  readonly before: Record<string, unknown>
  readonly after: Record<string, unknown>
}

export function insertHistoryEntry(db: WriteDb, entry: NewHistoryEntry): void {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO appointment_history (appointment_id, delivery_id, reading_id, replay_id, actor, gesture_id, at_ms, kind, provider_event, before, after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.appointmentId,
    entry.deliveryId ?? null,
    entry.readingId ?? null,
    entry.replayId ?? null,
    entry.desk?.actor ?? null,
    entry.desk?.gestureId ?? null,
    entry.atMs,
    entry.kind,
    entry.providerEvent,
    JSON.stringify(entry.before),
    JSON.stringify(entry.after),
  )
  if (entry.desk) appendRow(db, 'gesture', { id: Number(lastInsertRowid), atMs: entry.atMs })
}

/** What one gesture at the desk was said of, as the history has it: each appointment once, with what was said of it first. */
export function listGestureAppointments(db: ReadDb, gestureId: string): { readonly appointmentId: number; readonly kind: ChangeKind }[] {
  return prepared<{ appointmentId: number; kind: ChangeKind }>(
    db,
    `SELECT appointmentId, kind FROM (
       SELECT appointment_id AS appointmentId, kind, min(id) AS firstId FROM appointment_history WHERE gesture_id = ? GROUP BY appointment_id
     ) ORDER BY firstId`,
  ).all(gestureId)
}

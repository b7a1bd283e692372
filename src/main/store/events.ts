import type { OutwardEvent } from '../../shared/sharing-words.ts'
import type { ChangeKind, ClientStage } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** What others are told of. The rows themselves are made by triggers, in the commit of the change. */
export type EventRow = AppointmentEventRow | StageEventRow

export interface AppointmentEventRow {
  /** Grows with the order of the commits. */
  readonly id: number
  readonly atMs: number
  readonly type: Exclude<OutwardEvent, 'client.stage_changed'>
  readonly appointmentId: number
}

export interface StageEventRow {
  readonly id: number
  readonly atMs: number
  readonly type: 'client.stage_changed'
  readonly clientId: number
  /** Null: made known by it. */
  readonly from: ClientStage | null
  readonly to: ClientStage
}

interface StoredEvent {
  readonly id: number
  readonly atMs: number
  readonly appointmentId: number | null
  readonly clientId: number | null
  readonly from: ClientStage | null
  readonly to: ClientStage | null
  readonly kind: ChangeKind | null
  readonly status: string | null
  readonly isFirst: 0 | 1
}

const selectSql = `SELECT e.id, e.at_ms AS atMs, e.appointment_id AS appointmentId, e.client_id AS clientId, stage_before AS "from", stage AS "to",
    h.kind, h.after ->> 'status' AS status,
    h.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment_history AS o WHERE o.appointment_id = h.appointment_id AND o.id < h.id) AS isFirst
  FROM events AS e LEFT JOIN appointment_history AS h ON h.id = e.history_id`

/** Those after `afterId`, oldest first. */
export function listEventsAfter(db: ReadDb, afterId: number, limit: number): EventRow[] {
  return prepared<StoredEvent>(db, `${selectSql} WHERE e.id > ? ORDER BY e.id LIMIT ?`).all(afterId, limit).map(eventOf)
}

/** Those that were not handed on yet, but for some, oldest first. */
export function listEventsToHandOn(db: ReadDb, limit: number, exceptIds: readonly number[] = []): EventRow[] {
  return prepared<StoredEvent>(
    db,
    `${selectSql} WHERE e.is_handed_on = 0 AND e.id NOT IN (SELECT value FROM json_each(?)) ORDER BY e.id LIMIT ?`,
  )
    .all(JSON.stringify(exceptIds), limit)
    .map(eventOf)
}

/** Quick: asked after every job. */
export function hasEventsToHandOn(db: ReadDb): boolean {
  return prepared(db, 'SELECT 1 FROM events WHERE is_handed_on = 0 LIMIT 1').get() !== undefined
}

export function markEventHandedOn(db: WriteDb, id: number): void {
  prepared(db, 'UPDATE events SET is_handed_on = 1 WHERE id = ?').run(id)
}

/** For when nobody wants any of them. */
export function markAllEventsHandedOn(db: WriteDb): void {
  prepared(db, 'UPDATE events SET is_handed_on = 1 WHERE is_handed_on = 0').run()
}

/** At most `limit`, oldest first. @returns how many went. */
export function forgetEventsBefore(db: WriteDb, beforeMs: number, limit: number): number {
  return prepared(
    db,
    'DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at_ms < ? AND is_handed_on = 1 ORDER BY id LIMIT ?)',
  ).run(beforeMs, limit).changes
}

function eventOf({ id, atMs, appointmentId, clientId, from, to, kind, status, isFirst }: StoredEvent): EventRow {
  if (appointmentId !== null) return { id, atMs, type: typeOf(kind, status, isFirst === 1), appointmentId }
  if (clientId === null || to === null) throw new Error(`event ${id} is about nothing`)
  return { id, atMs, type: 'client.stage_changed', clientId, from, to }
}

/** How it stands since counts before what was said: somebody may say again what is known. */
function typeOf(kind: ChangeKind | null, status: string | null, isFirst: boolean): AppointmentEventRow['type'] {
  if (status === 'cancelled') return 'appointment.cancelled'
  if (status === 'completed') return 'appointment.completed'
  if (status === 'no_show') return 'appointment.no_show'
  return isFirst && kind !== 'superseded' ? 'appointment.created' : 'appointment.updated'
}

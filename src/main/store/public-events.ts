import type { Disclosure, OutwardEventBody } from '../../shared/public-appointment.ts'
import { prepared, type ReadDb } from './db.ts'
import type { EventRow } from './events.ts'
import { findPublicAppointment, findPublicStageChange } from './public-appointments.ts'

/** What happened, and how it stands since, as others are told of it. Null: what it is about is gone. */
export function publicEventOf(db: ReadDb, event: EventRow, disclosure: Disclosure): OutwardEventBody | null {
  const at = new Date(event.atMs).toISOString()
  if (event.type === 'client.stage_changed') {
    const data = findPublicStageChange(db, event, disclosure)
    return data && { type: event.type, at, data }
  }
  const data = findPublicAppointment(db, event.appointmentId, disclosure)
  return data && { type: event.type, at, data }
}

/**
 * Of those that ever were: `last` is the newest one's id, 0 while there was none; after `after`, none was forgotten because of its age or
 * with what it was about, as far as can be told.
 */
export function keptEvents(db: ReadDb): { readonly after: number; readonly last: number } {
  const last = prepared<{ seq: number }>(db, `SELECT seq FROM sqlite_sequence WHERE name = 'events'`).get()?.seq ?? 0
  const oldest = prepared<{ id: number | null }>(db, 'SELECT min(id) AS id FROM events').get()?.id ?? null
  return { last, after: oldest === null ? last : oldest - 1 }
}

import type { Origin } from '../../shared/words.ts'
import { appendForgotten, type ChainKind } from './chain.ts'
import { prepared, type WriteDb } from './db.ts'
import { deleteDeliveries } from './deliveries.ts'

type MadeUp = Exclude<Origin, 'real'>

/** Removes every delivery, appointment, client and host that only a test, or only a sample, made. */
export function removeOrigin(db: WriteDb, origin: MadeUp, nowMs: number): { readonly deliveries: number; readonly appointments: number } {
  const doing = { atMs: nowMs, why: origin }
  const deliveries = prepared<{ id: number }>(db, `SELECT id FROM deliveries WHERE origin = ? AND origin <> 'real'`).all(origin)
  const appointments = removeAppointments(db, `origin = @origin AND origin <> 'real'`, { origin }, doing)
  prepared(db, 'DELETE FROM leads WHERE origin = ?').run(origin)
  deleteDeliveries(
    db,
    deliveries.map(({ id }) => id),
    doing,
  )
  removeUnused(db, doing)
  return { deliveries: deliveries.length, appointments }
}

/**
 * Removes one test's or sample's delivery, with its duplicates, and what nothing else has told us of.
 *
 * @returns false: there is no such delivery, or it is a real one, which stays.
 */
export function removeDelivery(db: WriteDb, id: number, nowMs: number): boolean {
  const found = prepared<{ origin: Origin }>(db, 'SELECT origin FROM deliveries WHERE id = ?').get(id)
  if (!found || found.origin === 'real') return false
  const doing = { atMs: nowMs, why: found.origin }
  removeAppointments(
    db,
    `origin = @origin AND id IN (SELECT appointment_id FROM appointment_history WHERE delivery_id = @id)
     AND NOT EXISTS (SELECT 1 FROM appointment_history WHERE appointment_id = appointments.id AND delivery_id IS NOT @id AND actor IS NULL)`,
    { id, origin: found.origin },
    doing,
  )
  prepared(db, 'DELETE FROM leads WHERE delivery_id = ?').run(id)
  deleteDeliveries(db, [id], doing)
  removeUnused(db, doing)
  return true
}

interface Doing {
  readonly atMs: number
  readonly why: MadeUp
}

/** What people did with them goes with them, and the chain says so. @returns how many there were. */
function removeAppointments(db: WriteDb, which: string, values: object, doing: Doing): number {
  const gone = prepared<{ id: number }>(db, `SELECT id FROM appointments WHERE ${which}`).all(values)
  const ids = JSON.stringify(gone.map(({ id }) => id))
  const gestures = prepared<{ id: number }>(
    db,
    'SELECT id FROM appointment_history WHERE appointment_id IN (SELECT value FROM json_each(?)) AND actor IS NOT NULL',
  ).all(ids)
  prepared(db, 'DELETE FROM appointments WHERE id IN (SELECT value FROM json_each(?))').run(ids)
  sayGone(db, 'gesture', gestures, doing)
  return gone.length
}

/** A client or host that another test or sample still refers to stays until that one goes. */
function removeUnused(db: WriteDb, doing: Doing): void {
  removePeople(
    db,
    'clients',
    `origin <> 'real' AND NOT EXISTS (SELECT 1 FROM appointments WHERE client_id = clients.id)
       AND NOT EXISTS (SELECT 1 FROM leads WHERE client_id = clients.id)`,
    doing,
  )
  // Only tests and samples can refer to a host that no real appointment has.
  removePeople(
    db,
    'hosts',
    `origin <> 'real'
       AND id NOT IN (SELECT own.value FROM appointments, json_each(appointments.host_ids) AS own WHERE appointments.origin <> 'real')`,
    doing,
  )
}

/** A trigger takes what was done with them at the desk along. */
function removePeople(db: WriteDb, table: 'clients' | 'hosts', which: string, doing: Doing): void {
  const entries = prepared<{ id: number }>(
    db,
    `SELECT id FROM desk_history WHERE subject = ? AND subject_id IN (SELECT id FROM ${table} WHERE ${which})`,
  ).all(table === 'clients' ? 'client' : 'host')
  prepared(db, `DELETE FROM ${table} WHERE ${which}`).run()
  sayGone(db, 'desk', entries, doing)
}

function sayGone(db: WriteDb, kind: ChainKind, rows: readonly { readonly id: number }[], { atMs, why }: Doing): void {
  appendForgotten(db, { atMs, kind, ids: rows.map(({ id }) => id), what: 'rows', why })
}

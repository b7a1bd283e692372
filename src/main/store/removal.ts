import type { Origin } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'
import { deleteDelivery } from './deliveries.ts'

type MadeUp = Exclude<Origin, 'real'>

/** Removes every delivery, appointment, client and host that only a test, or only a sample, made. */
export function removeOrigin(db: WriteDb, origin: MadeUp): { readonly deliveries: number; readonly appointments: number } {
  const deliveries = prepared<{ id: number }>(db, `SELECT id FROM deliveries WHERE origin = ? AND origin <> 'real'`).all(origin)
  const appointments = prepared(db, `DELETE FROM appointments WHERE origin = ? AND origin <> 'real'`).run(origin).changes
  prepared(db, 'DELETE FROM leads WHERE origin = ?').run(origin)
  for (const { id } of deliveries) deleteDelivery(db, id)
  removeUnused(db)
  return { deliveries: deliveries.length, appointments }
}

/**
 * Removes one test's or sample's delivery, with its duplicates, and what nothing else has told us of.
 *
 * @returns false: there is no such delivery, or it is a real one, which stays.
 */
export function removeDelivery(db: WriteDb, id: number): boolean {
  const found = prepared<{ origin: Origin }>(db, 'SELECT origin FROM deliveries WHERE id = ?').get(id)
  if (!found || found.origin === 'real') return false
  prepared(
    db,
    `DELETE FROM appointments WHERE origin = @origin
       AND id IN (SELECT appointment_id FROM appointment_history WHERE delivery_id = @id)
       AND NOT EXISTS (SELECT 1 FROM appointment_history WHERE appointment_id = appointments.id AND delivery_id IS NOT @id AND actor IS NULL)`,
  ).run({ id, origin: found.origin })
  prepared(db, 'DELETE FROM leads WHERE delivery_id = ?').run(id)
  deleteDelivery(db, id)
  removeUnused(db)
  return true
}

/** A client or host that another test or sample still refers to stays until that one goes. */
function removeUnused(db: WriteDb): void {
  prepared(
    db,
    `DELETE FROM clients WHERE origin <> 'real' AND NOT EXISTS (SELECT 1 FROM appointments WHERE client_id = clients.id)
       AND NOT EXISTS (SELECT 1 FROM leads WHERE client_id = clients.id)`,
  ).run()
  // Only tests and samples can refer to a host that no real appointment has.
  prepared(
    db,
    `DELETE FROM hosts WHERE origin <> 'real'
       AND id NOT IN (SELECT own.value FROM appointments, json_each(appointments.host_ids) AS own WHERE appointments.origin <> 'real')`,
  ).run()
}

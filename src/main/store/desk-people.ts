import type { Attendee, Host, HostReference } from '../../shared/appointment.ts'
import { prepared, type ReadDb } from './db.ts'

/** A client as an appointment made at the desk names them, with what was set at the desk before what providers say; null: there is none. */
export function findDeskClient(db: ReadDb, id: number): Omit<Attendee, 'active' | 'noShow' | 'clientId'> | null {
  return (
    prepared<Omit<Attendee, 'active' | 'noShow' | 'clientId'>>(
      db,
      `SELECT coalesce(given_email, email) AS email, coalesce(given_name, name) AS name, coalesce(given_phone, phone) AS phone,
         time_zone AS timeZone, external_id AS externalId
       FROM clients WHERE id = ?`,
    ).get(id) ?? null
  )
}

/** A team member as an appointment made at the desk names them; null: there is none. */
export function findDeskHost(db: ReadDb, id: number): Omit<HostReference, 'hostId'> | null {
  return (
    prepared<Omit<HostReference, 'hostId'>>(
      db,
      'SELECT email, coalesce(given_name, name) AS name, coalesce(given_role, role) AS role FROM hosts WHERE id = ?',
    ).get(id) ?? null
  )
}

/** Null: not set, so that nothing is outside of them. */
export function findDeskHours(db: ReadDb, hostId: number): Host['workingHours'] {
  const row = prepared<{ hours: string | null }>(db, 'SELECT working_hours AS hours FROM hosts WHERE id = ?').get(hostId)
  return row?.hours ? (JSON.parse(row.hours) as Host['workingHours']) : null
}

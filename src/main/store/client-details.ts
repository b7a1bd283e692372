import { prepared, type ReadDb } from './db.ts'
import { familyOf, shownAs } from './clients-search.ts'

/**
 * A client in a few figures, with merged records as one.
 *
 * @param clientId of any of the client's records.
 * @returns `appointments` without those that were replaced. Tests and samples count only for clients who are made up themselves.
 *   Null: there is no such client.
 */
export function clientSummary(
  db: ReadDb,
  clientId: number,
): { readonly id: number; readonly noShows: number; readonly appointments: number } | null {
  const id = shownAs(db, clientId)
  if (id === null) return null
  const figures = prepared<{ appointments: number; noShows: number }>(
    db,
    `SELECT count(*) AS appointments, coalesce(sum(status = 'no_show'), 0) AS noShows FROM appointments
     WHERE client_id IN (SELECT value FROM json_each(?)) AND status <> 'superseded'
       AND (origin = 'real' OR (SELECT origin FROM clients WHERE id = ?) <> 'real')`,
  ).get(JSON.stringify(familyOf(db, id)), id)
  return { id, appointments: figures?.appointments ?? 0, noShows: figures?.noShows ?? 0 }
}

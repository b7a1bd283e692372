import type { ClientMatch, ClientRow } from '../../shared/contract/clients.ts'
import { allShownAs, searchOf } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

const mostFound = 20
/** Of more matches than this, those whose names begin with the text are found nevertheless. */
const mostLookedAt = 1000

/** By any parts of name, e-mail, phone or provider's id, at most 20: first those whose names begin with the text, then by name. */
export function findClients(db: ReadDb, text: string, nowMs: number): ClientMatch[] {
  const search = searchOf(text)
  if (search === null) return []
  const matches = prepared<{ id: number }>(db, `${search.sql} LIMIT ${mostLookedAt}`).all(...search.values)
  const folded = foldName(text.trim())
  const beginning = prepared<{ id: number }>(
    db,
    `SELECT id FROM clients WHERE sort_name >= ? AND sort_name < ? ORDER BY sort_name LIMIT ${mostFound}`,
  ).all(folded, `${folded}\u{10FFFF}`)
  const ids = allShownAs(
    db,
    [...beginning, ...matches].map(({ id }) => id),
  )
  const best = prepared<{ id: number }>(
    db,
    `SELECT c.id FROM json_each(?) AS found JOIN clients AS c ON c.id = found.value
     ORDER BY c.origin <> 'real', substr(c.sort_name, 1, ?) <> ?, c.sort_name, c.id LIMIT ${mostFound}`,
  ).all(JSON.stringify(ids), folded.length, folded)
  return listRows(
    db,
    best.map(({ id }) => id),
    nowMs,
  ).map(({ lastSeenMs: _seen, appointments: _appointments, noShows: _noShows, ...match }) => match)
}

/** As the column `sort_name` is made. */
export function foldName(name: string): string {
  const plain: Record<string, string> = { ä: 'a', ö: 'o', ü: 'u', ß: 'ss', é: 'e' }
  return name.toLowerCase().replaceAll(/[äöüßé]/gu, (letter) => plain[letter] ?? letter)
}

/**
 * What lists show of these clients, in the given order.
 *
 * @param ids of clients that are shown, not of records that were merged into one.
 */
export function listRows(db: ReadDb, ids: readonly number[], nowMs: number): ClientRow[] {
  const rows = prepared<ClientRow>(
    db,
    `WITH RECURSIVE family (root, id) AS (
       SELECT value, value FROM json_each(@ids) UNION SELECT family.root, c.id FROM clients AS c JOIN family ON c.merged_into = family.id),
     figures AS (
       SELECT family.root AS root, count(*) AS appointments, sum(a.status = 'no_show') AS noShows,
         max(CASE WHEN a.status IN ('arrived', 'completed') THEN a.start_ms END) AS lastSeenMs,
         min(CASE WHEN a.status IN ('scheduled', 'pending') AND a.start_ms >= @nowMs THEN a.start_ms END) AS nextStartMs
       FROM family CROSS JOIN clients AS shown ON shown.id = family.root CROSS JOIN appointments AS a INDEXED BY appointments_by_client ON a.client_id = family.id
       WHERE a.status <> 'superseded' AND a.led_by IS NULL AND (a.origin = 'real' OR shown.origin <> 'real')
       GROUP BY family.root)
     SELECT c.id, coalesce(c.given_name, c.name) AS name, coalesce(c.given_email, c.email) AS email, coalesce(c.given_phone, c.phone) AS phone,
       c.external_id AS externalId, c.source, c.stage, nextStartMs, c.origin, lastSeenMs, coalesce(appointments, 0) AS appointments,
       coalesce(noShows, 0) AS noShows
     FROM json_each(@ids) AS wanted CROSS JOIN clients AS c ON c.id = wanted.value LEFT JOIN figures ON figures.root = c.id
     ORDER BY wanted.key`,
  ).all({ ids: JSON.stringify(ids), nowMs })
  return rows
}

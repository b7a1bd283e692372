import type { ClientRow } from '../../shared/contract/clients.ts'
import { listRows } from './clients.ts'
import { searchOf } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

/** Of more matches than this, the search is too wide to be of use. */
const mostMatches = 15_000

/**
 * Real clients by id, which no change of theirs disturbs; records that were merged are one.
 *
 * @param search null: everybody.
 * @param afterId where the page before ended; 0: the first page.
 * @returns `next`: where it ended, if there is more.
 */
export function listPublicClients(
  db: ReadDb,
  { search, afterId, limit }: { readonly search: string | null; readonly afterId: number; readonly limit: number },
  nowMs: number,
): { readonly clients: ClientRow[]; readonly next: number | null } {
  const found = search === null ? null : searchOf(search)
  const ids = (found === null ? everybody(db, afterId, limit + 1) : matches(db, found, afterId, limit + 1)).map(({ id }) => id)
  const page = ids.slice(0, limit)
  return { clients: listRows(db, page, nowMs), next: ids.length > limit ? (page.at(-1) ?? null) : null }
}

const everybody = (db: ReadDb, afterId: number, limit: number): { id: number }[] =>
  prepared<{ id: number }>(db, `SELECT id FROM clients WHERE id > ? AND merged_into IS NULL AND origin = 'real' ORDER BY id LIMIT ?`).all(
    afterId,
    limit,
  )

/** What a merged record says finds the client that it is shown as. */
function matches(db: ReadDb, { sql, values }: NonNullable<ReturnType<typeof searchOf>>, afterId: number, limit: number): { id: number }[] {
  return prepared<{ id: number }>(
    db,
    `WITH RECURSIVE up (id, merged_into) AS (
       SELECT c.id, c.merged_into FROM (SELECT id FROM (${sql}) LIMIT ${mostMatches}) AS found JOIN clients AS c ON c.id = found.id
       UNION SELECT c.id, c.merged_into FROM clients AS c JOIN up ON c.id = up.merged_into)
     SELECT DISTINCT c.id FROM up JOIN clients AS c ON c.id = up.id
     WHERE c.merged_into IS NULL AND c.origin = 'real' AND c.id > ? ORDER BY c.id LIMIT ?`,
  ).all(...values, afterId, limit)
}

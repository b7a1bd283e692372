import type { ClientCursor, ClientFilter, ClientOrder, ClientPage } from '../../shared/contract/clients.ts'
import { listRows } from './clients.ts'
import { filterOf } from './clients-filter.ts'
import { readMerges } from './clients-merges.ts'
import { instants, walk, type Instant, type Place } from './clients-walk.ts'
import { prepared, type ReadDb } from './db.ts'

/** Up to so many are put in order at once; more are walked through in an order that the file has. */
const mostSorted = 15_000

/** What a page of the list is asked by. */
export interface ClientPageInput {
  readonly filter: ClientFilter
  /** `seen`: the latest first; `next`: the soonest first. */
  readonly order: ClientOrder
  /** Where the page before ended; null: the first page. */
  readonly cursor: ClientCursor | null
  readonly limit: number
}

/** A page of the clients, by key: the page at row 100,000 costs what the first one costs. */
export function listClients(
  db: ReadDb,
  { filter, order, cursor, limit }: ClientPageInput,
  nowMs: number,
  mostFew = mostSorted,
): ClientPage {
  const merges = readMerges(db)
  const roots = filterOf(db, filter, merges, mostFew)
  const places =
    roots.few === null ? walk({ db, roots, merges, nowMs }, order, cursor, limit + 1) : few(db, roots.few, order, cursor, limit + 1, nowMs)
  const page = places.slice(0, limit)
  return {
    rows: listRows(
      db,
      page.map(({ id }) => id),
      nowMs,
    ),
    nextCursor: places.length > limit ? (page.at(-1) ?? null) : null,
    total: roots.total,
  }
}

/** Of a few, all places are worked out and put in order. */
function few(db: ReadDb, ids: readonly number[], order: ClientOrder, cursor: Place | null, limit: number, nowMs: number): Place[] {
  const { name, id, atMs } = cursor ?? { name: '', id: -1, atMs: null }
  const given = { ids: JSON.stringify(ids), name, id, atMs, limit, nowMs }
  if (order === 'name') return prepared<Place>(db, fewByName).all(given)
  const behind = cursor === null ? 'true' : atMs === null ? behindName : order === 'seen' ? behindSeen : behindNext
  return prepared<Place>(db, fewByInstant(order, behind)).all(given)
}

const fewByName = `SELECT c.id, c.sort_name AS name, NULL AS atMs FROM json_each(@ids) AS wanted CROSS JOIN clients AS c ON c.id = wanted.value
  WHERE (c.sort_name, c.id) > (@name, @id) ORDER BY c.sort_name, c.id LIMIT @limit`

const behindName = 'atMs IS NULL AND (name, id) > (@name, @id)'
const behindSeen = 'atMs IS NULL OR atMs < @atMs OR (atMs = @atMs AND id > @id)'
const behindNext = 'atMs IS NULL OR atMs > @atMs OR (atMs = @atMs AND id > @id)'

const fewByInstant = (order: Instant, behind: string): string => `WITH RECURSIVE family (root, id) AS (
    SELECT value, value FROM json_each(@ids) UNION SELECT family.root, c.id FROM clients AS c JOIN family ON c.merged_into = family.id),
  places AS (
    SELECT c.id AS id, c.sort_name AS name, ${instants[order].best}(a.start_ms) AS atMs
    FROM family CROSS JOIN clients AS c ON c.id = family.root LEFT JOIN appointments AS a INDEXED BY appointments_by_client
      ON a.client_id = family.id AND ${instants[order].which} AND (a.origin = 'real' OR c.origin <> 'real')
    GROUP BY family.root)
  SELECT id, name, atMs FROM places
  WHERE ${behind} ORDER BY atMs IS NULL, atMs ${instants[order].direction}, CASE WHEN atMs IS NULL THEN name END, id LIMIT @limit`

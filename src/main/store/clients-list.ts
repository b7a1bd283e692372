import type { ClientCursor, ClientFilter, ClientOrder, ClientPage } from '../../shared/contract/clients.ts'
import { listRows } from './clients.ts'
import { filterOf, type RootFilter } from './clients-filter.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

/** Counting goes no further: nobody reads the difference, and everybody would wait for it. */
const mostCounted = 10_000

/** A client's place in a list: those with an instant come first, by it, then the others by name. */
type Place = ClientCursor

/**
 * A page of the clients, by key: the page at row 100,000 costs what the first one costs.
 *
 * @param order `seen`: the latest first; `next`: the soonest first.
 * @param cursor the page before ended there; null: the first page.
 */
export function listClients(
  db: ReadDb,
  filter: ClientFilter,
  order: ClientOrder,
  cursor: ClientCursor | null,
  limit: number,
  nowMs: number,
): ClientPage {
  const roots = filterOf(db, filter)
  const places = roots.few === null ? walk(db, roots, order, cursor, limit + 1, nowMs) : few(db, roots.few, order, cursor, limit + 1, nowMs)
  const page = places.slice(0, limit)
  return {
    rows: listRows(
      db,
      page.map(({ id }) => id),
      nowMs,
    ),
    nextCursor: places.length > limit ? (page.at(-1) ?? null) : null,
    total: cursor === null ? Math.min(roots.few?.length ?? roots.count(mostCounted), mostCounted) : null,
  }
}

/** Of a few, all places are worked out and put in order. */
function few(db: ReadDb, ids: readonly number[], order: ClientOrder, cursor: ClientCursor | null, limit: number, nowMs: number): Place[] {
  const instants = new Map(
    order === 'name' ? [] : listRows(db, ids, nowMs).map((row) => [row.id, order === 'seen' ? row.lastSeenMs : row.nextStartMs]),
  )
  const places = prepared<{ id: number; name: string }>(
    db,
    'SELECT c.id, c.sort_name AS name FROM json_each(?) AS wanted JOIN clients AS c ON c.id = wanted.value',
  )
    .all(JSON.stringify(ids))
    .map(({ id, name }) => ({ id, name, atMs: instants.get(id) ?? null }))
    .sort((a, b) => compare(order, a, b))
  return places.filter((place) => cursor === null || compare(order, place, cursor) > 0).slice(0, limit)
}

/** Names compare as SQLite compares them, byte by byte. */
function compare(order: ClientOrder, a: Place, b: Place): number {
  if (a.atMs !== null && b.atMs !== null) return (order === 'seen' ? b.atMs - a.atMs : a.atMs - b.atMs) || a.id - b.id
  if (a.atMs !== null || b.atMs !== null) return a.atMs === null ? 1 : -1
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || a.id - b.id
}

/** Of many, as many are looked at as the page takes. */
function walk(db: ReadDb, roots: RootFilter, order: ClientOrder, cursor: ClientCursor | null, limit: number, nowMs: number): Place[] {
  if (order === 'name') return walkNames(db, roots, null, cursor, limit, nowMs)
  const isBehindInstants = cursor !== null && cursor.atMs === null
  const timed = isBehindInstants ? [] : walkInstants(db, roots, order, cursor, limit, nowMs)
  if (timed.length >= limit) return timed
  return [...timed, ...walkNames(db, roots, order, isBehindInstants ? cursor : null, limit - timed.length, nowMs)]
}

/** @param without only those who have no such instant; null: everybody. */
function walkNames(
  db: ReadDb,
  roots: RootFilter,
  without: 'seen' | 'next' | null,
  cursor: ClientCursor | null,
  limit: number,
  nowMs: number,
): Place[] {
  const lacking =
    without === null ? '' : `AND NOT EXISTS (SELECT 1 FROM appointments AS a WHERE a.client_id = clients.id AND ${instants[without].which})`
  const rows = prepared<{ id: number; name: string }>(
    db,
    `SELECT id, sort_name AS name FROM clients
     WHERE (sort_name, id) > (@name, @id) AND merged_into IS NULL ${lacking} ORDER BY sort_name, id`,
  ).iterate({ name: cursor?.name ?? '', id: cursor?.id ?? -1, nowMs })
  const places: Place[] = []
  for (const { id, name } of rows) {
    if (!roots.has(id) || (without !== null && instantOf(db, without, id, nowMs) !== null)) continue
    places.push({ id, name, atMs: null })
    if (places.length === limit) break
  }
  return places
}

const standing = `a.status IN ('scheduled', 'pending') AND a.start_ms >= @nowMs`
const came = `a.status IN ('arrived', 'completed') AND a.start_ms IS NOT NULL`
const instants = {
  seen: { which: came, best: 'max', direction: 'DESC', beyond: '<=' },
  next: { which: standing, best: 'min', direction: 'ASC', beyond: '>=' },
} as const

/** Along the appointments by their start: each client stands where their own instant is. */
function walkInstants(
  db: ReadDb,
  roots: RootFilter,
  order: 'seen' | 'next',
  cursor: ClientCursor | null,
  limit: number,
  nowMs: number,
): Place[] {
  const { which, direction, beyond } = instants[order]
  const rows = prepared<{ atMs: number; clientId: number }>(
    db,
    `SELECT a.start_ms AS atMs, a.client_id AS clientId FROM appointments AS a
     WHERE ${which} AND a.start_ms IS NOT NULL AND a.start_ms ${beyond} @from AND +a.client_id IS NOT NULL ORDER BY a.start_ms ${direction}`,
  ).iterate({ nowMs, from: cursor?.atMs ?? (order === 'seen' ? Number.MAX_SAFE_INTEGER : nowMs) })
  const places: Place[] = []
  const looked = new Set<number>()
  for (const { atMs, clientId } of rows) {
    // Those with the same instant go by their ids, so all of them have to be there.
    if (places.length >= limit && places.at(-1)?.atMs !== atMs) break
    const id = shownAs(db, clientId)
    if (id === null || looked.has(id)) continue
    looked.add(id)
    if (instantOf(db, order, id, nowMs) !== atMs || !roots.has(id)) continue
    const place = { id, name: '', atMs }
    if (cursor === null || compare(order, place, cursor) > 0) places.push(place)
  }
  return places.sort((a, b) => compare(order, a, b)).slice(0, limit)
}

function instantOf(db: ReadDb, order: 'seen' | 'next', rootId: number, nowMs: number): number | null {
  const { which, best } = instants[order]
  return (
    prepared<{ atMs: number | null }>(
      db,
      `SELECT ${best}(a.start_ms) AS atMs FROM json_each(@family) AS own CROSS JOIN appointments AS a ON a.client_id = own.value
       WHERE ${which} AND (a.origin = 'real' OR (SELECT origin FROM clients WHERE id = @rootId) <> 'real')`,
    ).get({ family: JSON.stringify(familyOf(db, rootId)), rootId, nowMs })?.atMs ?? null
  )
}

import type { ClientCursor, ClientOrder } from '../../shared/contract/clients.ts'
import type { RootFilter } from './clients-filter.ts'
import type { Merges } from './clients-merges.ts'
import { prepared, type ReadDb } from './db.ts'

/** A client's place in a list: those with an instant come first, by it, then the others by name. */
export type Place = ClientCursor

export interface Walked {
  readonly db: ReadDb
  readonly roots: RootFilter
  readonly merges: Merges
  readonly nowMs: number
}

/** The places of a page, among clients who are too many to be put in order: as many are looked at as the page takes. */
export function walk(walked: Walked, order: ClientOrder, cursor: Place | null, limit: number): Place[] {
  if (order === 'name') return walkNames(walked, null, cursor, limit)
  const isBehindInstants = cursor !== null && cursor.atMs === null
  const timed = isBehindInstants ? [] : walkInstants(walked, order, cursor, limit)
  if (timed.length >= limit) return timed
  return [...timed, ...walkNames(walked, order, isBehindInstants ? cursor : null, limit - timed.length)]
}

export type Instant = Exclude<ClientOrder, 'name'>

/** What an order goes by: the best start among which appointments `a`. */
export const instants = {
  seen: {
    which: `a.status IN ('arrived', 'completed') AND a.start_ms IS NOT NULL AND a.led_by IS NULL`,
    best: 'max',
    direction: 'DESC',
    beyond: '<=',
  },
  next: {
    which: `a.status IN ('scheduled', 'pending') AND a.start_ms >= @nowMs AND a.led_by IS NULL`,
    best: 'min',
    direction: 'ASC',
    beyond: '>=',
  },
} as const

/** @param without only those who have no such instant; null: everybody. */
function walkNames(walked: Walked, without: Instant | null, cursor: Place | null, limit: number): Place[] {
  const { db, roots, nowMs } = walked
  // Most who have one are left out here; the rest, by their other records, below.
  const lacking =
    without === null
      ? ''
      : `AND NOT EXISTS (SELECT 1 FROM appointments AS a WHERE a.client_id = clients.id AND a.origin = 'real' AND ${instants[without].which})`
  const rows = prepared<{ id: number; name: string }>(
    db,
    `SELECT id, sort_name AS name FROM clients
     WHERE (sort_name, id) > (@name, @id) AND +merged_into IS NULL ${lacking} ORDER BY sort_name, id`,
  ).iterate({ name: cursor?.name ?? '', id: cursor?.id ?? -1, nowMs })
  const places: Place[] = []
  for (const { id, name } of rows) {
    if (!roots.has(id) || (without !== null && instantOf(walked, without, id) !== null)) continue
    places.push({ id, name, atMs: null })
    if (places.length === limit) break
  }
  return places
}

/** Along the appointments by their start: each client stands where their own instant is. */
function walkInstants(walked: Walked, order: Instant, cursor: Place | null, limit: number): Place[] {
  const { db, roots, merges, nowMs } = walked
  const { which, direction, beyond } = instants[order]
  const rows = prepared<{ atMs: number; clientId: number }>(
    db,
    `SELECT a.start_ms AS atMs, a.client_id AS clientId FROM appointments AS a
     WHERE ${which} AND a.start_ms ${beyond} @from AND a.start_ms IS NOT NULL AND +a.client_id IS NOT NULL ORDER BY a.start_ms ${direction}`,
  ).iterate({ nowMs, from: cursor?.atMs ?? (order === 'seen' ? Number.MAX_SAFE_INTEGER : nowMs) })
  const places: Place[] = []
  const looked = new Set<number>()
  for (const { atMs, clientId } of rows) {
    // Those with the same instant go by their ids, so all of them have to be there.
    if (places.length >= limit && places.at(-1)?.atMs !== atMs) break
    const id = merges.rootOf(clientId)
    if (looked.has(id)) continue
    looked.add(id)
    if (!roots.has(id) || instantOf(walked, order, id) !== atMs) continue
    if (cursor === null || atMs !== cursor.atMs || id > cursor.id) places.push({ id, name: '', atMs })
  }
  const sign = order === 'seen' ? -1 : 1
  return places.sort((a, b) => sign * ((a.atMs ?? 0) - (b.atMs ?? 0)) || a.id - b.id).slice(0, limit)
}

function instantOf({ db, merges, nowMs }: Walked, order: Instant, rootId: number): number | null {
  const { which, best } = instants[order]
  return (
    prepared<{ atMs: number | null }>(
      db,
      `SELECT ${best}(a.start_ms) AS atMs FROM json_each(@family) AS own CROSS JOIN appointments AS a INDEXED BY appointments_by_client ON a.client_id = own.value
       WHERE ${which} AND (a.origin = 'real' OR (SELECT origin FROM clients WHERE id = @rootId) <> 'real')`,
    ).get({ family: JSON.stringify(merges.familyOf(rootId)), rootId, nowMs })?.atMs ?? null
  )
}

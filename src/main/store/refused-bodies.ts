import type { ProviderId } from '../../shared/words.ts'
import { deleteDeliveries } from './deliveries.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { forgetContents } from './forget.ts'

/** Of what was refused this much is kept, the youngest. */
export interface RefusedBounds {
  /** Of each provider; junk for one does not push out what explains the refusals of another. */
  readonly deliveries: number
  /** Of all bodies together. */
  readonly bytes: number
}

/** So many go in one job: a delivery that waits for its commit does not wait for more. */
const mostAtOnce = 100

/** In the chain, and as `body_gone`. */
const why = 'refused'

/** How much is kept of what was refused; `deliveries` is that of the provider with most. */
export function refusedUsage(db: ReadDb): RefusedBounds {
  const { deliveries } = prepared<{ deliveries: number | null }>(
    db,
    `SELECT max(many) AS deliveries FROM (SELECT count(*) AS many FROM deliveries
       WHERE verdict = 'rejected' AND verdict <> 'accepted' AND origin = 'real' GROUP BY provider)`,
  ).get()!
  return { deliveries: deliveries ?? 0, bytes: bytesKept(db) }
}

function bytesKept(db: ReadDb): number {
  return (
    prepared<{ bytes: number | null }>(db, 'SELECT sum(length(body)) AS bytes FROM delivery_contents WHERE is_refused = 1').get()!.bytes ??
    0
  )
}

/**
 * Forgets the oldest refused deliveries of one provider, and takes the oldest bodies of all refused ones away, until the bounds hold.
 *
 * @returns true: they hold; false: there is more to do, in a job of its own.
 */
export function pruneRefused(db: WriteDb, provider: ProviderId, bounds: RefusedBounds, nowMs: number): boolean {
  const old = prepared<{ id: number }>(
    db,
    `SELECT id FROM deliveries WHERE verdict = 'rejected' AND verdict <> 'accepted' AND provider = ? AND origin = 'real'
     ORDER BY received_at_ms DESC, id DESC LIMIT ? OFFSET ?`,
  ).all(provider, mostAtOnce, bounds.deliveries)
  deleteDeliveries(
    db,
    old.map(({ id }) => id),
    { atMs: nowMs, why },
  )
  return takeBodies(db, bounds.bytes, nowMs) && old.length < mostAtOnce
}

/** @returns true: what is left is within the bound. */
function takeBodies(db: WriteDb, most: number, atMs: number): boolean {
  let over = bytesKept(db) - most
  if (over <= 0) return true
  const oldest = prepared<{ id: number; bytes: number }>(
    db,
    `SELECT delivery_id AS id, length(body) AS bytes FROM delivery_contents WHERE is_refused = 1 AND length(body) > 0 ORDER BY delivery_id LIMIT ?`,
  ).all(mostAtOnce)
  const going: number[] = []
  for (const { id, bytes } of oldest) {
    if (over <= 0) break
    over -= bytes
    going.push(id)
  }
  forgetContents(db, going, { atMs, why })
  return over <= 0
}

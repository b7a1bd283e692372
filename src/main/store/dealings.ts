import { sql } from 'kysely'
import { appendForgotten, appendToChain } from './chain.ts'
import type { DeliveryKey } from './deliveries.ts'
import { hashKey } from './hash-key.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'
import { mayWait } from './waiting.ts'

/** `came-again`: the provider sent it again, and it was applied then. */
export type DealtHow = 'replayed' | 'edited' | 'set-aside' | 'came-again'

export interface Dealing {
  readonly atMs: number
  /** Who, as they are called at the desk; of `came-again` the provider. */
  readonly actor: string
  readonly how: DealtHow
  /** As the person said it; empty: nothing. */
  readonly note: string
}

/**
 * What waits for somebody: authentic, and nothing was made of it. Before dealings were kept, one that came again and was applied then was
 * told by its repetition. `<> 'accepted'` lets the planner use the index by verdict.
 */
export const toLookAtSql = `deliveries.verdict IN ('quarantined', 'failed') AND deliveries.verdict <> 'accepted' AND deliveries.origin = 'real'
  AND NOT EXISTS (SELECT 1 FROM delivery_dealings AS dealt WHERE dealt.delivery_id = deliveries.id)
  AND NOT EXISTS (SELECT 1 FROM deliveries AS again WHERE again.duplicate_of = deliveries.id AND again.verdict NOT IN ('duplicate', 'failed'))`
export const toLookAtCondition = sql<boolean>`(${sql.raw(toLookAtSql)})`

export function countToLookAt(db: ReadDb): number {
  return scalar<number>(db, `SELECT count(*) FROM deliveries WHERE ${toLookAtSql}`)
}

/** False also for one that is not there. */
export function isToLookAt(db: ReadDb, deliveryId: number): boolean {
  return prepared(db, `SELECT 1 FROM deliveries WHERE id = ? AND ${toLookAtSql}`).get(deliveryId) !== undefined
}

/**
 * One that nobody dealt with, of this key. Nearly always nothing waits at all, which is known without making a hash; every delivery comes
 * through here.
 */
export function findWaiting(db: WriteDb, { provider, origin, key }: DeliveryKey): number | null {
  if (!mayWait(db)) return null
  const waiting = `SELECT id FROM deliveries WHERE delivery_key = ? AND verdict IN ('quarantined', 'failed')
    AND NOT EXISTS (SELECT 1 FROM delivery_dealings WHERE delivery_id = id)`
  return prepared<{ id: number }>(db, waiting).get(hashKey(origin, provider, key))?.id ?? null
}

export function findDealing(db: ReadDb, deliveryId: number): Dealing | null {
  return (
    prepared<Dealing>(db, 'SELECT at_ms AS atMs, actor, how, note FROM delivery_dealings WHERE delivery_id = ?').get(deliveryId) ?? null
  )
}

/** Somebody dealt with it; what was said before of that is replaced, and stays in the chain. */
export function saveDealing(db: WriteDb, deliveryId: number, { atMs, actor, how, note }: Dealing): void {
  prepared(
    db,
    `INSERT INTO delivery_dealings (delivery_id, at_ms, actor, how, note) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (delivery_id) DO UPDATE SET at_ms = excluded.at_ms, actor = excluded.actor, how = excluded.how, note = excluded.note`,
  ).run(deliveryId, atMs, actor, how, note)
  appendToChain(db, { atMs, kind: 'dealing', subjectId: deliveryId, row: [deliveryId, atMs, actor, how, note] })
}

/**
 * Takes it back that a delivery was set aside.
 *
 * @returns false: it was not set aside, or was dealt with otherwise since.
 */
export function removeSetAside(db: WriteDb, deliveryId: number, atMs: number): boolean {
  const { changes } = prepared(db, `DELETE FROM delivery_dealings WHERE delivery_id = ? AND how = 'set-aside'`).run(deliveryId)
  if (changes > 0) appendForgotten(db, { atMs, kind: 'dealing', ids: [deliveryId], what: 'rows', why: 'undone' })
  return changes > 0
}

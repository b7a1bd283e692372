import { hash } from 'node:crypto'
import type { Delivery, VerificationRecord } from '../../shared/delivery.ts'
import type { Origin, ProviderId, RejectReason, Verdict } from '../../shared/words.ts'
import { appendForgotten, appendToChain, type Chained } from './chain.ts'
import { contentOf, toldColumns } from './chain-rows.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'
import { hashKey } from './hash-key.ts'
import { beginWaiting, waitingVerdicts } from './waiting.ts'

/** A delivery as it is kept; never edited afterwards. */
export interface NewDelivery {
  readonly provider: ProviderId
  readonly receivedAtMs: number
  readonly providerEvent: string | null
  readonly verdict: Verdict
  readonly reason: RejectReason | null
  readonly httpStatus: number
  readonly origin: Origin
  readonly aboutName: string | null
  readonly aboutStartMs: number | null
  readonly method: string
  readonly path: string
  /** In the order of arrival, credentials masked already. */
  readonly headers: readonly (readonly [string, string])[]
  /** As it came; null: not kept. */
  readonly body: Buffer | null
  readonly bodySize: number
  readonly bodyTruncated: boolean
  /** 32 bytes. */
  readonly bodySha256: Buffer
  readonly durationUs: number
  readonly sentence: string
  readonly issues: Delivery['issues']
  readonly verification: VerificationRecord
  /** By which a repetition is recognised; null: by nothing. Unique within provider and origin. */
  readonly deliveryKey: string | null
  readonly duplicateOf: number | null
  /** When the newest thing that it tells happened, by the provider's clock; null: the provider does not say. */
  readonly eventAtMs: number | null
  /** From where it came, with trusted proxies looked through; absent: nobody sent it. */
  readonly remoteAddress?: string | null
  /** 16 bytes: of the API key that it carried (explain/credential-prints.ts); absent: it carried none. */
  readonly credentialPrint?: Buffer | null
  /** Set: nobody sent it; somebody here made it of another one, by changing its body. */
  readonly edited?: { readonly from: number; readonly by: string }
}

export interface DeliveryKey {
  readonly provider: ProviderId
  readonly origin: Origin
  readonly key: string
}

const keyOf = ({ provider, origin, key }: DeliveryKey) => hashKey(origin, provider, key)

const insertSql = `INSERT INTO deliveries (delivery_key, edited_from, body_sha256, ${toldColumns})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** @returns the id, which is told to the provider as `event_id`. */
export function insertDelivery(db: WriteDb, delivery: NewDelivery): number {
  const { provider, origin, deliveryKey, verification, bodySha256, receivedAtMs } = delivery
  const told = [
    receivedAtMs,
    provider,
    delivery.verdict,
    delivery.reason,
    delivery.httpStatus,
    origin,
    delivery.providerEvent,
    delivery.aboutName,
    delivery.aboutStartMs,
    delivery.bodySize,
    delivery.durationUs,
    delivery.duplicateOf,
    verification.scheme,
    verification.key,
    verification.skewSeconds,
    verification.failure,
    delivery.method,
    delivery.path,
    delivery.sentence,
    delivery.eventAtMs,
    delivery.remoteAddress ?? null,
    delivery.edited?.by ?? null,
  ]
  const key = deliveryKey === null ? null : keyOf({ provider, origin, key: deliveryKey })
  const { lastInsertRowid } = prepared(db, insertSql).run(key, delivery.edited?.from ?? null, bodySha256, ...told)
  if (waitingVerdicts.includes(delivery.verdict)) beginWaiting(db)
  const id = Number(lastInsertRowid)
  const row = [id, bodySha256.toString('hex'), ...told]
  if (delivery.verdict === 'duplicate') appendToChain(db, { atMs: receivedAtMs, kind: 'delivery', subjectId: id, row })
  else appendToChain(db, { atMs: receivedAtMs, kind: 'delivery', subjectId: id, row, content: insertContents(db, id, delivery) })
  return id
}

/** @returns what of it is chained. */
function insertContents(db: WriteDb, id: number, delivery: NewDelivery): Chained {
  const { verdict, headers, issues, bodyTruncated, body, bodySha256, credentialPrint = null } = delivery
  const texts = { headers: JSON.stringify(headers), issues: issues.length === 0 ? null : JSON.stringify(issues) }
  prepared(
    db,
    'INSERT INTO delivery_contents (delivery_id, headers, issues, body_truncated, body, credential_print, is_refused) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(id, texts.headers, texts.issues, bodyTruncated ? 1 : 0, body, credentialPrint, verdict === 'rejected' ? 1 : 0)
  // Of a body of which only a part is kept, its hash says nothing.
  const kept = body && bodyTruncated ? hash('sha256', body, 'buffer') : body && bodySha256
  return contentOf({ ...texts, isTruncated: bodyTruncated, bodySha256: kept })
}

/** The delivery that a repetition repeats. */
export interface KnownDelivery {
  readonly id: number
  readonly verdict: Verdict
  readonly bodySha256: Buffer
  /** What the provider was told first: of a delivery that we failed on and that came again, the failed one's. */
  readonly first: { readonly id: number; readonly receivedAtMs: number }
}

/** No join: SQLite compiles one anew for every value it is given, and nearly every delivery is a first one. */
export function findDeliveryByKey(db: ReadDb, key: DeliveryKey): KnownDelivery | null {
  const row = prepared<{ id: number; verdict: Verdict; bodySha256: Buffer; receivedAtMs: number; duplicateOf: number | null }>(
    db,
    `SELECT id, verdict, body_sha256 AS bodySha256, received_at_ms AS receivedAtMs, duplicate_of AS duplicateOf FROM deliveries WHERE delivery_key = ?`,
  ).get(keyOf(key))
  if (!row) return null
  const { id, verdict, bodySha256, receivedAtMs, duplicateOf } = row
  return { id, verdict, bodySha256, first: (duplicateOf === null ? null : findFirst(db, duplicateOf)) ?? { id, receivedAtMs } }
}

function findFirst(db: ReadDb, id: number): KnownDelivery['first'] | null {
  return prepared<KnownDelivery['first']>(db, 'SELECT id, received_at_ms AS receivedAtMs FROM deliveries WHERE id = ?').get(id) ?? null
}

/** Lets another delivery take over the key: one that we failed on, and that came again. */
export function releaseDeliveryKey(db: WriteDb, id: number): void {
  const { changes } = prepared(db, 'UPDATE deliveries SET delivery_key = NULL WHERE id = ?').run(id)
  if (changes !== 1) throw new StoreInvariantError(`releaseDeliveryKey(${id}): expected 1 changed row, got ${changes}`)
}

/**
 * Their words in the search index, their contents, their duplicates and what people did with them go with them, and the chain says so;
 * history entries stay and name no delivery any more.
 */
export function deleteDeliveries(
  db: WriteDb,
  ids: readonly number[],
  { atMs, why }: { readonly atMs: number; readonly why: string },
): void {
  if (ids.length === 0) return
  const gone = idsOf(
    db,
    `SELECT id FROM deliveries WHERE id IN (SELECT value FROM json_each(@ids))
     UNION SELECT id FROM deliveries WHERE duplicate_of IN (SELECT value FROM json_each(@ids)) AND duplicate_of IS NOT NULL`,
    ids,
  )
  const replays = idsOf(db, 'SELECT id FROM replays WHERE delivery_id IN (SELECT value FROM json_each(@ids))', gone)
  const dealings = idsOf(
    db,
    'SELECT delivery_id AS id FROM delivery_dealings WHERE delivery_id IN (SELECT value FROM json_each(@ids))',
    gone,
  )
  prepared(
    db,
    `DELETE FROM delivery_search WHERE rowid IN (SELECT value FROM json_each(?))
     AND rowid <= (SELECT indexed_up_to FROM delivery_search_progress)`,
  ).run(JSON.stringify(gone))
  prepared(db, 'DELETE FROM deliveries WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(gone))
  appendForgotten(db, { atMs, kind: 'replay', ids: replays, what: 'rows', why })
  appendForgotten(db, { atMs, kind: 'dealing', ids: dealings, what: 'rows', why })
  appendForgotten(db, { atMs, kind: 'delivery', ids: gone, what: 'rows', why })
}

function idsOf(db: ReadDb, sql: string, ids: readonly number[]): number[] {
  return prepared<{ id: number }>(db, sql)
    .all({ ids: JSON.stringify(ids) })
    .map(({ id }) => id)
}

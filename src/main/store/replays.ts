import type { DeliveryReplay } from '../../shared/contract/replays.ts'
import type { VerificationRecord } from '../../shared/delivery.ts'
import type { Origin, ProviderId, RejectReason, Verdict } from '../../shared/words.ts'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { appendToChain } from './chain.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** What a delivery can be applied from again. */
export interface KeptDelivery {
  /** Of a duplicate that was kept without a body: of the delivery that it repeats. */
  readonly id: number
  readonly provider: ProviderId
  readonly origin: Origin
  readonly receivedAtMs: number
  readonly verdict: Verdict
  readonly reason: RejectReason | null
  readonly providerEvent: string | null
  readonly method: string
  readonly path: string
  readonly verification: VerificationRecord
  /** In the order of arrival, credentials masked. */
  readonly headers: readonly (readonly [string, string])[]
  /** Null: not kept, or not any more. */
  readonly body: Buffer | null
  readonly bodySize: number
  readonly isTruncated: boolean
  /** `retention`, `erased`; null: it is here, or never was. */
  readonly bodyGone: string | null
  /** Set: it was made at this desk. */
  readonly editedBy: string | null
  readonly editedFrom: number | null
}

interface Found extends Omit<KeptDelivery, 'verification' | 'headers' | 'body' | 'isTruncated'>, StoredBody {
  readonly scheme: VerificationRecord['scheme']
  readonly secretSlot: VerificationRecord['key']
  readonly skewSeconds: number | null
  readonly failure: string | null
  readonly headers: string | null
  readonly bodyTruncated: number | null
  readonly duplicateOf: number | null
}

/** Null: there is no such delivery. */
export function findKeptDelivery(db: ReadDb, id: number): KeptDelivery | null {
  const found = prepared<Found>(
    db,
    `SELECT id, provider, origin, received_at_ms AS receivedAtMs, verdict, reason, provider_event AS providerEvent, method, path, scheme,
       secret_slot AS secretSlot, skew_seconds AS skewSeconds, failure, duplicate_of AS duplicateOf, body_size AS bodySize,
       edited_by AS editedBy, edited_from AS editedFrom, c.headers, c.body, coalesce(c.body_coding, 0) AS bodyCoding,
       c.body_truncated AS bodyTruncated, c.body_gone AS bodyGone
     FROM deliveries LEFT JOIN delivery_contents AS c ON c.delivery_id = deliveries.id WHERE id = ?`,
  ).get(id)
  if (!found) return null
  const { scheme, secretSlot, skewSeconds, failure, headers, body, bodyCoding, bodyTruncated, duplicateOf, ...kept } = found
  if (headers === null && duplicateOf !== null) return findKeptDelivery(db, duplicateOf)
  return {
    ...kept,
    verification: { scheme, key: secretSlot, skewSeconds, failure },
    // What is read here was written by insertDelivery.
    headers: headers === null ? [] : (JSON.parse(headers) as KeptDelivery['headers']),
    body: bodyBytes(db, { body, bodyCoding }),
    isTruncated: bodyTruncated === 1,
  }
}

export type NewReplay = Omit<DeliveryReplay, 'id'> & { readonly deliveryId: number }

/** @returns the id, which the history names. */
export function insertReplay(db: WriteDb, { deliveryId, atMs, actor, reason, verdict, sentence }: NewReplay): number {
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO replays (delivery_id, at_ms, actor, reason, verdict, sentence) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(deliveryId, atMs, actor, reason, verdict, sentence)
  const id = Number(lastInsertRowid)
  appendToChain(db, { atMs, kind: 'replay', subjectId: id, row: [id, deliveryId, atMs, actor, reason, verdict, sentence] })
  return id
}

/** Of one delivery, newest first. */
export function listReplays(db: ReadDb, deliveryId: number): DeliveryReplay[] {
  return prepared<DeliveryReplay>(
    db,
    'SELECT id, at_ms AS atMs, actor, reason, verdict, sentence FROM replays WHERE delivery_id = ? ORDER BY id DESC',
  ).all(deliveryId)
}

/** What was made at the desk from one delivery, newest first. */
export function listEdits(db: ReadDb, deliveryId: number): { readonly id: number; readonly atMs: number; readonly actor: string }[] {
  return prepared<{ id: number; atMs: number; actor: string }>(
    db,
    `SELECT id, received_at_ms AS atMs, coalesce(edited_by, '') AS actor FROM deliveries
     WHERE edited_from = ? AND edited_from IS NOT NULL ORDER BY id DESC`,
  ).all(deliveryId)
}

import type { MessageState, MessageType } from '../../shared/subscription.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'

/** One message on its way to one subscription. */
export interface MessageRow {
  readonly id: number
  readonly subscriptionId: number
  /** The same in every attempt. */
  readonly webhookId: string
  readonly type: MessageType
  /** The bytes that every attempt sends; null: erased, which is never sent. */
  readonly body: string | null
  readonly atMs: number
  readonly state: MessageState
  readonly stateAtMs: number
  /** Since it was queued, or queued again. */
  readonly attempts: number
  readonly firstAttemptAtMs: number | null
  readonly dueAtMs: number
}

const columns = `id, subscription_id AS subscriptionId, webhook_id AS webhookId, type, body, at_ms AS atMs, state, state_at_ms AS stateAtMs,
  attempts, first_attempt_at_ms AS firstAttemptAtMs, due_at_ms AS dueAtMs`

export interface NewMessage extends Pick<MessageRow, 'subscriptionId' | 'webhookId' | 'type' | 'atMs'> {
  readonly body: string
  readonly appointmentId: number | null
  readonly clientId: number | null
}

/** Due at once. @returns its id. */
export function insertMessage(db: WriteDb, message: NewMessage): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO outbox (subscription_id, webhook_id, type, appointment_id, client_id, body, at_ms, state, state_at_ms, due_at_ms)
     VALUES (@subscriptionId, @webhookId, @type, @appointmentId, @clientId, @body, @atMs, 'waiting', @atMs, @atMs)`,
  ).run(message)
  return Number(lastInsertRowid)
}

export function findMessage(db: ReadDb, id: number): MessageRow | null {
  return prepared<MessageRow>(db, `SELECT ${columns} FROM outbox WHERE id = ?`).get(id) ?? null
}

/** The first one that waits: those after it are sent after it. */
export function findHead(db: ReadDb, subscriptionId: number): MessageRow | null {
  return (
    prepared<MessageRow>(
      db,
      `SELECT ${columns} FROM outbox WHERE subscription_id = ? AND state = 'waiting' AND type <> 'test' ORDER BY id LIMIT 1`,
    ).get(subscriptionId) ?? null
  )
}

/** What is asked of the list of messages. */
export interface MessagesAsked {
  readonly subscriptionId: number
  /** Null: all. */
  readonly state: MessageState | null
  /** Those before it; null: from the newest. */
  readonly beforeId: number | null
  readonly limit: number
}

/** Newest first. */
export function listMessages(db: ReadDb, { subscriptionId, state, beforeId, limit }: MessagesAsked): MessageRow[] {
  return prepared<MessageRow>(
    db,
    `SELECT ${columns} FROM outbox WHERE subscription_id = ? AND id < ? AND (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?`,
  ).all(subscriptionId, beforeId ?? Number.MAX_SAFE_INTEGER, state, state, limit)
}

/** Counting goes no further. */
export const mostCounted = 10_000

export function countWaiting(db: ReadDb, subscriptionId: number): number {
  return scalar<number>(
    db,
    `SELECT count(*) FROM (SELECT 1 FROM outbox WHERE subscription_id = ? AND state = 'waiting' LIMIT ${mostCounted})`,
    subscriptionId,
  )
}

/** After an attempt. */
export function saveMessage(
  db: WriteDb,
  id: number,
  {
    state,
    stateAtMs,
    attempts,
    firstAttemptAtMs,
    dueAtMs,
  }: Pick<MessageRow, 'state' | 'stateAtMs' | 'attempts' | 'firstAttemptAtMs' | 'dueAtMs'>,
): void {
  prepared(db, 'UPDATE outbox SET state = ?, state_at_ms = ?, attempts = ?, first_attempt_at_ms = ?, due_at_ms = ? WHERE id = ?').run(
    state,
    stateAtMs,
    attempts,
    firstAttemptAtMs,
    dueAtMs,
    id,
  )
}

const againSql = `UPDATE outbox SET state = 'waiting', state_at_ms = @atMs, due_at_ms = @atMs, attempts = 0, first_attempt_at_ms = NULL`
const over = `state <> 'waiting' AND body IS NOT NULL AND type <> 'test'`

/** Queues one again that is over: the same bytes under the same id. @returns false: it waits, was erased, or is a test. */
export function requeueMessage(db: WriteDb, id: number, atMs: number): boolean {
  return prepared(db, `${againSql} WHERE id = @id AND ${over}`).run({ id, atMs }).changes === 1
}

/** At most `limit` of those since then that are over, oldest first. @returns which. */
export function requeueSince(db: WriteDb, asked: RequeueAsked & { readonly limit: number }): number[] {
  const ids = prepared<{ id: number }>(
    db,
    `SELECT id FROM outbox WHERE subscription_id = @subscriptionId AND id > @afterId AND id <= @upToId AND at_ms >= @sinceMs AND ${over}
     ORDER BY id LIMIT @limit`,
  )
    .all({ ...asked })
    .map(({ id }) => id)
  prepared(db, `${againSql} WHERE id IN (SELECT value FROM json_each(@ids))`).run({ ids: JSON.stringify(ids), atMs: asked.atMs })
  return ids
}

export interface RequeueAsked {
  readonly subscriptionId: number
  readonly sinceMs: number
  /** Those before were queued again already, and may be over again. */
  readonly afterId: number
  readonly upToId: number
  readonly atMs: number
}

/** The newest of a subscription; 0: none. */
export function newestMessageId(db: ReadDb, subscriptionId: number): number {
  return scalar<number>(db, 'SELECT coalesce(max(id), 0) FROM outbox WHERE subscription_id = ?', subscriptionId)
}

/** Takes one that waits out of the queue; those behind it do not wait for its time. @returns false: it does not wait. */
export function cancelMessage(db: WriteDb, id: number, atMs: number): boolean {
  endPauses(db, [id])
  return (
    prepared(db, `UPDATE outbox SET state = 'cancelled', state_at_ms = ? WHERE id = ? AND state = 'waiting'`).run(atMs, id).changes === 1
  )
}

/** The same with all of a subscription, at most `limit` at once. @returns how many. */
export function cancelWaiting(db: WriteDb, subscriptionId: number, atMs: number, limit: number): number {
  prepared(db, 'UPDATE subscriptions SET open_until_ms = NULL WHERE id = ?').run(subscriptionId)
  return prepared(
    db,
    `UPDATE outbox SET state = 'cancelled', state_at_ms = ?
     WHERE id IN (SELECT id FROM outbox WHERE subscription_id = ? AND state = 'waiting' ORDER BY id LIMIT ?)`,
  ).run(atMs, subscriptionId, limit).changes
}

/** A circuit is open until the message that failed is due; before that one is taken out of the queue. */
export function endPauses(db: WriteDb, messageIds: readonly number[]): void {
  prepared(
    db,
    `UPDATE subscriptions SET open_until_ms = NULL WHERE open_until_ms IS NOT NULL AND id IN (
       SELECT subscription_id FROM outbox WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND attempts > 0)`,
  ).run(JSON.stringify(messageIds))
}

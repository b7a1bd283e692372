import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { forgetEventsBefore } from './events.ts'
import { endPauses } from './outbox.ts'
import { redactJson, type Identity, type Matcher } from './identity.ts'

/** Beyond so many, the oldest go before their time. */
export const mostMessages = 100_000

/** At most `limit` messages that are older, or too many, and then events. @returns how many went. */
export function forgetOutbox(db: WriteDb, beforeMs: number, limit: number): number {
  const old = prepared(db, 'DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE at_ms < ? ORDER BY at_ms LIMIT ?)').run(
    beforeMs,
    limit,
  ).changes
  // Ids are given out one after the other, so that the newest tells how far back the oldest may reach.
  const many = prepared(
    db,
    `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id <= (SELECT max(id) FROM outbox) - ${mostMessages} ORDER BY id LIMIT ?)`,
  ).run(limit).changes
  return old + many + forgetEventsBefore(db, beforeMs, limit)
}

/** Those that tell of these clients and appointments. */
export function listMessagesAbout(db: ReadDb, clientIds: readonly number[], appointmentIds: readonly number[]): number[] {
  return prepared<{ id: number }>(
    db,
    `SELECT id FROM outbox WHERE client_id IN (SELECT value FROM json_each(?)) AND client_id IS NOT NULL
     UNION SELECT id FROM outbox WHERE appointment_id IN (SELECT value FROM json_each(?)) AND appointment_id IS NOT NULL`,
  )
    .all(JSON.stringify(clientIds), JSON.stringify(appointmentIds))
    .map(({ id }) => id)
}

/** Takes bodies and answers away. What waits of them is not sent any more. */
export function eraseMessages(db: WriteDb, ids: readonly number[], atMs: number): void {
  const all = JSON.stringify(ids)
  endPauses(db, ids)
  prepared(
    db,
    `UPDATE outbox SET body = NULL, state_at_ms = iif(state = 'waiting', @atMs, state_at_ms), state = iif(state = 'waiting', 'cancelled', state)
     WHERE id IN (SELECT value FROM json_each(@all))`,
  ).run({ all, atMs })
  prepared(db, `UPDATE outbox_attempts SET answer = NULL, answer_headers = '{}' WHERE message_id IN (SELECT value FROM json_each(?))`).run(
    all,
  )
}

/**
 * Takes a person out of messages that tell of others. One that waits is sent without them: that it would be the same bytes as before
 * counts less.
 */
export function redactMessages(
  db: WriteDb,
  ids: readonly number[],
  { identity, matcher, atMs }: { readonly identity: Identity; readonly matcher: Matcher; readonly atMs: number },
): void {
  const waiting = prepared<{ id: number; body: string }>(
    db,
    `SELECT id, body FROM outbox WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND body IS NOT NULL`,
  ).all(JSON.stringify(ids))
  const save = prepared(db, 'UPDATE outbox SET body = ? WHERE id = ?')
  for (const { id, body } of waiting) save.run(redactJson(body, identity, matcher), id)
  const kept = new Set(waiting.map(({ id }) => id))
  eraseMessages(
    db,
    ids.filter((id) => !kept.has(id)),
    atMs,
  )
  prepared(db, `UPDATE outbox_attempts SET answer = NULL, answer_headers = '{}' WHERE message_id IN (SELECT value FROM json_each(?))`).run(
    JSON.stringify([...kept]),
  )
}

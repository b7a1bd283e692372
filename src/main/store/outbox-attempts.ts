import type { SendFailure } from '../../shared/subscription.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

export type Headers = Readonly<Record<string, string>>

/** One request, and what came of it. */
export interface AttemptRow {
  readonly id: number
  readonly messageId: number
  readonly atMs: number
  readonly durationMs: number
  /** Who asked for it; null: the schedule. */
  readonly by: string | null
  /** Signatures are shortened. */
  readonly requestHeaders: Headers
  /** Null: it was taken. */
  readonly failure: SendFailure | null
  /** Null: there was no answer. */
  readonly status: number | null
  readonly answerHeaders: Headers
  /** Its beginning; null: none, or erased. */
  readonly answer: string | null
}

type Stored = Omit<AttemptRow, 'requestHeaders' | 'answerHeaders'> & { readonly requestHeaders: string; readonly answerHeaders: string }

const columns = `id, message_id AS messageId, at_ms AS atMs, duration_ms AS durationMs, by, request_headers AS requestHeaders, failure, status,
  answer_headers AS answerHeaders, answer`

const rowOf = ({ requestHeaders, answerHeaders, ...row }: Stored): AttemptRow => ({
  ...row,
  requestHeaders: JSON.parse(requestHeaders) as Headers,
  answerHeaders: JSON.parse(answerHeaders) as Headers,
})

/** Of a message that is sent again and again by hand, no more are kept. */
const mostKept = 50

export function insertAttempt(db: WriteDb, { requestHeaders, answerHeaders, ...attempt }: Omit<AttemptRow, 'id'>): void {
  prepared(
    db,
    `INSERT INTO outbox_attempts (message_id, at_ms, duration_ms, by, request_headers, failure, status, answer_headers, answer)
     VALUES (@messageId, @atMs, @durationMs, @by, @requestHeaders, @failure, @status, @answerHeaders, @answer)`,
  ).run({ ...attempt, requestHeaders: JSON.stringify(requestHeaders), answerHeaders: JSON.stringify(answerHeaders) })
  prepared(
    db,
    `DELETE FROM outbox_attempts WHERE message_id = @id AND id <= (
       SELECT id FROM outbox_attempts WHERE message_id = @id ORDER BY id DESC LIMIT 1 OFFSET ${mostKept})`,
  ).run({ id: attempt.messageId })
}

/** Newest first. */
export function listAttempts(db: ReadDb, messageId: number): AttemptRow[] {
  return prepared<Stored>(db, `SELECT ${columns} FROM outbox_attempts WHERE message_id = ? ORDER BY id DESC`).all(messageId).map(rowOf)
}

export function findLastAttempt(db: ReadDb, messageId: number): AttemptRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM outbox_attempts WHERE message_id = ? ORDER BY id DESC LIMIT 1`).get(messageId)
  return row ? rowOf(row) : null
}

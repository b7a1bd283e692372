import { sql } from 'kysely'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { cardOf, columns } from './appointment-lists.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { query, runQuery } from './query-builder.ts'

/** Three letters are what the index is made of. */
const indexedLength = 3
/** Up to so many are ranked one by one. Of more, those around now are walked through: they are dense enough to be met soon. */
const mostRanked = 500
/** How far from now a walk goes, in appointments to either side. Reading as many takes a few milliseconds. */
const longestWalk = 5000
/** Of what waits for the index, the newest so many are looked through. */
const mostPending = 10_000

/**
 * Appointments in which every word of the text is somewhere in a name, e-mail, title or the provider's type, in any case. First those to
 * come, the next one first, then those that were, the last one first.
 *
 * What is found in the words of a source that does not lead is shown as the one that does.
 *
 * Where very many fit, or no word has three letters, only appointments around now are sure to be found.
 */
export function findAppointments(db: ReadDb, text: string, nowMs: number, limit: number): AppointmentCard[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const indexed = words.filter((word) => [...word].length >= indexedLength)
  const matches = indexed.length === 0 ? [] : matchingIds(db, indexed, words)
  const isCommon = indexed.length === 0 || matches.length > mostRanked
  const ids = isCommon ? [...matches, ...walk(db, words, nowMs, limit)] : matches
  const cards = query
    .selectFrom('appointments')
    .select(columns)
    .where('id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .where('start_ms', 'is not', null)
    .where('led_by', 'is', null)
    .orderBy(sql`start_ms < ${nowMs}`)
    .orderBy(sql`abs(start_ms - ${nowMs})`)
    .orderBy('id', 'desc')
    .limit(limit)
  return runQuery(db, cards).map(cardOf)
}

/** By the index, the youngest first, and what the index does not have yet. */
function matchingIds(db: ReadDb, indexed: readonly string[], words: readonly string[]): number[] {
  const short = words.filter((word) => !indexed.includes(word))
  const expression = indexed.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')
  const found = prepared<{ id: number }>(
    db,
    `SELECT coalesce(a.led_by, a.id) AS id FROM appointment_search CROSS JOIN appointments AS a ON a.id = appointment_search.rowid
     WHERE appointment_search MATCH ?${contains(short.length)} AND a.id NOT IN (SELECT appointment_id FROM appointment_search_pending)
     ORDER BY appointment_search.rowid DESC LIMIT ${mostRanked + 1}`,
  ).all(expression, ...short)
  const pending = prepared<{ id: number }>(
    db,
    `SELECT coalesce(a.led_by, a.id) AS id FROM (SELECT appointment_id FROM appointment_search_pending ORDER BY appointment_id DESC LIMIT ${mostPending}) AS waiting
     CROSS JOIN appointments AS a ON a.id = waiting.appointment_id WHERE true${contains(words.length)}`,
  ).all(...words)
  return [...found, ...pending].map(({ id }) => id)
}

/** The nearest that fit, to both sides of now. */
function walk(db: ReadDb, words: readonly string[], nowMs: number, limit: number): number[] {
  const side = (comparison: string, order: string): number[] =>
    prepared<{ id: number }>(
      db,
      `SELECT DISTINCT coalesce(led_by, id) AS id FROM (SELECT id, led_by, search_text FROM appointments WHERE start_ms ${comparison} ? ORDER BY start_ms ${order} LIMIT ${longestWalk})
       WHERE true${contains(words.length)} LIMIT ?`,
    )
      .all(nowMs, ...words, limit)
      .map(({ id }) => id)
  return [...side('>=', 'ASC'), ...side('<', 'DESC')]
}

/** Not LIKE: per cent and underscore are ordinary characters to the person who searches. */
function contains(amount: number): string {
  return ' AND instr(search_text, ?) > 0'.repeat(amount)
}

/**
 * Puts the next appointments that wait into the search index. Meant to be called after commits, in the background, until it returns 0.
 *
 * @returns how many were indexed.
 */
export function indexNextAppointments(db: WriteDb, limit: number): number {
  const rows = prepared<{ id: number; text: string }>(
    db,
    `SELECT id, search_text AS text FROM appointment_search_pending CROSS JOIN appointments ON id = appointment_id
     ORDER BY appointment_id DESC LIMIT ?`,
  ).all(limit)
  for (const { id, text } of rows) {
    prepared(db, 'DELETE FROM appointment_search WHERE rowid = ?').run(id)
    prepared(db, 'INSERT INTO appointment_search (rowid, text) VALUES (?, ?)').run(id, text)
    prepared(db, 'DELETE FROM appointment_search_pending WHERE appointment_id = ?').run(id)
  }
  return rows.length
}

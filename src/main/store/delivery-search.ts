import { bodyBytes } from './bodies.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'

/** FTS5's unicode61 makes words of letters and digits, in lower case and without accents; so do we for what it has not seen yet. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []
  )
}

/** In FTS5's language: every word, each of them perhaps only the beginning of one. Null: there is nothing to look for. */
export function matchExpression(search: string): string | null {
  const words = wordsOf(search)
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ')
}

/** Deliveries up to this id are in the index, younger ones have to be looked through. */
export function indexedUpTo(db: ReadDb): number {
  return scalar<number>(db, 'SELECT indexed_up_to FROM delivery_search_progress')
}

/** Ids of those deliveries that are not in the index yet and whose body has all words, newest first. */
export function searchUnindexed(db: ReadDb, search: string): number[] {
  const words = wordsOf(search)
  if (words.length === 0) return []
  const rows = prepared<{ id: number; body: Buffer; bodyCoding: number }>(
    db,
    'SELECT delivery_id AS id, body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id > ? AND body IS NOT NULL ORDER BY delivery_id DESC',
  ).iterate(indexedUpTo(db))
  const found: number[] = []
  for (const { id, ...stored } of rows) {
    const present = wordsOf(bodyBytes(db, stored)?.toString('utf8') ?? '')
    if (words.every((word) => present.some((other) => other.startsWith(word)))) found.push(id)
  }
  return found
}

/**
 * Puts the words of the next bodies into the search index. Meant to be called after commits, in the background, until it returns 0:
 * indexing costs more than storing, and a provider that waits for its answer need not wait for it.
 *
 * @returns how many deliveries were indexed.
 */
export function indexNextBodies(db: WriteDb, limit: number): number {
  const from = indexedUpTo(db)
  const rows = prepared<{ id: number; body: Buffer | null; bodyCoding: number }>(
    db,
    'SELECT delivery_id AS id, body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id > ? ORDER BY delivery_id LIMIT ?',
  ).all(from, limit)
  const last = rows.at(-1)
  if (!last) return 0
  const insert = prepared(db, 'INSERT INTO delivery_search (rowid, body) VALUES (?, ?)')
  for (const { id, ...stored } of rows) {
    const body = bodyBytes(db, stored)
    if (body !== null) insert.run(id, body.toString('utf8'))
  }
  prepared(db, 'UPDATE delivery_search_progress SET indexed_up_to = ?').run(last.id)
  return rows.length
}

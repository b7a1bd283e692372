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

/**
 * As FTS5's unicode61 makes words of a composed text: it knows the bare letter only of Latin ones, and the vowel signs of other scripts part
 * words.
 */
function composedWordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u036f]*/gu) ?? []
  )
}

/** In FTS5's language: every word, each of them perhaps only the beginning of one. Null: there is nothing to look for. */
export function matchExpression(search: string): string | null {
  return composeExpression(search, beginning)
}

/**
 * The same, for a page of what is found: a beginning that few of the indexed words have is told as these words. The index walks a word from
 * the newest delivery on and stops with the page; of a beginning it first collects all that have it, which takes a fifth of a second for a
 * word that is in a million deliveries.
 */
export function pageExpression(db: ReadDb, search: string): string | null {
  return composeExpression(search, (word) => {
    const words = listWordsFrom(db, word)
    return words.length === 0 || words.length > mostWords ? beginning(word) : `(${words.map((each) => `"${each}"`).join(' OR ')})`
  })
}

const beginning = (word: string): string => `"${word}"*`

/** Bodies come composed, nearly all of them; what is written otherwise, or searched without its marks, is found by the bare letters. */
function composeExpression(search: string, expressionOf: (word: string) => string): string | null {
  const bare = wordsOf(search)
  if (bare.length === 0) return null
  const composed = composedWordsOf(search)
  const ways = composed.join(' ') === bare.join(' ') ? [bare] : [bare, composed]
  return ways.map((words) => `(${words.map(expressionOf).join(' AND ')})`).join(' OR ')
}

const mostWords = 64

/** The indexed words that begin so, up to one more than `mostWords`. Only of ASCII's letters: others could be spelt otherwise in the index. */
function listWordsFrom(db: ReadDb, start: string): string[] {
  if (!/^[a-z\d]+$/u.test(start)) return []
  // Not part of the file, and there as long as the handle is.
  db.database.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.delivery_words USING fts5vocab (main, delivery_search, instance)')
  const next = prepared<{ term: string }>(db, 'SELECT term FROM temp.delivery_words WHERE term >= ? ORDER BY term LIMIT 1')
  const found: string[] = []
  // No word has that character: the next one is sought, and the deliveries of this one are not walked.
  for (let from = start; found.length <= mostWords; from = `${found.at(-1)}\u0001`) {
    const term = next.get(from)?.term
    if (term === undefined || !term.startsWith(start)) break
    found.push(term)
  }
  return found
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

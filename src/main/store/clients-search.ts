import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** Three letters are what the index is made of. */
const indexedLength = 3

/** What a text asks for: as a query of the ids of all records that it finds, merged ones included, and as a question about one of them. */
export interface Search {
  readonly sql: string
  readonly values: readonly string[]
  /** @param text the column `search_text`; @param phone the column `phone_digits`. */
  fits(text: string, phone: string): boolean
}

/**
 * All words of the text are somewhere in name, e-mail or provider's id; or it is a number, and its digits are in the phone's.
 *
 * @returns null: the text asks for nothing.
 */
export function searchOf(text: string): Search | null {
  const whole = text.trim()
  if (whole === '') return null
  return /^[\d\s()+/.-]*\d[\d\s()+/.-]*$/u.test(whole) ? searchNumber(whole) : searchWords(whole.split(/\s+/u))
}

function searchWords(words: readonly string[]): Search {
  const indexed = words.filter((word) => lengthOf(word) >= indexedLength)
  const short = words.filter((word) => lengthOf(word) < indexedLength).map(shortCondition)
  const where = short.map((condition) => condition.sql).join(' AND ')
  const values = short.flatMap((condition) => condition.values)
  const plain = words.map(withoutMarks)
  const fits = (text: string): boolean => {
    const own = withoutMarks(text)
    return plain.every((word) => own.includes(word))
  }
  if (indexed.length === 0) return { sql: `SELECT id FROM clients WHERE ${where}`, values, fits }
  const expression = indexed.map((word) => `text : ${quoted(word)}`).join(' AND ')
  const waiting = words.map(waitingCondition)
  const sqlOf = (found: string): string => `${found} UNION ALL ${waitingSql} AND ${waiting.map((condition) => condition.sql).join(' AND ')}`
  const waitingValues = waiting.flatMap((condition) => condition.values)
  if (short.length === 0) return { sql: sqlOf(indexedSql), values: [expression, ...waitingValues], fits }
  return {
    sql: sqlOf(`SELECT id FROM clients WHERE id IN (${indexedSql}) AND ${where}`),
    values: [expression, ...values, ...waitingValues],
    fits,
  }
}

const indexedSql = `SELECT rowid AS id FROM client_search WHERE client_search MATCH ?
  AND rowid NOT IN (SELECT client_id FROM client_search_pending)`
/** What the index does not have yet: the newest so many are looked through by themselves. */
const mostWaiting = 10_000
const waitingSql = `SELECT id FROM clients
  WHERE id IN (SELECT client_id FROM client_search_pending ORDER BY client_id DESC LIMIT ${mostWaiting})`

/** A word of any length, as it is usually written: marks are compared only once the index has the client. */
function waitingCondition(word: string): { sql: string; values: string[] } {
  if (lengthOf(word) < indexedLength || /^[\x20-\x7f]+$/u.test(word)) return shortCondition(word)
  const [first = '', ...rest] = word.toLowerCase()
  const values = [...new Set([word, word.toLowerCase(), word.toUpperCase(), first.toUpperCase() + rest.join('')])]
  return { sql: `(${values.map(() => 'instr(search_text, ?) > 0').join(' OR ')})`, values }
}

/**
 * Puts the next clients that wait into the search index. Meant to be called after commits, in the background, until it returns 0.
 *
 * @returns how many were indexed.
 */
export function indexNextClients(db: WriteDb, limit: number): number {
  const rows = prepared<{ id: number; text: string; phone: string }>(
    db,
    `SELECT id, search_text AS text, phone_digits AS phone FROM client_search_pending CROSS JOIN clients ON id = client_id
     ORDER BY client_id DESC LIMIT ?`,
  ).all(limit)
  for (const { id, text, phone } of rows) {
    prepared(db, 'DELETE FROM client_search WHERE rowid = ?').run(id)
    prepared(db, 'INSERT INTO client_search (rowid, text, phone) VALUES (?, ?, ?)').run(id, text, phone)
    prepared(db, 'DELETE FROM client_search_pending WHERE client_id = ?').run(id)
  }
  return rows.length
}

function searchNumber(whole: string): Search {
  const digits = digitsOf(whole)
  const fits = (text: string, phone: string): boolean => text.includes(whole) || phone.includes(digits)
  if (digits.length < indexedLength) {
    return { sql: 'SELECT id FROM clients WHERE instr(search_text, ?) > 0 OR instr(phone_digits, ?) > 0', values: [whole, digits], fits }
  }
  return {
    sql: `${indexedSql} UNION ALL ${waitingSql} AND (instr(search_text, ?) > 0 OR instr(phone_digits, ?) > 0)`,
    values: [`(text : ${quoted(whole)}) OR (phone : ${quoted(digits)})`, whole, digits],
    fits,
  }
}

/** As the index compares. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
}

/** What of a number is the same in all ways of writing it: with the country's code or without, where a zero stands in front instead. */
export function digitsOf(phone: string): string {
  return phone
    .replaceAll('(0)', '')
    .replaceAll(/\D/gu, '')
    .replace(/^0+(?=\d{3})/u, '')
}

/** As FTS5 takes it: whatever stands inside is text. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** As a person counts letters; the index does too. */
const lengthOf = (word: string): number => [...word].length

/** Of one or two letters there is no index: all are looked through. SQLite knows only ASCII's upper and lower case. */
function shortCondition(word: string): { sql: string; values: string[] } {
  if (/^[\x20-\x7f]+$/u.test(word)) return { sql: 'instr(lower(search_text), ?) > 0', values: [word.toLowerCase()] }
  const values = caseVariants(word)
  return { sql: `(${values.map(() => 'instr(search_text, ?) > 0').join(' OR ')})`, values }
}

/** All ways of writing two letters are few. */
function caseVariants(word: string): string[] {
  const [first = '', second = ''] = word
  const ways = (letter: string): string[] => [...new Set([letter.toLowerCase(), letter.toUpperCase()])]
  return ways(first).flatMap((one) => (second === '' ? [one] : ways(second).map((two) => one + two)))
}

/** The record as which a record is shown: the end of its chain of merges. Itself, where it was not merged. Null: there is no such record. */
export function shownAs(db: ReadDb, id: number): number | null {
  return (
    prepared<{ id: number }>(
      db,
      `WITH RECURSIVE up (id, merged_into, depth) AS (
         SELECT id, merged_into, 0 FROM clients WHERE id = ?
         UNION ALL SELECT c.id, c.merged_into, depth + 1 FROM clients AS c JOIN up ON c.id = up.merged_into WHERE depth < 100)
       SELECT id FROM up ORDER BY depth DESC LIMIT 1`,
    ).get(id)?.id ?? null
  )
}

/** All records that are shown as this one: itself first, then those merged into it, at any remove. */
export function familyOf(db: ReadDb, rootId: number): number[] {
  return prepared<{ id: number }>(
    db,
    `WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT c.id FROM clients AS c JOIN family ON c.merged_into = family.id) SELECT id FROM family`,
  )
    .all(rootId)
    .map(({ id }) => id)
}

/** The clients as which these records are shown, each once. */
export function allShownAs(db: ReadDb, ids: readonly number[]): number[] {
  return prepared<{ id: number }>(
    db,
    `WITH RECURSIVE up (id, merged_into) AS (
       SELECT c.id, c.merged_into FROM json_each(?) AS wanted JOIN clients AS c ON c.id = wanted.value
       UNION SELECT c.id, c.merged_into FROM clients AS c JOIN up ON c.id = up.merged_into)
     SELECT id FROM up WHERE merged_into IS NULL`,
  )
    .all(JSON.stringify(ids))
    .map(({ id }) => id)
}

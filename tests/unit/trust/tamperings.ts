import type Database from 'better-sqlite3'
import { linkHash, type StoredLink } from '../../../src/main/store/chain.ts'
import type { ChainFinding, Tampering } from '../../../src/shared/contract/trust.ts'

/** What has to be found: which kind, and where first. */
export interface Expected {
  readonly what: Tampering
  readonly at: Partial<Pick<ChainFinding, 'seq' | 'kind' | 'subjectId'>>
}

/** Picks one of `count`, from 0. */
export type Pick1 = (count: number) => number
export type Tamper = (database: Database.Database, pick: Pick1) => Expected

interface About {
  readonly seq: number
  readonly kind: string
  readonly subjectId: number
}

const tables: Readonly<Record<string, string>> = { delivery: 'deliveries', setting: 'setting_changes', desk: 'desk_history' }

/** Any entry that is about a row that is there; never one of the last ones, which would be a cut. */
function anyEntry(database: Database.Database, pick: Pick1, kind?: string): About {
  const entries = database
    .prepare(
      `SELECT seq, kind, subject_id AS subjectId FROM chain WHERE (kind = 'delivery' AND subject_id IN (SELECT id FROM deliveries)
         OR kind = 'setting' OR kind = 'desk') AND seq < (SELECT max(seq) - 3 FROM chain) ORDER BY seq`,
    )
    .all() as About[]
  const chosen = entries.filter((entry) => kind === undefined || entry.kind === kind)
  return chosen[pick(chosen.length)]!
}

const run = (database: Database.Database, sql: string, ...values: unknown[]): number => {
  const { changes } = database.prepare(sql).run(...values)
  if (changes === 0) throw new Error(`nothing was changed by: ${sql}`)
  return changes
}

const edits: readonly [kind: string, sql: string][] = [
  ['delivery', `UPDATE deliveries SET sentence = sentence || ' ' WHERE id = ?`],
  ['delivery', `UPDATE deliveries SET http_status = http_status + 1 WHERE id = ?`],
  ['delivery', `UPDATE deliveries SET about_name = 'Somebody Else' WHERE id = ?`],
  ['delivery', `UPDATE deliveries SET received_at_ms = received_at_ms - 1 WHERE id = ?`],
  ['delivery', `UPDATE deliveries SET verdict = 'rejected' WHERE id = ?`],
  ['delivery', `UPDATE deliveries SET skew_seconds = NULL WHERE id = ?`],
  ['delivery', `UPDATE delivery_contents SET body = CAST(replace(CAST(body AS TEXT), 'Client', 'Patient') AS BLOB) WHERE delivery_id = ?`],
  ['delivery', `UPDATE delivery_contents SET body = NULL, body_gone = 'retention' WHERE delivery_id = ?`],
  ['delivery', `UPDATE delivery_contents SET headers = '[]' WHERE delivery_id = ?`],
  ['delivery', `DELETE FROM delivery_contents WHERE delivery_id = ?`],
  ['setting', `UPDATE setting_changes SET actor = 'Nobody' WHERE id = ?`],
  ['setting', `UPDATE setting_changes SET after = '1' WHERE id = ?`],
  ['desk', `UPDATE desk_history SET at_ms = at_ms + 60000 WHERE id = ?`],
  ['desk', `UPDATE desk_history SET before = '{}' WHERE id = ?`],
]

const chainEdits = [
  'UPDATE chain SET at_ms = at_ms + 1 WHERE seq = ?',
  `UPDATE chain SET note = '{"kind":"delivery","ids":[1],"what":"rows","why":"test"}' WHERE seq = ?`,
  'UPDATE chain SET digest = randomblob(32) WHERE seq = ?',
  'UPDATE chain SET hash = randomblob(32) WHERE seq = ?',
  'UPDATE chain SET subject_id = subject_id + 1000 WHERE seq = ?',
]

export const edit: Tamper = (database, pick) => {
  const choice = pick(edits.length + chainEdits.length)
  const chosen = edits[choice]
  if (chosen === undefined) {
    const entry = anyEntry(database, pick)
    run(database, chainEdits[choice - edits.length]!, entry.seq)
    return { what: 'edited', at: { seq: entry.seq } }
  }
  const [kind, sql] = chosen
  const entry = anyEntry(database, pick, kind)
  run(database, sql, entry.subjectId)
  return { what: sql.startsWith('DELETE') ? 'deleted' : 'edited', at: entry }
}

export const remove: Tamper = (database, pick) => {
  const entry = anyEntry(database, pick)
  const way = pick(3)
  if (way !== 2) run(database, `DELETE FROM ${tables[entry.kind]!} WHERE id = ?`, entry.subjectId)
  if (way !== 0) run(database, 'DELETE FROM chain WHERE seq = ?', entry.seq)
  return { what: 'deleted', at: { seq: entry.seq } }
}

/** A copy of a row under the next id, without an entry or with one in the middle. */
export const insert: Tamper = (database, pick) => {
  const entry = anyEntry(database, pick)
  if (pick(2) === 0) {
    run(database, 'UPDATE chain SET seq = -seq - 1 WHERE seq >= ?', entry.seq)
    run(database, 'UPDATE chain SET seq = -seq WHERE seq < 0')
    run(
      database,
      `INSERT INTO chain (seq, at_ms, kind, subject_id, salt, digest, content_digest, note, hash)
       SELECT ?, at_ms, kind, subject_id, salt, randomblob(32), content_digest, note, randomblob(32) FROM chain WHERE seq = ?`,
      entry.seq,
      entry.seq + 1,
    )
    return { what: 'inserted', at: { seq: entry.seq } }
  }
  const table = tables[entry.kind]!
  const columns = (database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && name !== 'delivery_key')
  run(database, `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`, entry.subjectId)
  const { id } = database.prepare(`SELECT max(id) AS id FROM ${table}`).get() as { id: number }
  return { what: 'inserted', at: { seq: null, kind: entry.kind, subjectId: id } }
}

export const reorder: Tamper = (database, pick) => {
  const [one, other] = [anyEntry(database, pick), anyEntry(database, pick)]
  const way = pick(3)
  if (way === 0 || one.seq === other.seq || one.kind !== other.kind) {
    // Where the same was picked twice, with the one after it.
    const [a, b] = [Math.min(one.seq, other.seq), Math.max(one.seq, other.seq)]
    const later = a === b ? a + 1 : b
    run(database, 'UPDATE chain SET seq = -1 WHERE seq = ?', a)
    run(database, 'UPDATE chain SET seq = ? WHERE seq = ?', a, later)
    run(database, 'UPDATE chain SET seq = ? WHERE seq = -1', later)
    return { what: 'reordered', at: { seq: a } }
  }
  const first = one.seq < other.seq ? one : other
  if (way === 1 || one.kind !== 'delivery') {
    swapIds(database, tables[one.kind]!, 'id', one.subjectId, other.subjectId)
    return { what: 'reordered', at: first }
  }
  swapIds(database, 'delivery_contents', 'delivery_id', one.subjectId, other.subjectId)
  return { what: 'reordered', at: first }
}

function swapIds(database: Database.Database, table: string, column: string, one: number, other: number): void {
  database.pragma('foreign_keys = OFF')
  const set = database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`)
  set.run(-1, one)
  set.run(one, other)
  set.run(other, -1)
}

/** The newest entries, with or without the rows that they are about. */
export const cut: Tamper = (database, pick) => {
  const { seq: head } = database.prepare('SELECT max(seq) AS seq FROM chain').get() as { seq: number }
  const from = head - pick(20)
  if (pick(2) === 0) {
    for (const [kind, table] of Object.entries(tables)) {
      database.prepare(`DELETE FROM ${table} WHERE id IN (SELECT subject_id FROM chain WHERE kind = ? AND seq >= ?)`).run(kind, from)
    }
  }
  run(database, 'DELETE FROM chain WHERE seq >= ?', from)
  return { what: 'cut', at: { seq: from } }
}

/** Takes one entry out and writes every later one anew, so that they fit one another again. */
export function rewriteWithout(database: Database.Database, seq: number): void {
  const entries = database
    .prepare(
      `SELECT seq, at_ms AS atMs, kind, subject_id AS subjectId, lower(hex(digest)) AS digest,
         CASE WHEN content_digest IS NULL THEN NULL ELSE lower(hex(content_digest)) END AS contentDigest, note FROM chain WHERE seq > ? ORDER BY seq`,
    )
    .all(seq) as StoredLink[]
  let { before } = database.prepare('SELECT lower(hex(hash)) AS before FROM chain WHERE seq = ?').get(seq - 1) as { before: string }
  run(database, 'DELETE FROM chain WHERE seq = ?', seq)
  for (const entry of entries) {
    before = linkHash(before, { ...entry, seq: entry.seq - 1 })
    run(database, 'UPDATE chain SET seq = ?, hash = ? WHERE seq = ?', entry.seq - 1, Buffer.from(before, 'hex'), entry.seq)
  }
}

import { deflateRawSync } from 'node:zlib'
import { prepared, type WriteDb } from './db.ts'
import { findKeepingMark, saveKeepingMark } from './keeping-marks.ts'

/** What saves less than this part is left as it came: reading it then costs nothing. */
const worthwhile = 0.9

interface Row {
  readonly id: number
  readonly body: Buffer | null
  readonly bodyCoding: number
  readonly receivedAtMs: number
}

/**
 * Compresses the next bodies that were received before an instant, each by itself, with a dictionary of what providers' bodies have in
 * common. What is compressed reads as before through `bodyBytes`, and the search has its words already or reads it there.
 *
 * @param dictionary at most 32 KiB, what is commonest last; nothing personal, for it outlives every body.
 * @returns how many bodies were looked at; 0: all that are old enough were.
 */
export function compressNextBodies(
  db: WriteDb,
  { beforeMs, limit, dictionary }: { readonly beforeMs: number; readonly limit: number; readonly dictionary: Buffer },
): number {
  const rows = prepared<Row>(
    db,
    `SELECT c.delivery_id AS id, c.body, c.body_coding AS bodyCoding, d.received_at_ms AS receivedAtMs
     FROM delivery_contents AS c JOIN deliveries AS d ON d.id = c.delivery_id WHERE c.delivery_id > ? ORDER BY c.delivery_id LIMIT ?`,
  ).all(findKeepingMark(db, 'compressed') ?? 0, limit)
  const young = rows.findIndex(({ receivedAtMs }) => receivedAtMs >= beforeMs)
  const old = young === -1 ? rows : rows.slice(0, young)
  const last = old.at(-1)
  if (!last) return 0
  const coding = dictionaryId(db, dictionary)
  const save = prepared(db, 'UPDATE delivery_contents SET body = ?, body_coding = ? WHERE delivery_id = ?')
  for (const { id, body, bodyCoding } of old) {
    if (body === null || bodyCoding !== 0) continue
    const compressed = deflateRawSync(body, { dictionary, level: 9 })
    if (compressed.length < body.length * worthwhile) save.run(compressed, coding, id)
  }
  saveKeepingMark(db, 'compressed', last.id)
  return old.length
}

/** The same bytes are kept once; others, of a newer version, beside those that older bodies need. */
function dictionaryId(db: WriteDb, bytes: Buffer): number {
  const known = prepared<{ id: number }>(db, 'SELECT id FROM body_dictionaries WHERE bytes = ?').get(bytes)
  return known?.id ?? Number(prepared(db, 'INSERT INTO body_dictionaries (bytes) VALUES (?)').run(bytes).lastInsertRowid)
}

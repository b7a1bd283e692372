import { inflateRawSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { prepared, type ReadDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

/** As it lies in delivery_contents. */
export interface StoredBody {
  readonly body: Buffer | null
  /** 0: as it came; else the number of the dictionary with which it was compressed. */
  readonly bodyCoding: number
}

/** The bytes as they came; null: not kept. Every reader of a body goes through here. */
export function bodyBytes(db: ReadDb, { body, bodyCoding }: StoredBody): Buffer | null {
  if (body === null || bodyCoding === 0) return body
  return inflateRawSync(body, { dictionary: dictionaryOf(db, bodyCoding) })
}

/** They never change, and there are few. */
const dictionaries = new WeakMap<Database, Map<number, Buffer>>()

function dictionaryOf(db: ReadDb, id: number): Buffer {
  let known = dictionaries.get(db.database)
  if (!known) dictionaries.set(db.database, (known = new Map()))
  const held = known.get(id)
  if (held) return held
  const bytes = prepared<{ bytes: Buffer }>(db, 'SELECT bytes FROM body_dictionaries WHERE id = ?').get(id)?.bytes
  if (!bytes) throw new StoreInvariantError(`a body was compressed with dictionary ${id}, which is not in the store`)
  known.set(id, bytes)
  return bytes
}

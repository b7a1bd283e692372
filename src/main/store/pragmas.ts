import type Database from 'better-sqlite3'
import { StoreNotDurableError } from './errors.ts'

/** In the file's header: says that a SQLite file is Deskbell's. ASCII "Desk". */
export const applicationId = 0x4465736b

/** How long a lock of another program may hold up this thread, in milliseconds, before the deliveries that wait are answered 503. */
const busyTimeoutMs = 1000

/**
 * Makes a commit mean what the acknowledgement says: it survives a power cut.
 * Every setting is read back, because SQLite takes a name it does not know, or a value it cannot have, without a word.
 *
 * @throws StoreNotDurableError
 */
export function makeDurable(database: Database.Database): void {
  database.pragma(`busy_timeout = ${busyTimeoutMs}`)
  database.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled to fall back to NORMAL in WAL mode, which loses the last commits in a power cut.
  database.pragma('synchronous = FULL')
  // macOS: a plain fsync there leaves the data in the drive's cache.
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  // What a savepoint may have to undo is kept in memory and not in a temporary file.
  database.pragma('temp_store = MEMORY')
  database.pragma('wal_autocheckpoint = 4000')
  // What is deleted is overwritten with zeros, from the first day on: an erasure cannot make up for it later without writing all of the file.
  database.pragma('secure_delete = ON')
  assertPragma(database, 'journal_mode', 'wal')
  assertPragma(database, 'synchronous', 2)
  assertPragma(database, 'foreign_keys', 1)
  assertPragma(database, 'secure_delete', 1)
}

function assertPragma(database: Database.Database, name: string, expected: string | number): void {
  const actual = database.pragma(name, { simple: true })
  if (actual !== expected)
    throw new StoreNotDurableError(`SQLite's ${name} must be ${expected}, and is ${String(actual)}: check the file system`)
}

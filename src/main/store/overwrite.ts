import Database from 'better-sqlite3'
import { prepared, scalar, type WriteDb } from './db.ts'

/** The full-text indexes. They hold words without the texts, so that what is deleted leaves its words behind until segments are merged. */
const indexes = ['delivery_search', 'client_search', 'appointment_search'] as const

/** Pages that one step writes: a few milliseconds. */
const pagesAtOnce = 64

/**
 * Merges each index into one segment, which leaves out the words of what was deleted.
 *
 * @returns jobs for the writer, to be run one after the other; each is repeated until it returns false.
 */
export function mergeSteps(): ((db: WriteDb) => boolean)[] {
  return indexes.map((index) => {
    let isBegun = false
    return (db) => {
      // Negative: begins, or goes on, merging everything into one.
      const pages = isBegun ? pagesAtOnce : -pagesAtOnce
      isBegun = true
      const before = scalar<number>(db, 'SELECT total_changes()')
      prepared(db, `INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(pages)
      // The insertion itself counts as one.
      return scalar<number>(db, 'SELECT total_changes()') - before >= 2
    }
  })
}

/**
 * Brings what the write-ahead log holds into the file and empties the log.
 *
 * @returns false: something is being written, or read by another handle, right now.
 */
export function emptyLog(db: WriteDb): boolean {
  if (!isIdle(db)) return false
  const [outcome] = db.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  return outcome?.busy === 0
}

/** True: no commit is under way. Nothing changes that before the next turn of the event loop. */
export function isIdle(db: WriteDb): boolean {
  return !db.database.inTransaction
}

/**
 * Writes the whole file anew, without what earlier contents left in the gaps of its pages. Holds the calling thread for as long as it takes, and
 * keeps everyone else from writing. What it needs meanwhile, twice the file's size, is on the disk and not in memory.
 */
export function rewriteFile(path: string): void {
  const database = new Database(path, { fileMustExist: true })
  try {
    database.pragma('busy_timeout = 5000')
    database.pragma('secure_delete = ON')
    database.pragma('temp_store = FILE')
    database.exec('VACUUM')
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

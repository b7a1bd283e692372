import { scalar, type WriteDb } from './db.ts'

/** Writes the file's header anew, with what it says already: a commit of it proves that a page can be written. */
export function touchFile(db: WriteDb): void {
  db.database.pragma(`user_version = ${scalar<number>(db, 'PRAGMA user_version')}`)
}

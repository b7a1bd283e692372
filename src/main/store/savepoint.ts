import { prepared, type WriteDb } from './db.ts'

/** A part of the open transaction that can be undone by itself. */
export interface Savepoint {
  begin(): void
  keep(): void
  undo(): void
}

/** @param name of our own choosing: it becomes part of the SQL. */
export function createSavepoint(db: WriteDb, name: string): Savepoint {
  const savepoint = prepared(db, `SAVEPOINT ${name}`)
  const release = prepared(db, `RELEASE ${name}`)
  const rollback = prepared(db, `ROLLBACK TO ${name}`)
  return {
    begin() {
      savepoint.run()
    },
    keep() {
      release.run()
    },
    undo() {
      rollback.run()
      release.run()
    },
  }
}

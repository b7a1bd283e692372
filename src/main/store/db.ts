import type Database from 'better-sqlite3'

/** A handle that queries may use. */
export interface ReadDb {
  readonly database: Database.Database
  readonly access: 'read' | 'write'
}

/** The one handle that changes the file. Outside of the store only the writer's jobs get it. */
export interface WriteDb extends ReadDb {
  readonly access: 'write'
}

type Row = Record<string, unknown>
const statements = new WeakMap<Database.Database, Map<string, Database.Statement<unknown[], unknown>>>()

/** The compiled statement for a text, kept with its handle: compiling costs more than most statements take to run. */
export function prepared<Result = Row>(db: ReadDb, sql: string): Database.Statement<unknown[], Result> {
  let known = statements.get(db.database)
  if (!known) statements.set(db.database, (known = new Map()))
  let statement = known.get(sql)
  if (!statement) known.set(sql, (statement = db.database.prepare(sql)))
  // The text decides what its rows look like; the caller writes both.
  return statement as Database.Statement<unknown[], Result>
}

/** The only column of the only row. */
export function scalar<Result>(db: ReadDb, sql: string, ...values: unknown[]): Result {
  const row = prepared<Record<string, Result>>(db, sql).get(...values)
  if (row === undefined) throw new Error(`no row: ${sql}`)
  return Object.values(row)[0] as Result
}

import { closeSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { syncFile } from './sync-files.ts'

/** What a backup holds, as it was when it was made. */
export interface StoreRecord {
  /** Of its schema. */
  readonly version: number
  /** The chain's end; null: from before there was a chain, or nothing is in it. */
  readonly head: { readonly seq: number; readonly hash: string } | null
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
}

/** A few milliseconds of reading; between two steps what asks for an end is heard. */
const pagesAtOnce = 250

/**
 * Copies a store that others write to, as it is at one moment, with SQLite's backup API: within one read transaction, so that what is committed
 * meanwhile neither waits nor gets in, and what is recorded is exactly what was copied.
 *
 * @param to where no file is yet; readable by its owner only. On return it is one file without a log, and survives a power cut.
 * @param onPages told now and then; throws to stop.
 */
export async function copyStore(
  from: string,
  to: string,
  onPages: (done: number, total: number) => void,
): Promise<{ readonly record: StoreRecord; readonly bytes: number }> {
  const source = new Database(from, { readonly: true, fileMustExist: true })
  try {
    source.exec('BEGIN')
    const record = readRecord(source)
    closeSync(openSync(to, 'wx', 0o600))
    const { totalPages } = await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        onPages(totalPages - remainingPages, totalPages)
        return pagesAtOnce
      },
    })
    source.exec('COMMIT')
    makeSingleFile(to)
    return { record, bytes: totalPages * Number(source.pragma('page_size', { simple: true })) }
  } finally {
    source.close()
  }
}

/** Without a write-ahead log beside it, so that it can be moved and opened where nothing can be written. */
export function makeSingleFile(path: string): void {
  const copy = new Database(path, { fileMustExist: true })
  try {
    copy.pragma('wal_checkpoint(TRUNCATE)')
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  syncFile(path)
}

/** In one transaction, or while nobody writes. */
export function readRecord(database: Database.Database): StoreRecord {
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    )
    .all()
  const counts = Object.fromEntries(
    tables.map(({ name }) => [
      name,
      database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${name.replaceAll('"', '""')}"`).get()?.n ?? 0,
    ]),
  )
  return { version: Number(database.pragma('user_version', { simple: true })), head: readHead(database, counts), counts }
}

function readHead(database: Database.Database, counts: Readonly<Record<string, number>>): StoreRecord['head'] {
  if (counts.chain === undefined) return null
  const row = database.prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1').get()
  return row === undefined ? null : { seq: row.seq, hash: row.hash.toString('hex') }
}

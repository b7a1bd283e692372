import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { findLastBackup, hasFormerStore } from './backup-files.ts'
import { NotADatabaseError, StoreDamagedError, StoreTooNewError } from './errors.ts'
import { applicationId } from './pragmas.ts'

const headerSize = 100
const magic = 'SQLite format 3\0'

/** Up to this size a file is read through at every start; larger ones only when something looks wrong, or starting would slow down as they grow. */
const alwaysCheckedBytes = 8 * 1024 * 1024

/**
 * Looks at an existing file without changing a byte of it.
 *
 * @param isSuspect something in it could not be read: it is read through, however large it is.
 * @returns the version that its schema has; null: there is no file yet.
 * @throws NotADatabaseError, StoreDamagedError, StoreTooNewError
 */
export function inspectFile(path: string, supportedVersion: number, isSuspect = false): number | null {
  const lastBackup = findLastBackup(path)
  if (!existsSync(path)) {
    if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0)
      throw new StoreDamagedError(path, 'the file itself is missing, only its write-ahead log is there', lastBackup)
    if (hasFormerStore(path)) throw new StoreDamagedError(path, 'the file itself is missing, only backups of it are there', lastBackup)
    return null
  }
  const header = readHeader(path)
  // A new store is put in place whole, so an empty file is the remains of something.
  if (header.fileSize === 0) throw new StoreDamagedError(path, 'it is empty', lastBackup)
  if (header.fileSize < headerSize || header.magic !== magic)
    throw new NotADatabaseError(path, 'it does not begin like a SQLite file', lastBackup)

  let database: Database.Database | null = null
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    const version = Number(database.pragma('user_version', { simple: true }))
    const application = Number(database.pragma('application_id', { simple: true }))
    if (application !== applicationId) throw new NotADatabaseError(path, 'it is a SQLite file of another program', lastBackup)
    if (version > supportedVersion) throw new StoreTooNewError(path, version, supportedVersion)
    probe(database)
    if (isSuspect || header.looksWrong || header.fileSize <= alwaysCheckedBytes) quickCheck(database, path, lastBackup)
    return version
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    if (error.code === 'SQLITE_NOTADB') throw new NotADatabaseError(path, 'SQLite does not recognise it', lastBackup, error)
    if (error.code.startsWith('SQLITE_CORRUPT')) throw new StoreDamagedError(path, error.message, lastBackup, error)
    throw error
  } finally {
    database?.close()
  }
}

/** https://www.sqlite.org/fileformat.html#the_database_header */
function readHeader(path: string): { magic: string; fileSize: number; looksWrong: boolean } {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(headerSize)
    readSync(file, bytes, 0, headerSize, 0)
    const fileSize = fstatSync(file).size
    const pageSizeField = bytes.readUInt16BE(16)
    const pageSize = pageSizeField === 1 ? 65_536 : pageSizeField
    const pages = bytes.readUInt32BE(28)
    return { magic: bytes.toString('latin1', 0, 16), fileSize, looksWrong: fileSize % pageSize !== 0 || fileSize < pages * pageSize }
  } finally {
    closeSync(file)
  }
}

/** Touches both ends of every table, in a time that does not grow with them. */
function probe(database: Database.Database): void {
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0")
    .all()
  for (const { name } of tables) {
    const quoted = `"${name.replaceAll('"', '""')}"`
    database.prepare(`SELECT * FROM ${quoted} ORDER BY rowid LIMIT 1`).get()
    database.prepare(`SELECT * FROM ${quoted} ORDER BY rowid DESC LIMIT 1`).get()
  }
}

function quickCheck(database: Database.Database, path: string, lastBackup: string | null): void {
  const findings = database.prepare<[], { quick_check: string }>('PRAGMA quick_check(3)').all()
  if (findings.length === 1 && findings[0]?.quick_check === 'ok') return
  throw new StoreDamagedError(path, findings.map((row) => row.quick_check).join('; '), lastBackup)
}

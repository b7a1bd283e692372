import { accessSync, closeSync, constants, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { beginChain } from './chain-begin.ts'
import type { ReadDb, WriteDb } from './db.ts'
import { inspectFile } from './inspect-file.ts'
import { migrate } from './migrate.ts'
import { latestVersion, migrations } from './migrations.ts'
import { applicationId, makeDurable } from './pragmas.ts'
import { syncFolder } from './sync-files.ts'

export interface Store {
  readonly path: string
  /** Sees what is committed, and cannot change it. */
  readonly read: ReadDb
  /** For the group-commit writer; everything else goes through its jobs. */
  readonly write: WriteDb
  /** Moves what the write-ahead log holds into the file, and lets it go. */
  close(): void
}

/**
 * Opens the store, or makes a new one where no file is.
 *
 * @param options.nowMs stamps migrations and the names of backups.
 * @param options.isSuspect something in the file could not be read before.
 * @throws StoreTooNewError, StoreDamagedError, NotADatabaseError: the file is then as it was. StoreMigrationError, StoreNotDurableError.
 */
export function openStore({ path, nowMs, isSuspect }: { path: string; nowMs: number; isSuspect?: boolean }): Store {
  if (inspectFile(path, latestVersion, isSuspect) === null) createFile(path, nowMs)
  // SQLite would open it for reading, and refuse the first delivery.
  accessSync(path, constants.W_OK)
  const writing = new Database(path, { fileMustExist: true })
  try {
    makeDurable(writing)
    migrate(writing, migrations, { path, nowMs })
    beginChain({ database: writing, access: 'write' }, nowMs)
    const reading = new Database(path, { readonly: true, fileMustExist: true })
    return {
      path,
      read: { database: reading, access: 'read' },
      write: { database: writing, access: 'write' },
      close() {
        reading.close()
        // The last handle to go checkpoints by itself.
        writing.close()
      },
    }
  } catch (error) {
    writing.close()
    throw error
  }
}

/** Under another name first: whatever interrupts it, there is a whole store or none. */
function createFile(path: string, nowMs: number): void {
  const draft = `${path}.new`
  writeEmptyStore(draft, nowMs)
  renameSync(draft, path)
  syncFolder(dirname(path))
}

/** A store without any rows, in one file; what lies there goes. */
export function writeEmptyStore(path: string, nowMs: number): void {
  mkdirSync(dirname(path), { recursive: true })
  for (const leftover of [path, `${path}-wal`, `${path}-shm`]) rmSync(leftover, { force: true })
  // It will hold names, addresses and the clinic's notes: nobody else's business. SQLite gives its side files the same mode.
  closeSync(openSync(path, 'wx', 0o600))
  const database = new Database(path, { fileMustExist: true })
  try {
    database.pragma(`application_id = ${applicationId}`)
    makeDurable(database)
    migrate(database, migrations, { path, nowMs })
  } finally {
    database.close()
  }
}

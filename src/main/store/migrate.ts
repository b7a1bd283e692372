import { closeSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { migrationBackupPath, partEnding } from './backup-files.ts'
import { StoreMigrationError } from './errors.ts'
import type { Migration } from './migrations.ts'
import { syncFile, syncFolder } from './sync-files.ts'

/**
 * Brings a store to the newest version, one transaction for each step, and a backup beside the file before each.
 *
 * @throws StoreMigrationError when a step fails or one that has run was edited since; the file then has the version of the last step that succeeded.
 */
export function migrate(
  database: Database.Database,
  migrations: readonly Migration[],
  { path, nowMs }: { path: string; nowMs: number },
): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version === 0)
    database.exec(
      'CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT',
    )
  refuseEdited(database, migrations)
  for (const migration of migrations.slice(version)) {
    if (version > 0) backUp(database, migrationBackupPath(path, migration.version, nowMs))
    runMigration(database, migration, nowMs)
  }
}

function refuseEdited(database: Database.Database, migrations: readonly Migration[]): void {
  const ran = database.prepare<[], { version: number; name: string; sha256: string }>('SELECT version, name, sha256 FROM migrations').all()
  for (const { version, name, sha256 } of ran) {
    if (migrations[version - 1]?.sha256 !== sha256)
      throw new StoreMigrationError(`migration ${name} was changed after it had run on this store: undo the change and add a new migration`)
  }
}

/** VACUUM INTO makes one consistent file, the write-ahead log included. Its name is there once all of it is. */
function backUp(database: Database.Database, backupPath: string): void {
  const draft = `${backupPath}${partEnding}`
  rmSync(draft, { force: true })
  // SQLite takes an empty file for none, and leaves its mode as it is.
  closeSync(openSync(draft, 'wx', 0o600))
  database.prepare('VACUUM INTO ?').run(draft)
  syncFile(draft)
  renameSync(draft, backupPath)
  syncFolder(dirname(backupPath))
}

function runMigration(database: Database.Database, migration: Migration, nowMs: number): void {
  // Rebuilding a table needs this off, and it can only be switched outside of a transaction; the check below makes up for it.
  database.pragma('foreign_keys = OFF')
  try {
    database
      .transaction(() => {
        database.exec(migration.sql)
        const violations = database.pragma('foreign_key_check')
        if (Array.isArray(violations) && violations.length > 0)
          throw new Error(`${violations.length} rows would refer to rows that are not there`)
        database
          .prepare('INSERT INTO migrations (version, name, sha256, applied_at_ms) VALUES (?, ?, ?, ?)')
          .run(migration.version, migration.name, migration.sha256, nowMs)
        database.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StoreMigrationError(`migration ${migration.name} failed and was undone: ${reason}`, { cause })
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

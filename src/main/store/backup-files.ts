import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Why it was made: by the clock, by a person, or before a migration. `set-aside`: no copy, but what a restored backup took the place of. */
export type BackupKind = 'scheduled' | 'hand' | 'update' | 'set-aside'

export interface BackupFile {
  readonly name: string
  readonly folder: string
  readonly path: string
  readonly kind: BackupKind
  readonly madeAtMs: number
  readonly bytes: number
  /** An age file, locked by a passphrase. */
  readonly isEncrypted: boolean
}

const prefix = 'deskbell-backup-'
const plainEnding = '.db'
const sealedEnding = '.db.gz.age'
/** Behind what is not finished. No list shows it, and the next start removes it. */
export const partEnding = '.part'

/** `20241121T123000000Z`: sorts by time, and every file system takes it. */
function stampOf(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:.]/g, '')
}

function readStamp(stamp: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(stamp)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, millisecond] = parts
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`)
  return Number.isNaN(ms) ? null : ms
}

export function backupName(madeAtMs: number, cause: 'scheduled' | 'hand', isEncrypted: boolean): string {
  return `${prefix}${stampOf(madeAtMs)}-${cause}${isEncrypted ? sealedEnding : plainEnding}`
}

/** @param version to which the migration leads that runs next. */
export function migrationBackupPath(path: string, version: number, nowMs: number): string {
  return join(dirname(path), `${prefix}${stampOf(nowMs)}-before-${String(version).padStart(4, '0')}${plainEnding}`)
}

export function setAsidePath(path: string, nowMs: number): string {
  return `${path}.set-aside-${stampOf(nowMs)}`
}

const backupPattern = /^deskbell-backup-(\d{8}T\d{9}Z)-(scheduled|hand|before-\d{4})\.db(\.gz\.age)?$/
const setAsidePattern = /\.set-aside-(\d{8}T\d{9}Z)$/
/** As migrations named theirs before there were others. */
const olderPattern = /\.before-\d{4}-(\d{1,15})\.backup$/

/** Null: no name that Deskbell gives. */
export function readBackupName(name: string): Pick<BackupFile, 'kind' | 'madeAtMs' | 'isEncrypted'> | null {
  const backup = backupPattern.exec(name)
  if (backup) {
    const [, stamp = '', cause = '', sealed] = backup
    const madeAtMs = readStamp(stamp)
    const kind = cause === 'scheduled' || cause === 'hand' ? cause : 'update'
    return madeAtMs === null ? null : { kind, madeAtMs, isEncrypted: sealed !== undefined }
  }
  const setAside = setAsidePattern.exec(name)
  if (setAside) {
    const madeAtMs = readStamp(setAside[1] ?? '')
    return madeAtMs === null ? null : { kind: 'set-aside', madeAtMs, isEncrypted: false }
  }
  const older = olderPattern.exec(name)
  return older ? { kind: 'update', madeAtMs: Number(older[1]), isEncrypted: false } : null
}

/** Everything in these folders that could be restored, the youngest first. A folder that cannot be read has none. */
export function listBackupFiles(folders: readonly string[]): BackupFile[] {
  const files = [...new Set(folders)].flatMap((folder) => namesIn(folder).flatMap((name) => fileOf(folder, name)))
  return files.sort((a, b) => b.madeAtMs - a.madeAtMs || (a.name < b.name ? 1 : -1))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function fileOf(folder: string, name: string): BackupFile[] {
  const known = readBackupName(name)
  if (known === null) return []
  const path = join(folder, name)
  try {
    const stats = statSync(path)
    return stats.isFile() ? [{ name, folder, path, ...known, bytes: stats.size }] : []
  } catch {
    return [] // Gone since the folder was read.
  }
}

/** Where the folder stands that the settings name: they cannot be read when the database cannot, and then its backups are needed most. */
const folderNote = (path: string): string => `${path}.backup-folder`

/** @param folder null: beside the database. */
export function noteBackupFolder(path: string, folder: string | null): void {
  if (folder === null) rmSync(folderNote(path), { force: true })
  else writeFileSync(folderNote(path), folder, { mode: 0o600 })
}

/** Where backups of this database lie, as far as is known without opening it. */
export function backupFoldersOf(path: string): string[] {
  return [dirname(path), ...readNote(folderNote(path))]
}

function readNote(note: string): string[] {
  try {
    return [readFileSync(note, 'utf8')]
  } catch {
    return []
  }
}

/** The youngest backup that is known of; what was set aside is none. */
export function findLastBackup(path: string): string | null {
  return listBackupFiles(backupFoldersOf(path)).find(({ kind }) => kind !== 'set-aside')?.path ?? null
}

/** Whether there once was a database here: a new one may then not take its place without a word. */
export function hasFormerStore(path: string): boolean {
  return listBackupFiles(backupFoldersOf(path)).length > 0
}

/** Drafts that a run left which died, in a folder of backups: those begun before that instant. */
export function listLeftovers(folder: string, beforeMs: number): string[] {
  const drafts = namesIn(folder).filter((name) => {
    const backup = name.endsWith(partEnding) ? readBackupName(basename(name, partEnding)) : null
    return backup !== null && backup.madeAtMs < beforeMs
  })
  return drafts.map((name) => join(folder, name))
}

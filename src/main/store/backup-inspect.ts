import Database from 'better-sqlite3'
import { readRecord } from './backup-copy.ts'
import type { StoreRecord } from './backup-copy.ts'
import { applicationId } from './pragmas.ts'

/** What is found in a backup that was unpacked. */
export interface CopyFindings {
  readonly record: StoreRecord
  /** The newest rows that the backup knows; 0: none. */
  readonly newest: { readonly delivery: number; readonly appointment: number; readonly history: number }
  /** When its desk was last known to receive; null: never. */
  readonly aliveAtMs: number | null
}

export type CopyProblem = 'not-ours' | 'too-new' | 'damaged'

/** The file cannot be used as a store. */
export class CopyError extends Error {
  override readonly name = 'CopyError'
  readonly code: CopyProblem
  constructor(code: CopyProblem, options?: ErrorOptions) {
    super(`the backup cannot be used: ${code}`, options)
    this.code = code
  }
}

/**
 * Reads all of a store that nobody uses, without changing it: every page, every index, every reference.
 *
 * @throws CopyError
 */
export function inspectCopy(path: string, supportedVersion: number): CopyFindings {
  try {
    return readThrough(path, supportedVersion)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    if (error.code === 'SQLITE_NOTADB') throw new CopyError('not-ours', { cause: error })
    if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_ERROR') throw new CopyError('damaged', { cause: error })
    throw error
  }
}

function readThrough(path: string, supportedVersion: number): CopyFindings {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  try {
    if (Number(database.pragma('application_id', { simple: true })) !== applicationId) throw new CopyError('not-ours')
    const version = Number(database.pragma('user_version', { simple: true }))
    if (version > supportedVersion) throw new CopyError('too-new')
    const findings = database.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(1)').all()
    if (findings[0]?.integrity_check !== 'ok') throw new CopyError('damaged')
    if (database.prepare('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get() !== undefined) throw new CopyError('damaged')
    const record = readRecord(database)
    const newest = (table: string): number =>
      record.counts[table] === undefined
        ? 0
        : (database.prepare<[], { id: number | null }>(`SELECT max(id) AS id FROM ${table}`).get()?.id ?? 0)
    const alive =
      record.counts.heartbeat === undefined
        ? undefined
        : database.prepare<[], { at: number }>('SELECT alive_at_ms AS at FROM heartbeat').get()
    return {
      record,
      newest: { delivery: newest('deliveries'), appointment: newest('appointments'), history: newest('appointment_history') },
      aliveAtMs: alive?.at ?? null,
    }
  } finally {
    database.close()
  }
}

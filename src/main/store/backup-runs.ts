import { z } from 'zod'
import { appendToChain } from './chain.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'
import { endAllDesks } from './desks-keeping.ts'
import type { RestoreOrder } from './restore-order.ts'
import { saveCredential } from './secrets.ts'
import { endAllElse } from './still-counts.ts'

/** What a backup held when it was made, and what its file was. */
const recordSchema = z.strictObject({
  version: z.number(),
  head: z.strictObject({ seq: z.number(), hash: z.string() }).nullable(),
  counts: z.record(z.string(), z.number()),
  /** Of the file, hex. */
  sha256: z.string(),
  /** Of the store in it, unpacked. */
  storeBytes: z.number(),
})
export type BackupRecord = z.infer<typeof recordSchema>

export type RunKind = 'backup' | 'rehearsal'
export type RunCause = 'scheduled' | 'hand'
export type RunOutcome = 'done' | 'failed' | 'cancelled'

export interface BackupRun {
  readonly id: number
  readonly kind: RunKind
  readonly cause: RunCause
  /** Name of the file. */
  readonly file: string
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly outcome: RunOutcome | null
  readonly failure: string | null
}

const columns = 'id, kind, cause, file, started_at_ms AS startedAtMs, ended_at_ms AS endedAtMs, outcome, failure'

export function insertBackupRun(db: WriteDb, run: Pick<BackupRun, 'kind' | 'cause' | 'file' | 'startedAtMs'>): number {
  const { lastInsertRowid } = prepared(db, 'INSERT INTO backup_runs (kind, cause, file, started_at_ms) VALUES (?, ?, ?, ?)').run(
    run.kind,
    run.cause,
    run.file,
    run.startedAtMs,
  )
  return Number(lastInsertRowid)
}

export interface RunEnd {
  readonly outcome: RunOutcome
  /** Why it failed, in a word. */
  readonly failure: string | null
  readonly endedAtMs: number
  readonly bytes?: number
  readonly record?: BackupRecord
}

export function endBackupRun(db: WriteDb, id: number, { outcome, failure, endedAtMs, bytes, record }: RunEnd): void {
  prepared(db, 'UPDATE backup_runs SET ended_at_ms = ?, outcome = ?, failure = ?, bytes = ?, recorded = ? WHERE id = ?').run(
    endedAtMs,
    outcome,
    failure,
    bytes ?? null,
    record ? JSON.stringify(record) : null,
    id,
  )
}

/** Those that a desk left which died, or which a backup holds that was made while they went on. @returns whether there were any */
export function endCutOffRuns(db: WriteDb, endedAtMs: number): boolean {
  return (
    prepared(
      db,
      `UPDATE backup_runs SET ended_at_ms = ?, outcome = 'cancelled', failure = 'cut-off' WHERE outcome IS NULL AND kind <> 'restore'`,
    ).run(endedAtMs).changes > 0
  )
}

/** The newest that has ended: of all, or of those that ended so. */
export function findLastRun(
  db: ReadDb,
  kind: RunKind,
  outcomes: readonly RunOutcome[] = ['done', 'failed', 'cancelled'],
): BackupRun | null {
  const marks = outcomes.map(() => '?').join(', ')
  return (
    prepared<BackupRun>(db, `SELECT ${columns} FROM backup_runs WHERE kind = ? AND outcome IN (${marks}) ORDER BY id DESC LIMIT 1`).get(
      kind,
      ...outcomes,
    ) ?? null
  )
}

/** By a file's name: the last rehearsal of it that came to an end by itself. */
export function listRehearsals(db: ReadDb): Map<string, BackupRun> {
  const runs = prepared<BackupRun>(
    db,
    `SELECT ${columns} FROM backup_runs WHERE kind = 'rehearsal' AND outcome IN ('done', 'failed') ORDER BY id`,
  ).all()
  return new Map(runs.map((run) => [run.file, run]))
}

/** Names of the files that this store's desk has made. */
export function listMadeBackups(db: ReadDb): Set<string> {
  return new Set(
    prepared<{ file: string }>(db, "SELECT file FROM backup_runs WHERE kind = 'backup' AND outcome = 'done'")
      .all()
      .map(({ file }) => file),
  )
}

/** Null: this store does not know the file, or made it before this was recorded. */
export function findBackupRecord(db: ReadDb, file: string): BackupRecord | null {
  const row = prepared<{ recorded: string | null }>(
    db,
    "SELECT recorded FROM backup_runs WHERE kind = 'backup' AND file = ? AND outcome = 'done' ORDER BY id DESC LIMIT 1",
  ).get(file)
  return row?.recorded == null ? null : recordSchema.parse(JSON.parse(row.recorded))
}

/** When the store was begun. */
export function storeBegunAtMs(db: ReadDb): number {
  return scalar<number | null>(db, 'SELECT min(applied_at_ms) FROM migrations') ?? 0
}

export interface Restore {
  readonly atMs: number
  /** What took the place: a backup's name; null: one of another name. */
  readonly file: string | null
  readonly what: 'backup' | 'empty'
  readonly madeAtMs: number | null
  readonly setAside: string
}

const restoreSchema = z.strictObject({
  what: z.enum(['backup', 'empty']),
  madeAtMs: z.number().nullable(),
  setAside: z.string(),
})

/**
 * Says in the store, and in its chain, that a backup took the place of the file, and brings the passphrase for backups with it. Said again,
 * because the desk died before it could forget the order, it changes nothing.
 *
 * @returns false: it was noted already.
 */
export function noteRestored(
  db: WriteDb,
  { orderedAtMs, actor, what, backup, madeAtMs, setAside, passphrase, stillCounts }: RestoreOrder,
): boolean {
  const recorded = JSON.stringify({ what, madeAtMs, setAside } satisfies z.infer<typeof restoreSchema>)
  const known = prepared(db, "SELECT 1 FROM backup_runs WHERE kind = 'restore' AND recorded = ? AND started_at_ms = ?")
  if (known.get(recorded, orderedAtMs) !== undefined) return false
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO backup_runs (kind, cause, file, started_at_ms, ended_at_ms, outcome, recorded) VALUES ('restore', 'hand', ?, ?, ?, 'done', ?)`,
  ).run(backup ?? '', orderedAtMs, orderedAtMs, recorded)
  if (passphrase !== null && what === 'backup')
    saveCredential(db, { ...passphrase, name: backupCredential, ciphertext: Buffer.from(passphrase.ciphertext, 'base64') })
  endAllDesks(db, orderedAtMs)
  if (stillCounts !== null) endAllElse(db, stillCounts, { atMs: orderedAtMs, by: actor })
  appendToChain(db, {
    atMs: orderedAtMs,
    kind: 'restored',
    subjectId: Number(lastInsertRowid),
    row: [orderedAtMs, actor, recorded],
    note: { what, madeAtMs, backup, setAside },
  })
  return true
}

/** The vault's name for the passphrase. */
export const backupCredential = 'backup passphrase'

export function findLastRestore(db: ReadDb): Restore | null {
  const row = prepared<{ atMs: number; file: string; recorded: string }>(
    db,
    "SELECT started_at_ms AS atMs, file, recorded FROM backup_runs WHERE kind = 'restore' ORDER BY id DESC LIMIT 1",
  ).get()
  return row === undefined ? null : { atMs: row.atMs, file: row.file || null, ...restoreSchema.parse(JSON.parse(row.recorded)) }
}

/** What came after a backup, and would be missing with it. */
export function countNewerThan(
  db: ReadDb,
  newest: { readonly delivery: number; readonly appointment: number; readonly history: number },
): { readonly deliveries: number; readonly appointments: number; readonly changes: number } {
  const after = (table: string, id: number): number => scalar<number>(db, `SELECT count(*) FROM ${table} WHERE id > ?`, id)
  return {
    deliveries: after('deliveries', newest.delivery),
    appointments: after('appointments', newest.appointment),
    changes: after('appointment_history', newest.history),
  }
}

/** Whether this store's chain went through that entry: the backup is then an earlier state of this very store. */
export function chainHolds(db: ReadDb, head: { readonly seq: number; readonly hash: string }): boolean {
  return prepared(db, 'SELECT 1 FROM chain WHERE seq = ? AND hash = ?').get(head.seq, Buffer.from(head.hash, 'hex')) !== undefined
}

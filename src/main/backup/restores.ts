import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { backupFoldersOf, listBackupFiles, listLeftovers, readBackupName, setAsidePath } from '../store/backup-files.ts'
import type { BackupFile } from '../store/backup-files.ts'
import type { CopyFindings } from '../store/backup-inspect.ts'
import { latestVersion } from '../store/migrations.ts'
import { writeEmptyStore } from '../store/open.ts'
import { restoringPath, writeRestoreOrder } from '../store/restore-order.ts'
import type { RestoreOrder } from '../store/restore-order.ts'
import type { Bench } from './bench.ts'
import { BackupError } from './jobs.ts'
import type { JobProgress } from './jobs.ts'
import type { RunJob } from './run-job.ts'

export interface RestoresParts {
  /** The database. */
  readonly path: string
  readonly bench: Bench
  readonly runJob: RunJob
  readonly now: () => number
  readonly actor: () => string
  /** Ends the desk in order and starts it again. */
  readonly restart: () => void
  /** Tells the anchors outside of the file that another one takes its place; null: one without any rows. */
  readonly expectRestore: (path: string | null) => Promise<void>
  /** What is set for backups; null: nothing, or it cannot be read here. */
  readonly passphrase: () => string | null
  /** The same as the vault sealed it, for the restored store to keep. */
  readonly sealedPassphrase: () => RestoreOrder['passphrase']
  /** What lets others in at present; null: it cannot be read. */
  readonly stillCounts: () => RestoreOrder['stillCounts']
}

/** What was found in a backup, which lies unpacked beside the database from then on. */
export interface CheckedBackup {
  /** Restores this very one. */
  readonly token: string
  /** The backup's name, or that of the file that was chosen. */
  readonly name: string
  readonly madeAtMs: number | null
  readonly findings: CopyFindings
}

/** What is to be looked at: one of the list, or a file that somebody chose. */
export interface CheckOrder {
  readonly path: string
  readonly passphrase: string | null
  readonly signal?: AbortSignal | undefined
  readonly onProgress: (progress: JobProgress) => void
}

const dayMs = 86_400_000

/** Putting a backup in the database's place. Works with the store open and with one that cannot be opened. */
export interface Restores {
  list(): BackupFile[]
  /** Unpacks it beside the database and reads all of it. Throws BackupError or BenchBusyError. */
  check(order: CheckOrder): Promise<CheckedBackup>
  /** Takes what was checked last, and begins anew with it. @returns false: something else was checked since, or nothing was. */
  restore(token: string): Promise<boolean>
  /** Sets the present file aside and begins anew without any rows. */
  startEmpty(): Promise<void>
  /** What was checked is not wanted. */
  forget(): void
}

export function createRestores({
  path,
  bench,
  runJob,
  now,
  actor,
  restart,
  expectRestore,
  passphrase,
  sealedPassphrase,
  stillCounts,
}: RestoresParts): Restores {
  const place = restoringPath(path)
  let checked: CheckedBackup | null = null
  // Of a former run, which was not ordered to use it.
  forget()
  for (const folder of backupFoldersOf(path)) removeLeftovers(folder)

  function forget(): void {
    checked = null
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(place + suffix, { force: true })
  }

  async function order(what: RestoreOrder['what'], backup: string | null, madeAtMs: number | null): Promise<void> {
    await expectRestore(what === 'empty' ? null : place)
    const nowMs = now()
    writeRestoreOrder(path, {
      orderedAtMs: nowMs,
      actor: actor(),
      what,
      // Another name may be anybody's.
      backup: backup !== null && readBackupName(backup) !== null ? backup : null,
      madeAtMs,
      setAside: basename(setAsidePath(path, nowMs)),
      passphrase: sealedPassphrase(),
      stillCounts: stillCounts(),
    })
    checked = null
    restart()
  }

  return {
    list: () => listBackupFiles(backupFoldersOf(path)),
    check: ({ path: source, passphrase: given, signal, onProgress }) =>
      bench.run({ work: 'look', cause: 'hand', startedAtMs: now() }, signal, async (both) => {
        forget()
        const { findings } = await runJob(
          { job: 'unpack', source, to: place, passphrase: given ?? passphrase(), supportedVersion: latestVersion },
          { signal: both, onProgress },
        )
        const name = basename(source)
        checked = { token: randomUUID(), name, madeAtMs: readBackupName(name)?.madeAtMs ?? findings.aliveAtMs, findings }
        return checked
      }),
    async restore(token) {
      if (checked?.token !== token || bench.atWork() !== null) return false
      await order('backup', checked.name, checked.madeAtMs)
      return true
    },
    async startEmpty() {
      if (bench.atWork() !== null) throw new BackupError('failed')
      writeEmptyStore(place, now())
      await order('empty', null, null)
    },
    forget,
  }

  function removeLeftovers(folder: string): void {
    const isOurs = folder === dirname(path)
    const here = isOurs ? [`${path}.backup-draft`, `${path}.rehearsal`] : []
    // In another folder somebody else's desk may be writing just now.
    const leftovers = listLeftovers(folder, isOurs ? Infinity : now() - dayMs)
    for (const leftover of [...leftovers, ...here]) rmSync(leftover, { force: true })
  }
}

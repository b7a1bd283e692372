import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { BackupFailure } from '../../shared/words.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import { backupFoldersOf, backupName, listBackupFiles, noteBackupFolder } from '../store/backup-files.ts'
import type { BackupFile } from '../store/backup-files.ts'
import {
  endBackupRun,
  endCutOffRuns,
  findBackupRecord,
  findLastRun,
  insertBackupRun,
  listMadeBackups,
  storeBegunAtMs,
} from '../store/backup-runs.ts'
import type { BackupRecord, RunCause, RunEnd, RunKind } from '../store/backup-runs.ts'
import { latestVersion } from '../store/migrations.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import type { Bench, BenchWork } from './bench.ts'
import { failureOf, failureWord } from './failure.ts'
import { BackupError } from './jobs.ts'
import type { JobProgress, JobResults } from './jobs.ts'
import { readPassphrase } from './passphrase.ts'
import { backupsToRemove } from './retention.ts'
import type { RunJob } from './run-job.ts'
import { isDue, nextBackupMs } from './schedule.ts'

export interface BackupsParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly bench: Bench
  readonly runJob: RunJob
  readonly now: () => number
  /** log2 of scrypt's cost. */
  readonly work: number
  /** What failed by the clock, and nobody waits for. */
  readonly onFailure: (error: unknown) => void
}

export interface RunOptions {
  readonly cause: RunCause
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: JobProgress) => void
}

export interface Backups {
  /** Everything that could be restored, the youngest first. */
  list(): BackupFile[]
  atWork(): BenchWork | null
  /** Where the next one goes. */
  folder(): string
  /** Null: only by hand. */
  nextAtMs(): number | null
  /** Makes a backup and removes those beyond what is kept. Throws BackupError or BenchBusyError. Durable on return. */
  make(options: RunOptions): Promise<BackupFile>
  /**
   * Restores it into a temporary place, reads all of it, compares it with what was recorded, and removes it again. Throws as `make`.
   * `given`: the passphrase, where it is another than the one that is set.
   */
  rehearse(name: string, options: RunOptions & { readonly given?: string | null }): Promise<void>
  /** Makes and rehearses one if the time has come. Never rejects. */
  tick(): Promise<void>
  /** What went wrong last and has not gone right since; null: nothing. */
  trouble(): { readonly kind: RunKind; readonly failure: BackupFailure } | null
  start(): void
  /** Stops what goes on. Before the writer is closed. */
  close(): Promise<void>
}

/** How often it is looked whether the time has come. */
const tickMs = 60_000

export function openBackups(parts: BackupsParts): Backups {
  const { store, writer, settings, vault, bench, runJob, now, work, onFailure } = parts
  const troubles = new Map<RunKind, BackupFailure>(lastTroubles(store))
  let timer: NodeJS.Timeout | undefined

  const folder = (): string => settings.settings().backup.folder ?? dirname(store.path)
  const list = (): BackupFile[] => listBackupFiles([...backupFoldersOf(store.path), folder()])

  /** One run with its row: whatever becomes of it, the row says so. */
  async function run<T>(
    kind: RunKind,
    file: string,
    { cause, signal }: RunOptions,
    doing: (signal: AbortSignal) => Promise<{ readonly value: T; readonly bytes?: number; readonly record?: BackupRecord }>,
  ): Promise<T> {
    const startedAtMs = now()
    return bench.run({ work: kind, cause, startedAtMs }, signal, async (both) => {
      let id: number | null = null
      try {
        id = await writer.submit((db, notes) => {
          notes.topic('keeping')
          return insertBackupRun(db, { kind, cause, file, startedAtMs })
        })
        const { value, ...rest } = await doing(both)
        troubles.delete(kind)
        await end(id, { outcome: 'done', failure: null, endedAtMs: now(), ...rest })
        return value
      } catch (error) {
        const failure = failureOf(error)
        // Somebody typed another passphrase: nothing is the matter with the backup.
        const outcome = failure === 'cancelled' || (failure === 'passphrase' && cause === 'hand') ? 'cancelled' : 'failed'
        if (outcome === 'failed') troubles.set(kind, failure)
        // The disk may have no room for these words either; the alert is there all the same.
        if (id !== null) await end(id, { outcome, failure, endedAtMs: now() }).catch(onFailure)
        throw error instanceof BackupError ? error : new BackupError(failure, { cause: error })
      }
    })
  }

  function end(id: number, how: RunEnd): Promise<void> {
    return writer.submit((db, notes) => {
      notes.topic('keeping')
      endBackupRun(db, id, how)
    })
  }

  /** Null: it is not to be encrypted. */
  function passphrase(): string | null {
    const held = readPassphrase(vault)
    // What was to be encrypted is not written in the clear because the keyring is away.
    if (held.state === 'locked') throw new BackupError('vault')
    return held.state === 'ready' ? held.text : null
  }

  async function make(options: RunOptions): Promise<BackupFile> {
    const into = folder()
    const name = backupName(now(), options.cause, readPassphrase(vault).state !== 'none')
    const target = join(into, name)
    const made = await run('backup', name, options, async (signal) => {
      const { record, storeBytes, bytes, sha256 } = await runJob(
        { job: 'make', source: store.path, draft: `${store.path}.backup-draft`, target, passphrase: passphrase(), work },
        { signal, onProgress: options.onProgress ?? noProgress },
      )
      return { value: bytes, bytes, record: { ...record, sha256, storeBytes } }
    })
    noteBackupFolder(store.path, settings.settings().backup.folder)
    removeOutdated()
    return list().find((file) => file.path === target) ?? unlisted(name, made)
  }

  function unlisted(name: string, bytes: number): never {
    throw new BackupError('gone', { cause: `${name} of ${bytes} bytes went away` })
  }

  function removeOutdated(): void {
    const files = list()
    const rehearsed = findLastRun(store.read, 'rehearsal', ['done'])?.file ?? null
    const { keep } = settings.settings().backup
    for (const { path } of backupsToRemove(files, { keep, nowMs: now(), made: listMadeBackups(store.read), rehearsed })) {
      try {
        rmSync(path, { force: true })
      } catch (error) {
        onFailure(error)
      }
    }
  }

  async function rehearse(name: string, { given = null, ...options }: RunOptions & { readonly given?: string | null }): Promise<void> {
    const place = `${store.path}.rehearsal`
    await run('rehearsal', name, options, async (signal) => {
      const file = list().find((other) => other.name === name)
      if (file === undefined) throw new BackupError('gone')
      try {
        const unpacked = await runJob(
          {
            job: 'unpack',
            source: file.path,
            to: place,
            passphrase: file.isEncrypted ? (given ?? passphrase()) : null,
            supportedVersion: latestVersion,
          },
          { signal, onProgress: options.onProgress ?? noProgress },
        )
        compare(unpacked, findBackupRecord(store.read, name))
        return { value: undefined }
      } finally {
        rmSync(place, { force: true })
      }
    })
  }

  async function tick(): Promise<void> {
    const { everyHours } = settings.settings().backup
    if (everyHours === null || bench.atWork() !== null || !isDue(history(), everyHours, now())) return
    try {
      const { name } = await make({ cause: 'scheduled' })
      await rehearse(name, { cause: 'scheduled' })
    } catch (error) {
      if (failureOf(error) !== 'cancelled') onFailure(error)
    }
  }

  function history() {
    return {
      lastDoneMs: findLastRun(store.read, 'backup', ['done'])?.startedAtMs ?? null,
      lastFailedMs: findLastRun(store.read, 'backup', ['failed'])?.startedAtMs ?? null,
      begunMs: storeBegunAtMs(store.read),
    }
  }

  return {
    list,
    folder,
    atWork: () => bench.atWork()?.work ?? null,
    nextAtMs() {
      const { everyHours } = settings.settings().backup
      return everyHours === null ? null : nextBackupMs(history(), everyHours, now())
    },
    make,
    rehearse,
    tick,
    trouble() {
      const [first] = troubles
      return first ? { kind: first[0], failure: first[1] } : null
    },
    start() {
      writer.submit((db) => endCutOffRuns(db, now())).catch(onFailure)
      timer = setInterval(() => void tick(), tickMs).unref()
    },
    async close() {
      clearInterval(timer)
      await bench.close()
    },
  }
}

function noProgress(): void {}

function lastTroubles({ read }: Store): [RunKind, BackupFailure][] {
  return (['backup', 'rehearsal'] as const).flatMap((kind) => {
    const last = findLastRun(read, kind, ['done', 'failed'])
    return last?.outcome === 'failed' ? [[kind, failureWord(last.failure)]] : []
  })
}

/** @throws BackupError `damaged`: other bytes than were written; `differs`: other rows than were there. */
function compare({ findings, sha256 }: JobResults['unpack'], recorded: BackupRecord | null): void {
  if (recorded === null) return
  const { version, head, counts, sha256: written } = recorded
  if (sha256 !== written) throw new BackupError('damaged')
  if (!isDeepStrictEqual(findings.record, { version, head, counts })) throw new BackupError('differs')
}

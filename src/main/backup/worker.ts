import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { BackupStep } from '../../shared/contract/backups.ts'
import { copyStore, makeSingleFile } from '../store/backup-copy.ts'
import { partEnding } from '../store/backup-files.ts'
import { inspectCopy } from '../store/backup-inspect.ts'
import { syncFile, syncFolder } from '../store/sync-files.ts'
import { copyFileTo, decryptFile, encryptFile } from './age-file.ts'
import { failureOf } from './failure.ts'
import { BackupError } from './jobs.ts'
import type { BackupJob, JobMessage, JobResults, MakeJob, UnpackJob } from './jobs.ts'

/*
 * A thread of its own for one backup, one rehearsal or one look into a backup: reading, compressing and encrypting a large store takes seconds
 * to minutes, and the desk's thread answers deliveries meanwhile.
 */

if (parentPort === null) throw new Error('This is started in a worker thread, by run-job.ts.')
const desk = parentPort
const tell = (message: JobMessage): void => desk.postMessage(message)
const stopping = new AbortController()
const { signal } = stopping

/** Never less room than this is left behind: the deliveries need it. */
const spareBytes = 32 * 1024 * 1024
const everyMs = 100
/** https://c2sp.org/age */
const ageMagic = 'age-encryption.org/v1'

/** @returns tells how far a step has come, a few times a second. */
function progressOf(step: BackupStep, total: number): (done: number, total?: number) => void {
  let toldAtMs = 0
  return (done, of = total) => {
    if (signal.aborted) throw new BackupError('cancelled')
    const nowMs = performance.now()
    if (nowMs - toldAtMs < everyMs) return
    toldAtMs = nowMs
    tell({ kind: 'progress', step, done, total: of })
  }
}

async function make({ source, draft, target, passphrase, work }: MakeJob): Promise<JobResults['make']> {
  const part = `${target}${partEnding}`
  const copy = passphrase === null ? part : draft
  await refuseWithoutRoom(source, passphrase === null ? [part] : [draft, part])
  try {
    for (const leftover of [draft, part]) await rm(leftover, { force: true })
    const { record, bytes: storeBytes } = await copyStore(source, copy, progressOf('copy', 0))
    let sha256: string
    if (passphrase === null) sha256 = await hashOf(part)
    else {
      sha256 = await encryptFile(draft, part, { passphrase, work, onBytes: progressOf('encrypt', storeBytes), signal })
      syncFile(part)
    }
    await rename(part, target)
    syncFolder(dirname(target))
    return { record, storeBytes, bytes: (await stat(target)).size, sha256 }
  } finally {
    for (const leftover of [draft, part]) await rm(leftover, { force: true })
  }
}

/** Each of them may become as large as the store; the log's share goes into it. */
async function refuseWithoutRoom(source: string, files: readonly string[]): Promise<void> {
  const log = await stat(`${source}-wal`).catch(() => null)
  const needed = (await stat(source)).size + (log?.size ?? 0)
  const folders = files.map((file) => dirname(file))
  for (const folder of new Set(folders)) {
    const { bavail, bsize } = await statfs(folder)
    const here = folders.filter((other) => other === folder).length
    if (bavail * bsize < needed * here + spareBytes) throw new BackupError('disk-full')
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('hex')
}

async function unpack({ source, to, passphrase, supportedVersion }: UnpackJob): Promise<JobResults['unpack']> {
  try {
    for (const suffix of ['', '-wal', '-shm']) await rm(to + suffix, { force: true })
    const { size } = await stat(source)
    const sealed = await isAgeFile(source)
    const onBytes = progressOf(sealed ? 'unpack' : 'copy', size)
    if (sealed && passphrase === null) throw new BackupError('passphrase')
    const sha256 =
      passphrase !== null && sealed
        ? await decryptFile(source, to, { passphrase, onBytes, signal })
        : await copyWithLog(source, to, onBytes)
    tell({ kind: 'progress', step: 'check', done: 0, total: 0 })
    // What was set aside may be in need of its log.
    makeSingleFile(to)
    const findings = inspectCopy(to, supportedVersion)
    return { findings, storeBytes: (await stat(to)).size, sha256 }
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm']) await rm(to + suffix, { force: true })
    throw error
  }
}

/** By its first line, whatever its name is. */
async function isAgeFile(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ageMagic.length), 0, ageMagic.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === ageMagic
  } finally {
    await file.close()
  }
}

async function copyWithLog(source: string, to: string, onBytes: (done: number) => void): Promise<string> {
  const sha256 = await copyFileTo(source, to, { onBytes, signal })
  const log = await stat(`${source}-wal`).catch(() => null)
  if (log !== null && log.size > 0) await copyFileTo(`${source}-wal`, `${to}-wal`, { onBytes: () => undefined, signal })
  return sha256
}

desk.once('message', () => stopping.abort())
const job = workerData as BackupJob
const work: Promise<JobResults[keyof JobResults]> = job.job === 'make' ? make(job) : unpack(job)
void work
  .then(
    (result) => tell({ kind: 'done', result }),
    (error: unknown) => tell({ kind: 'failed', failure: signal.aborted ? 'cancelled' : failureOf(error) }),
  )
  // Or it would wait for a word to stop.
  .finally(() => desk.unref())

import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { partEnding } from '../store/backup-files.ts'
import { BackupError } from './jobs.ts'
import type { BackupJob, JobMessage, JobProgress, JobResults } from './jobs.ts'

/** While a key is made of a passphrase, the worker hears nothing for seconds. */
const patienceMs = 500

/** Built, the worker is a file beside the desk's; tests run it from its source. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './backup-worker.js', import.meta.url)
}

export type RunJob = <Job extends BackupJob>(
  job: Job,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
) => Promise<JobResults[Job['job']]>

/**
 * Does the job in a thread of its own.
 *
 * @throws BackupError; `cancelled` when the signal was given. Nothing half-done is left behind.
 */
export const runJob: RunJob = async (job, { signal, onProgress }) => {
  if (signal.aborted) throw new BackupError('cancelled')
  const worker = new Worker(workerEntry(), { workerData: job, name: 'backup' })
  let cutOff: NodeJS.Timeout | undefined
  const stop = (): void => {
    worker.postMessage('stop')
    cutOff = setTimeout(() => void worker.terminate(), patienceMs)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await settled(worker, onProgress)
  } catch (error) {
    throw signal.aborted ? new BackupError('cancelled', { cause: error }) : error
  } finally {
    signal.removeEventListener('abort', stop)
    clearTimeout(cutOff)
    await worker.terminate()
    if (signal.aborted) await removeDrafts(job)
  }
}

function settled<Result extends JobResults[keyof JobResults]>(
  worker: Worker,
  onProgress: (progress: JobProgress) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress({ step: message.step, done: message.done, total: message.total })
      // Which job gives which result is said where both are declared.
      else if (message.kind === 'done') resolve(message.result as Result)
      else reject(new BackupError(message.failure))
    })
    worker.on('error', (cause) => reject(new BackupError('failed', { cause })))
    worker.on('exit', () => reject(new BackupError('failed')))
  })
}

/** Of a worker that was cut off. */
async function removeDrafts(job: BackupJob): Promise<void> {
  const drafts =
    job.job === 'make'
      ? [job.draft, `${job.draft}-journal`, `${job.target}${partEnding}`]
      : ['', '-wal', '-shm'].map((suffix) => job.to + suffix)
  for (const draft of drafts) await rm(draft, { force: true })
}

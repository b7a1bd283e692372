import type { Topic } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'
import { isDiskFailure } from './disk-failures.ts'
import { StoreBusyError, StoreUnavailableError } from './errors.ts'
import { createSavepoint } from './savepoint.ts'

/** What a committed batch made different, for the window. */
export interface CommitNotice {
  readonly topics: readonly Topic[]
  readonly newAppointmentIds: readonly number[]
}

/** Where a job notes what it changed; told to the listeners only once it is committed, and forgotten when the job is rolled back. */
export interface CommitNotes {
  topic(topic: Topic): void
  newAppointment(id: number): void
}

export type Job<T> = (db: WriteDb, notes: CommitNotes) => T
/** Runs after a job threw and was rolled back, within the same transaction, to keep what must be kept of it. */
export type Rescue<T> = (error: unknown, db: WriteDb, notes: CommitNotes) => T

export interface JobOptions {
  /**
   * True: the job may run twice, because it does nothing that a roll-back does not undo. It then runs without a savepoint of its own, which
   * costs a seventh of a delivery; when one of a batch throws, all of them are rolled back and run again, each in a savepoint.
   */
  readonly isRepeatable?: boolean
}

export interface WriterOptions {
  /** Runs after each job, as part of it: what it adds is committed with the job, or not at all. Its own failure undoes nothing but itself. */
  readonly afterJob?: (db: WriteDb, notes: CommitNotes) => void
  readonly onAfterJobFailure?: (error: unknown) => void
}

export interface Writer {
  /**
   * Runs the job in the next shared transaction: what throws is rolled back alone, by a savepoint of its own or by running the others again.
   * Jobs are synchronous and do nothing but change the store.
   *
   * @returns settles after the commit: what it resolves to is durable.
   * Rejects with the job's own error, with StoreUnavailableError when the batch could not be committed, with StoreBusyError when too much waits, or it is held.
   */
  submit<T>(job: Job<T>, rescue?: Rescue<T>, options?: JobOptions): Promise<T>
  /** @returns its own undoing. */
  afterCommit(listener: (notice: CommitNotice) => void): () => void
  /** Called with the cause of each batch that could not be committed. @returns its own undoing. */
  afterFailure(listener: (cause: unknown) => void): () => void
  /** Since the start: `jobs` were committed in `commits` transactions. */
  counts(): { readonly commits: number; readonly jobs: number; readonly failedCommits: number }
  /** Jobs that wait for their transaction. */
  waiting(): number
  /** Commits what waits, and takes nothing more until the returned function is called. */
  hold(): () => void
  /** Commits what waits, and takes nothing more. */
  close(): Promise<void>
}

interface Queued {
  readonly isRepeatable: boolean
  /** Throws what the job throws. */
  readonly run: () => void
  /** Runs it in a savepoint of its own. Throws only what ends the batch. */
  readonly runGuarded: () => void
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown }

/** Each job may hold a body of 256 KiB. */
const mostQueued = 1024
/** Bounds how long the first of a batch waits for the last. */
const mostPerCommit = 128
/**
 * How many turns of the event loop may bring nothing before the batch is committed: in one, sockets are read; in the next, what they
 * brought has been judged and submitted.
 */
const quietTurns = 2
/** Milliseconds of jobs in one turn. The same thread answers the window, which is heard between two turns. */
const sliceMs = 3

/**
 * Group commit: jobs share one transaction and one fsync until none comes any more, or there are enough. No timer: while the jobs of one
 * half of the senders run, the other half sends, and is taken along instead of waiting for a commit of its own; and a job that comes
 * alone waits for two empty turns of the event loop, or, when the one before it came alone too, for nothing.
 */
export function createWriter(db: WriteDb, { afterJob, onAfterJobFailure }: WriterOptions = {}): Writer {
  const listeners = new Set<(notice: CommitNotice) => void>()
  const failureListeners = new Set<(cause: unknown) => void>()
  const idle: (() => void)[] = []
  let queue: Queued[] = []
  let scheduled = false
  let closed = false
  let holds = 0
  let [commits, jobs, failedCommits] = [0, 0, 0]
  /** Those whose jobs ran in the open transaction. */
  let batch: Queued[] = []
  /** True: one of them must not run twice, or one before threw; each has a savepoint from then on. */
  let isGuarded = false
  /** Of those that were rolled back, because one of them threw, how many are still to run again. */
  let toRepeat = 0
  let quiet = 0
  /** Of the batch before, how many jobs it had. */
  let lastSize = 2
  let topics = new Set<Topic>()
  let newAppointmentIds: number[] = []

  const begin = prepared(db, 'BEGIN IMMEDIATE')
  const commit = prepared(db, 'COMMIT')
  const rollback = prepared(db, 'ROLLBACK')
  const ofJob = createSavepoint(db, 'job')
  const ofFollowUp = createSavepoint(db, 'after_job')

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(turn)
  }

  function turn(): void {
    scheduled = false
    quiet = queue.length > 0 ? 0 : quiet + 1
    let notice: CommitNotice | null = null
    try {
      runJobs()
      if (batch.length > 0 && isComplete()) notice = commitBatch()
    } catch (cause) {
      giveUp(cause)
    }
    if (notice && notice.topics.length > 0) for (const listener of listeners) listener(notice)
    if (queue.length > 0 || batch.length > 0) schedule()
    else for (const resolve of idle.splice(0)) resolve()
  }

  function isComplete(): boolean {
    if (closed || batch.length === mostPerCommit) return true
    // One at a time lately: nobody is there to be taken along.
    if (batch.length === 1 && lastSize === 1) return true
    return quiet === quietTurns
  }

  function runJobs(): void {
    const startedAtMs = performance.now()
    while (batch.length < mostPerCommit && performance.now() - startedAtMs < sliceMs) {
      const job = queue.shift()
      if (!job) return
      batch.push(job)
      if (batch.length === 1) begin.run()
      runOne(job)
    }
  }

  /** Throws only what ends the batch. */
  function runOne(job: Queued): void {
    if (!job.isRepeatable || toRepeat > 0) isGuarded = true
    if (isGuarded) {
      job.runGuarded()
      toRepeat = Math.max(0, toRepeat - 1)
      return
    }
    try {
      job.run()
    } catch (error) {
      if (endsBatch(error)) throw error
      rollback.run()
      toRepeat = batch.length
      queue.unshift(...batch)
      clearBatch()
    }
  }

  function commitBatch(): CommitNotice {
    commit.run()
    const { done, notice } = takeBatch()
    commits += 1
    jobs += done.length
    for (const { resolve } of done) resolve()
    return notice
  }

  /** What waits goes with it: it would meet the same disk, and hold the thread once more for as long as a lock may. */
  function giveUp(cause: unknown): void {
    const refused = [...takeBatch().done, ...queue]
    queue = []
    toRepeat = 0
    failedCommits += 1
    if (db.database.inTransaction) db.database.exec('ROLLBACK')
    const error = new StoreUnavailableError('the batch could not be committed', { cause })
    for (const { reject } of refused) reject(error)
    for (const listener of failureListeners) listener(cause)
  }

  function takeBatch(): { readonly done: readonly Queued[]; readonly notice: CommitNotice } {
    lastSize = batch.length
    const taken = { done: batch, notice: { topics: [...topics], newAppointmentIds } }
    clearBatch()
    return taken
  }

  function clearBatch(): void {
    batch = []
    isGuarded = false
    quiet = 0
    topics = new Set()
    newAppointmentIds = []
  }

  function endsBatch(error: unknown): boolean {
    return isDiskFailure(error) || !db.database.inTransaction
  }

  /** Throws only what ends the batch. */
  function followUp(work: NonNullable<WriterOptions['afterJob']>, notes: CommitNotes): void {
    ofFollowUp.begin()
    try {
      work(db, notes)
      ofFollowUp.keep()
    } catch (error) {
      if (endsBatch(error)) throw error
      ofFollowUp.undo()
      onAfterJobFailure?.(error)
    }
  }

  /** @returns what `work` returns; what it noted is told with the batch, unless it throws. */
  function noting<T>(work: (notes: CommitNotes) => T): T {
    const noted: { topics: Topic[]; ids: number[] } = { topics: [], ids: [] }
    const value = work({ topic: (topic) => noted.topics.push(topic), newAppointment: (id) => noted.ids.push(id) })
    for (const topic of noted.topics) topics.add(topic)
    newAppointmentIds.push(...noted.ids)
    return value
  }

  /** Runs one job in its savepoint. Throws only what ends the batch. */
  function attempt<T>(job: Job<T>): Outcome<T> {
    ofJob.begin()
    try {
      const value = noting((notes) => {
        const made = job(db, notes)
        if (afterJob) followUp(afterJob, notes)
        ofJob.keep()
        return made
      })
      return { value }
    } catch (error) {
      if (endsBatch(error)) throw error
      ofJob.undo()
      return { error }
    }
  }

  return {
    submit<T>(job: Job<T>, rescue?: Rescue<T>, { isRepeatable = false }: JobOptions = {}): Promise<T> {
      if (closed) return Promise.reject(new StoreBusyError('the store is being closed'))
      if (holds > 0) return Promise.reject(new StoreBusyError('the file is being written anew'))
      if (queue.length >= mostQueued) return Promise.reject(new StoreBusyError(`${mostQueued} jobs wait for the disk already`))
      return new Promise<T>((resolve, reject) => {
        let outcome: Outcome<T>
        const run = (): void => {
          const value = noting((notes) => {
            const made = job(db, notes)
            afterJob?.(db, notes)
            return made
          })
          outcome = { value }
        }
        const runGuarded = (): void => {
          outcome = attempt(job)
          if (!('error' in outcome) || !rescue) return
          const { error } = outcome
          outcome = attempt((write, notes) => rescue(error, write, notes))
        }
        const settle = (): void => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value))
        queue.push({ isRepeatable, run, runGuarded, resolve: settle, reject })
        schedule()
      })
    },
    afterCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    afterFailure(listener) {
      failureListeners.add(listener)
      return () => failureListeners.delete(listener)
    },
    counts: () => ({ commits, jobs, failedCommits }),
    waiting: () => queue.length,
    hold() {
      holds += 1
      return () => {
        holds -= 1
      }
    },
    async close() {
      closed = true
      if (scheduled) await new Promise<void>((resolve) => idle.push(resolve))
    },
  }
}

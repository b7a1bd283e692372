import type { RunCause } from '../store/backup-runs.ts'

export type BenchWork = 'backup' | 'rehearsal' | 'look'

/** What is being done at the bench. */
export interface AtWork {
  readonly work: BenchWork
  readonly cause: RunCause
  readonly startedAtMs: number
}

/** One backup, rehearsal or look into a backup at a time: each takes a disk and a core for itself. */
export interface Bench {
  atWork(): AtWork | null
  /** @throws BenchBusyError while something else is being done. */
  run<T>(what: AtWork, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Stops what is being done, and takes nothing more. */
  close(): Promise<void>
}

export class BenchBusyError extends Error {
  override readonly name = 'BenchBusyError'
}

/** @param onChange called when something begins or ends. */
export function createBench(onChange: () => void): Bench {
  let present: AtWork | null = null
  let ended: Promise<unknown> = Promise.resolve()
  const closing = new AbortController()

  return {
    atWork: () => present,
    async run(what, signal, work) {
      if (present !== null || closing.signal.aborted) throw new BenchBusyError('A backup is being worked on already.')
      present = what
      onChange()
      const doing = work(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal)
      ended = doing.catch(() => undefined)
      try {
        return await doing
      } finally {
        present = null
        onChange()
      }
    },
    async close() {
      closing.abort()
      await ended
    },
  }
}

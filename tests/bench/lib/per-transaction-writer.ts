import type { WriteDb } from '../../../src/main/store/db.ts'
import type { CommitNotes, Writer } from '../../../src/main/store/writer.ts'

const noNotes: CommitNotes = { topic: () => undefined, newAppointment: () => undefined }

/** What group commit is measured against: each delivery its own transaction, at once and without a savepoint. */
export function createPerTransactionWriter(db: WriteDb): Writer {
  const { database } = db
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  let jobs = 0
  return {
    submit(job) {
      begin.run()
      const value = job(db, noNotes)
      commit.run()
      jobs += 1
      return Promise.resolve(value)
    },
    afterCommit: () => () => undefined,
    afterFailure: () => () => undefined,
    counts: () => ({ commits: jobs, jobs, failedCommits: 0 }),
    waiting: () => 0,
    hold: () => () => undefined,
    close: () => Promise.resolve(),
  }
}

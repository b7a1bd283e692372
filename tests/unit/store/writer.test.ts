import { expect, test } from 'vitest'
import { prepared, scalar, type ReadDb, type WriteDb } from '../../../src/main/store/db.ts'
import { StoreBusyError, StoreUnavailableError } from '../../../src/main/store/errors.ts'
import { findVaultValue, saveVaultValue } from '../../../src/main/store/secrets.ts'
import { createWriter, type CommitNotice, type Job } from '../../../src/main/store/writer.ts'
import { temporaryStore } from '../../support/temporary.ts'

const write = (name: string) => (db: WriteDb) => saveVaultValue(db, name, Buffer.from(name))

test('jobs that come together share one commit', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  await Promise.all(['a', 'b', 'c'].map((name) => writer.submit(write(name))))
  expect({ counts: writer.counts(), stored: scalar(store.read, 'SELECT count(*) FROM vault_values') }).toEqual({
    counts: { commits: 1, jobs: 3, failedCommits: 0 },
    stored: 3,
  })
})

test('jobs that come while others run are taken along into their commit', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const early = writer.submit(write('early'))
  const late = new Promise<void>((resolve) => setImmediate(() => resolve(writer.submit(write('late')))))
  await Promise.all([early, late])
  expect(writer.counts()).toEqual({ commits: 1, jobs: 2, failedCommits: 0 })
})

test('a stream of jobs that never ends is committed all the same', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  let isOver = false
  let submitted = 0
  const stream = (): void => {
    if (isOver) return
    submitted += 1
    void writer.submit(write(`job ${submitted}`))
    setImmediate(stream)
  }
  const first = writer.submit(write('first'))
  stream()
  await first
  isOver = true
  await writer.close()
  expect(scalar(store.read, 'SELECT count(*) FROM vault_values')).toBe(submitted + 1)
})

test('a job that throws is rolled back alone, and only its promise is rejected', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const poison = (db: WriteDb) => {
    saveVaultValue(db, 'poison', Buffer.from('half done'))
    throw new Error('poisoned')
  }
  const outcomes = await Promise.allSettled([writer.submit(write('before')), writer.submit(poison), writer.submit(write('after'))])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(['before', 'poison', 'after'].map((name) => findVaultValue(store.read, name)?.toString() ?? null)).toEqual([
    'before',
    null,
    'after',
  ])
  expect(writer.counts().commits).toBe(1)
})

test('a rescue keeps what must be kept of a job that threw', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const outcome = await writer.submit<string>(
    (db) => {
      saveVaultValue(db, 'half', Buffer.from('x'))
      throw new Error('poisoned')
    },
    (error, db) => {
      saveVaultValue(db, 'kept', Buffer.from('y'))
      return (error as Error).message
    },
  )
  expect([outcome, findVaultValue(store.read, 'half'), findVaultValue(store.read, 'kept')?.toString()]).toEqual(['poisoned', null, 'y'])
})

/** Counts its runs, which a roll-back does not undo. */
function countedJob(name: string) {
  const runs = { count: 0 }
  const job = (db: WriteDb): string => {
    runs.count += 1
    write(name)(db)
    return name
  }
  return { runs, job }
}

const stored = (db: ReadDb) =>
  prepared<{ name: string }>(db, 'SELECT name FROM vault_values ORDER BY name')
    .all()
    .map(({ name }) => name)

const repeatable = { isRepeatable: true }

test('of jobs that may run twice, one that throws is rolled back alone: the others run again and are stored once', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const notices: CommitNotice[] = []
  writer.afterCommit((notice) => notices.push(notice))
  const [before, after] = [countedJob('before'), countedJob('after')]
  const told = (job: Job<string>): Job<string> => {
    return (db, notes) => {
      notes.topic('clients')
      notes.newAppointment(7)
      return job(db, notes)
    }
  }
  const poison: Job<string> = (db) => {
    write('poison')(db)
    throw new Error('poisoned')
  }
  const outcomes = await Promise.allSettled([
    writer.submit(told(before.job), undefined, repeatable),
    writer.submit(poison, undefined, repeatable),
    writer.submit(told(poison), (error, db) => (write('kept')(db), (error as Error).message), repeatable),
    writer.submit(after.job, undefined, repeatable),
  ])
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error).message))).toEqual([
    'before',
    'poisoned',
    'poisoned',
    'after',
  ])
  expect({ stored: stored(store.read), runs: [before.runs.count, after.runs.count], notices, counts: writer.counts() }).toEqual({
    stored: ['after', 'before', 'kept'],
    runs: [2, 1],
    notices: [{ topics: ['clients'], newAppointmentIds: [7] }],
    counts: { commits: 1, jobs: 4, failedCommits: 0 },
  })
})

test('a job that must run once does so, whatever throws before it or after it in its batch', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const [first, once, last] = [countedJob('first'), countedJob('once'), countedJob('last')]
  const poison = (): never => {
    throw new Error('poisoned')
  }
  await Promise.allSettled([
    writer.submit(first.job, undefined, repeatable),
    writer.submit(poison, undefined, repeatable),
    writer.submit(once.job),
    writer.submit(poison, undefined, repeatable),
    writer.submit(last.job, undefined, repeatable),
  ])
  expect({ stored: stored(store.read), runs: [first, once, last].map(({ runs }) => runs.count), counts: writer.counts() }).toEqual({
    stored: ['first', 'last', 'once'],
    runs: [2, 1, 1],
    counts: { commits: 1, jobs: 5, failedCommits: 0 },
  })
})

test('after a batch in which one threw, jobs that may run twice go without savepoints again', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const poison = (): never => {
    throw new Error('poisoned')
  }
  const batch = async () => {
    const job = countedJob('job')
    await Promise.allSettled([writer.submit(job.job, undefined, repeatable), writer.submit(poison, undefined, repeatable)])
    return job.runs.count
  }
  expect([await batch(), await batch()]).toEqual([2, 2])
})

test('what follows a job and fails undoes nothing but itself, whether the job may run twice or not', async () => {
  const store = temporaryStore()
  const failures: unknown[] = []
  const writer = createWriter(store.write, {
    afterJob(db) {
      saveVaultValue(db, 'half done', Buffer.from('x'))
      throw new Error('no words')
    },
    onAfterJobFailure: (error) => failures.push((error as Error).message),
  })
  await Promise.all([writer.submit(write('a'), undefined, repeatable), writer.submit(write('b'))])
  expect({ stored: stored(store.read), failures }).toEqual({ stored: ['a', 'b'], failures: ['no words', 'no words'] })
})

test('listeners hear of a commit once, and nothing of jobs that were rolled back', async () => {
  const writer = createWriter(temporaryStore().write)
  const heard: unknown[] = []
  const stop = writer.afterCommit((notice) => heard.push(notice))
  await Promise.allSettled([
    writer.submit((_db, notes) => {
      notes.topic('deliveries')
      notes.newAppointment(7)
    }),
    writer.submit((_db, notes) => notes.topic('deliveries')),
    writer.submit((_db, notes) => {
      notes.topic('hosts')
      notes.newAppointment(8)
      throw new Error('poisoned')
    }),
  ])
  stop()
  await writer.submit((_db, notes) => notes.topic('settings'))
  expect(heard).toEqual([{ topics: ['deliveries'], newAppointmentIds: [7] }])
})

test('a full disk refuses the whole batch, and the next one is stored as soon as there is space again', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const { database } = store.write
  const pages = scalar<number>(store.write, 'PRAGMA page_count')
  database.pragma(`max_page_count = ${pages}`)
  const large = (name: string) => writer.submit((db) => saveVaultValue(db, name, Buffer.alloc(200_000)))
  const full = await Promise.allSettled([writer.submit(write('small')), large('large'), writer.submit(write('behind'))])
  expect(full.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailableError)).toEqual([
    true,
    true,
    true,
  ])
  expect(scalar(store.read, 'SELECT count(*) FROM vault_values')).toBe(0)

  database.pragma('max_page_count = 1000000')
  await Promise.all([writer.submit(write('small')), large('large')])
  expect(scalar(store.read, 'SELECT count(*) FROM vault_values')).toBe(2)
  expect(writer.counts()).toEqual({ commits: 1, jobs: 2, failedCommits: 1 })
})

test('a file that another program has locked refuses the batch, and the next one is stored', async () => {
  const store = temporaryStore()
  const other = temporaryStore(store.path)
  store.write.database.pragma('busy_timeout = 1')
  const writer = createWriter(store.write)
  prepared(other.write, 'BEGIN IMMEDIATE').run()
  await expect(writer.submit(write('a'))).rejects.toBeInstanceOf(StoreUnavailableError)
  prepared(other.write, 'ROLLBACK').run()
  await writer.submit(write('a'))
  expect(findVaultValue(store.read, 'a')?.toString()).toBe('a')
})

test('more jobs than may wait are refused, the others are stored', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const outcomes = await Promise.allSettled(Array.from({ length: 1100 }, (_, index) => writer.submit(write(`job ${index}`))))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.every((outcome) => outcome.reason instanceof StoreBusyError)).toBe(true)
  expect([refused.length, scalar(store.read, 'SELECT count(*) FROM vault_values')]).toEqual([76, 1024])
})

test('closing commits what waits and takes nothing more', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const waiting = writer.submit(write('last'))
  await writer.close()
  await waiting
  await expect(writer.submit(write('too late'))).rejects.toBeInstanceOf(StoreBusyError)
  expect(findVaultValue(store.read, 'last')?.toString()).toBe('last')
})

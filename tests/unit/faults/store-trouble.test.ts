import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { troubleOf, watchStore } from '../../../src/main/faults/store-trouble.ts'
import { scalar } from '../../../src/main/store/db.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder, temporaryStore } from '../../support/temporary.ts'

function watchedStore() {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const watch = watchStore({ store, writer, probeMs: 5 })
  onTestFinished(() => watch.close())
  const told: (string | null)[] = []
  watch.onChange(() => told.push(watch.trouble()))
  const write = () => writer.submit(({ database }) => database.prepare('CREATE TABLE large AS SELECT zeroblob(1000000)').run())
  return { store, watch, told, write }
}

class SqliteFailure extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

test('that nothing can be written is told with the first write that fails, and its end without anybody writing', async () => {
  const { store, watch, told, write } = watchedStore()
  const { database } = store.write
  database.pragma('query_only = ON')
  await expect(write()).rejects.toThrow('could not be committed')
  expect(told).toEqual(['read-only'])
  database.pragma('query_only = OFF')
  await eventually(() => expect(watch.trouble()).toBeNull())
  database.pragma(`max_page_count = ${scalar<number>(store.write, 'PRAGMA page_count')}`)
  await expect(write()).rejects.toThrow('could not be committed')
  expect(told).toEqual(['read-only', null, 'disk-full'])
  // A page that is there already can be written anew.
  await eventually(() => expect(watch.trouble()).toBeNull())
})

test('a file that may not be written any more is noticed while nobody writes', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  store.write.database.pragma('query_only = ON')
  rmSync(store.path)
  const watch = watchStore({ store, writer, probeMs: 5, lookMs: 5 })
  onTestFinished(() => watch.close())
  await eventually(() => expect(watch.trouble()).toBe('read-only'))
})

test('damage that a reader finds stays until the desk is started anew', async () => {
  const { watch, told, write } = watchedStore()
  watch.noteFailure(new TypeError('a fault of ours'))
  watch.noteFailure(new SqliteFailure('SQLITE_CORRUPT_VTAB'))
  expect(told).toEqual([])
  watch.noteFailure(new SqliteFailure('SQLITE_CORRUPT'))
  await write()
  expect(told).toEqual(['damaged'])
})

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_WRITE', 'failing'],
  ['SQLITE_BUSY', 'failing'],
])('%s means %s', (code, trouble) => {
  const { path } = temporaryStore()
  expect(troubleOf(new SqliteFailure(code), path)).toBe(trouble)
})

test('a fault of a disk on which nothing is to be written any more is its protection', () => {
  expect(troubleOf(new SqliteFailure('SQLITE_IOERR_WRITE'), join(temporaryFolder(), 'gone', 'deskbell.db'))).toBe('read-only')
})

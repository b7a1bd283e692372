import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { appendForgotten, appendToChain, chainHead } from '../../../src/main/store/chain.ts'
import { findRuns, foldRun } from '../../../src/main/store/chain-fold.ts'
import type { WriteDb } from '../../../src/main/store/db.ts'
import { deleteDeliveries } from '../../../src/main/store/deliveries.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { anchorOf, keepDelivery, verify } from './made-up-log.ts'

function refuse(db: WriteDb, from: number, count: number): number[] {
  return Array.from({ length: count }, (_each, index) => keepDelivery(db, from + index, { verdict: 'rejected' }))
}

function fold({ read, write }: Store): void {
  for (const run of findRuns(read, chainHead(read).seq - 20)) if (run) foldRun(write, run, NOON)
}

const entriesIn = (store: Store) => store.read.database.prepare('SELECT count(*) FROM chain').pluck().get() as number

/** Junk for a while, of which only the newest stays; now and then something real. */
function attack(store: Store, rounds: number, { isMixed }: { isMixed: boolean }): void {
  const { write } = store
  let kept: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    kept.push(...refuse(write, round * 100, 50))
    if (isMixed) keepDelivery(write, 1_000_000 + round)
    deleteDeliveries(write, kept.slice(0, -60), { atMs: NOON, why: 'refused' })
    kept = kept.slice(-60)
    if (round % 5 === 4) fold(store)
  }
}

test('under a lasting attack the chain does not grow, and verifies', async () => {
  const store = temporaryStore()
  store.write.database.pragma('synchronous = OFF')
  attack(store, 10, { isMixed: false })
  const early = entriesIn(store)
  attack(store, 30, { isMixed: false })
  expect(entriesIn(store)).toBeLessThan(early + 150)
  expect((await verify(store.read, anchorOf(store.read))).finding).toBeNull()
})

test('between what is real the junk goes as well, and what is real stays', async () => {
  const store = temporaryStore()
  store.write.database.pragma('synchronous = OFF')
  attack(store, 20, { isMixed: true })
  expect(entriesIn(store)).toBeLessThan(400)
  expect(store.read.database.prepare(`SELECT count(*) FROM deliveries WHERE verdict = 'accepted'`).pluck().get()).toBe(20)
  expect((await verify(store.read, anchorOf(store.read))).finding).toBeNull()
})

test('a log of which nothing went is not walked: only what its entries are is asked, a few thousand at a time', () => {
  const { read, write } = temporaryStore()
  write.database.transaction(() => {
    for (let id = 1; id <= 5_000; id += 1) appendToChain(write, { atMs: NOON, kind: 'setting', subjectId: id, row: [id] })
    appendForgotten(write, { atMs: NOON, kind: 'delivery', ids: [1], what: 'contents', why: 'retention' })
  })()
  expect([...findRuns(read, chainHead(read).seq)]).toEqual([null, null])
})

test.each([
  ['a fold that nothing confirms', 'UPDATE chain_folds SET to_seq = to_seq + 1'],
  ['a fold that was taken away', 'DELETE FROM chain_folds'],
  ['a fold with another beginning', 'UPDATE chain_folds SET before = randomblob(32)'],
])('%s is found', async (_name, sql) => {
  const store = temporaryStore()
  store.write.database.pragma('synchronous = OFF')
  attack(store, 10, { isMixed: false })
  const anchor = anchorOf(store.read)
  const database = new Database(store.path)
  database.exec(sql)
  database.close()
  expect((await verify(store.read, anchor)).finding).toMatchObject({ what: 'deleted' })
})

test('entries of what is there cannot be passed off as a fold', async () => {
  const store = temporaryStore()
  for (let number = 1; number <= 30; number += 1) keepDelivery(store.write, number)
  const anchor = anchorOf(store.read)
  const database = new Database(store.path)
  const hash = (seq: number) => database.prepare('SELECT hash FROM chain WHERE seq = ?').pluck().get(seq)
  database.prepare('INSERT INTO chain_folds VALUES (?, ?, ?, ?)').run(10, 20, hash(9), hash(20))
  database.exec('DELETE FROM deliveries WHERE id BETWEEN 9 AND 19; DELETE FROM chain WHERE seq BETWEEN 10 AND 20')
  database.close()
  expect((await verify(store.read, anchor)).finding).toMatchObject({ what: 'deleted', seq: 10, untilSeq: 20 })
})

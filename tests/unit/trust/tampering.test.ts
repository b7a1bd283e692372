import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadDb } from '../../../src/main/store/db.ts'
import { deleteDeliveries } from '../../../src/main/store/deliveries.ts'
import { openStore } from '../../../src/main/store/open.ts'
import type { Anchor } from '../../../src/main/trust/anchor.ts'
import { NOON, temporaryFolder } from '../../support/temporary.ts'
import { anchorOf, verify, writeLog } from './made-up-log.ts'
import { cut, edit, insert, remove, reorder, rewriteWithout, type Pick1, type Tamper } from './tamperings.ts'

const trials = 50

/** The same numbers each time. Mulberry32. */
function picker(seed: number): Pick1 {
  let state = seed
  return (count) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }
}

interface Office {
  readonly path: string
  readonly anchor: Anchor
}

/** Two files of one store: as it was, and as it is. */
function writeOffice(folder: string): { readonly older: Office; readonly present: Office } {
  const path = join(folder, 'deskbell.db')
  const store = openStore({ path, nowMs: NOON })
  writeLog(store.write, 1, 40)
  deleteDeliveries(store.write, [7, 8, 21], { atMs: NOON, why: 'test' })
  store.write.database.pragma('wal_checkpoint(TRUNCATE)')
  const older = { path: join(folder, 'older.db'), anchor: anchorOf(store.read) }
  copyFileSync(path, older.path)
  writeLog(store.write, 41, 40)
  deleteDeliveries(store.write, [50], { atMs: NOON, why: 'test' })
  writeLog(store.write, 81, 3)
  const anchor = anchorOf(store.read)
  store.close()
  return { older, present: { path, anchor } }
}

let office: ReturnType<typeof writeOffice>
// `temporaryFolder` would be gone after the first test.
const folder = mkdtempSync(join(tmpdir(), 'deskbell-trust-'))
beforeAll(() => {
  office = writeOffice(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each<[string, Tamper]>([
  ['an edit', edit],
  ['a deletion', remove],
  ['an insertion', insert],
  ['a reordering', reorder],
  ['a cut tail', cut],
])('%s', (_name, tamper) => {
  test(`is found on a closed and on an open store in ${trials} trials, with the first bad entry named`, async () => {
    for (let seed = 1; seed <= trials; seed += 1) {
      const path = join(temporaryFolder(), 'deskbell.db')
      copyFileSync(office.present.path, path)
      const isOpen = seed % 2 === 0
      const reader = (): ReadDb => ({ database: new Database(path, { readonly: true }), access: 'read' })
      const early = isOpen ? reader() : null
      const before = early && (await verify(early, office.present.anchor)).finding
      const database = new Database(path)
      database.pragma('synchronous = OFF')
      const expected = tamper(database, picker(seed))
      database.close()
      const store = early ?? reader()
      const { finding } = await verify(store, office.present.anchor)
      expect({ seed, before, finding }).toMatchObject({ seed, before: null, finding: { what: expected.what, ...expected.at } })
      store.database.close()
    }
  })
})

test(`a file that was rolled back is found in ${trials} trials`, async () => {
  for (let seed = 1; seed <= trials; seed += 1) {
    const path = join(temporaryFolder(), 'deskbell.db')
    copyFileSync(office.older.path, path)
    const store: ReadDb = { database: new Database(path, { readonly: true }), access: 'read' }
    const { seq } = office.older.anchor
    // As far as the desk got before it was rolled back.
    const anchor = seed % 2 === 0 ? office.present.anchor : { ...office.present.anchor, seq: seq + 1 + (seed % 30) }
    const { finding } = await verify(store, anchor)
    expect(finding).toMatchObject({ what: 'rolled-back', seq: seq + 1, untilSeq: anchor.seq })
    store.database.close()
  }
})

test('a chain that was written anew from one entry on fits itself, and not the anchor', async () => {
  const path = join(temporaryFolder(), 'deskbell.db')
  copyFileSync(office.present.path, path)
  const database = new Database(path)
  const db: ReadDb = { database, access: 'read' }
  const hashAt = (seq: number) =>
    (database.prepare('SELECT lower(hex(hash)) AS hash FROM chain WHERE seq = ?').get(seq) as { hash: string }).hash
  const anchor: Anchor = { ...office.present.anchor, points: [100, 60, 20].map((seq) => [seq, hashAt(seq)]) }
  rewriteWithout(database, 70)
  database.prepare('DELETE FROM deliveries WHERE id NOT IN (SELECT subject_id FROM chain WHERE kind = ?)').run('delivery')
  expect((await verify(db, anchor)).finding).toMatchObject({ what: 'rewritten', seq: 61, untilSeq: anchor.seq })
  // One more entry, so that it is as long as before.
  const grown = { ...anchor, seq: anchor.seq - 1 }
  expect((await verify(db, grown)).finding).toMatchObject({ what: 'rewritten', seq: 61, untilSeq: grown.seq })
  database.close()
})

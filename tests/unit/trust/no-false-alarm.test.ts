import { setImmediate as turn } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendBegun } from '../../../src/main/store/chain-begin.ts'
import { begunOf, findBegun } from '../../../src/main/store/chain-entries.ts'
import type { WriteDb } from '../../../src/main/store/db.ts'
import { removeSetAside, saveDealing } from '../../../src/main/store/dealings.ts'
import { deleteDeliveries } from '../../../src/main/store/deliveries.ts'
import { insertDeskEntry } from '../../../src/main/store/desk-history.ts'
import { appendRedacted, clearSalts, listErased } from '../../../src/main/store/erase-chain.ts'
import { blankContents, forgetContents } from '../../../src/main/store/forget.ts'
import { insertReplay } from '../../../src/main/store/replays.ts'
import { insertSettingChange } from '../../../src/main/store/setting-changes.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { verifyChain } from '../../../src/main/trust/verify.ts'
import { anchorOf, keepDelivery, verify, writeLog } from './made-up-log.ts'

/** Everything that may happen to the log in order. `number` tells one time from another, `chosen` is one of the deliveries. */
const deeds: Readonly<Record<string, (db: WriteDb, number: number, chosen: number) => void>> = {
  accepted: (db, number) => void keepDelivery(db, number),
  refused: (db, number) => void keepDelivery(db, number, { verdict: 'rejected' }),
  repeated: (db, number, chosen) => void keepDelivery(db, number, { verdict: 'duplicate', duplicateOf: firstOf(db, chosen) }),
  'half a letter': (db, number) =>
    insertSettingChange(db, { atMs: NOON, actor: `Mara \ud83d ${number}`, name: 'staffName', before: null, after: '\udc00' }),
  'junk removed': (db) =>
    deleteDeliveries(
      db,
      db.database
        .prepare("SELECT id FROM deliveries WHERE verdict = 'rejected' ORDER BY id DESC LIMIT -1 OFFSET 2")
        .pluck()
        .all() as number[],
      {
        atMs: NOON,
        why: 'refused',
      },
    ),
  removed: (db, _number, chosen) => deleteDeliveries(db, [chosen], { atMs: NOON, why: 'test' }),
  'body kept long enough': (db, _number, chosen) => forgetContents(db, [chosen], { atMs: NOON, why: 'retention' }),
  'erased in part'(db, _number, chosen) {
    db.database.prepare(`UPDATE deliveries SET about_name = NULL, sentence = '' WHERE id = ?`).run(chosen)
    blankContents(db, [chosen], 'erased')
    appendRedacted(db, { atMs: NOON, kind: 'delivery', ids: [chosen] })
  },
  erased: (db, _number, chosen) => forgetContents(db, [chosen], { atMs: NOON, why: 'erased' }),
  'salts cleared': (db) => void clearSalts(db, listErased(db), 0, 10_000),
  'setting changed': (db, number) =>
    insertSettingChange(db, { atMs: NOON, actor: 'Mara', name: 'port', before: number, after: number + 1 }),
  'client edited': (db, number) =>
    void insertDeskEntry(db, {
      atMs: NOON,
      actor: 'Mara',
      subject: 'client',
      subjectId: number,
      kind: 'edited',
      before: {},
      after: { number },
    }),
  replayed: (db, number, chosen) =>
    void insertReplay(db, { deliveryId: chosen, atMs: NOON, actor: 'Mara', reason: `${number}`, verdict: 'accepted', sentence: '' }),
  'set aside': (db, number, chosen) => saveDealing(db, chosen, { atMs: NOON + number, actor: 'Mara', how: 'set-aside', note: '' }),
  'taken up again': (db, _number, chosen) => void removeSetAside(db, chosen, NOON),
  'begun anew': (db) => appendBegun(db, { store: begunOf(findBegun(db)!)!.store, nowMs: NOON }),
}

/** What repeats something repeated repeats the first of them: so the desk keeps it. */
const firstOf = (db: WriteDb, id: number): number =>
  db.database.prepare('SELECT coalesce(duplicate_of, id) FROM deliveries WHERE id = ?').pluck().get(id) as number

/** A delivery that is there; a new one where none is. */
function choose(db: WriteDb, number: number): number {
  const ids = db.database.prepare('SELECT id FROM deliveries ORDER BY id').pluck().all() as number[]
  return ids[number % Math.max(1, ids.length)] ?? keepDelivery(db, 1_000_000 + number)
}

test('no history of what is allowed raises an alarm, not even while it is looked at', async () => {
  const name = fc.constantFrom(...Object.keys(deeds))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, fc.nat(1000)), { minLength: 5, maxLength: 100 }), async (history) => {
      const store = temporaryStore()
      const db = store.write
      db.database.pragma('synchronous = OFF')
      let anchor = anchorOf(store.read)
      const findings = []
      for (const [index, [deed, chosen]] of history.entries()) {
        db.database.exec('BEGIN')
        deeds[deed]!(db, index + 1, choose(db, chosen))
        db.database.exec('COMMIT')
        // An anchor may be older than the end: the desk was killed before the next.
        if (chosen % 7 === 0) anchor = anchorOf(store.read)
        if (chosen % 50 === 0) findings.push((await verify(store.read, anchor)).finding)
      }
      findings.push((await verify(store.read, anchor)).finding)
      expect({ history, found: findings.filter((finding) => finding !== null) }).toEqual({ history, found: [] })
      store.close()
    }),
    { numRuns: 25 },
  )
})

test('5,000 deliveries are verified in slices, while others come and go', async () => {
  const store = temporaryStore()
  const db = store.write
  db.database.pragma('synchronous = OFF')
  db.database.exec('BEGIN')
  writeLog(db, 1, 5_000)
  db.database.exec('COMMIT')
  const found = { kind: 'anchor', anchor: anchorOf(store.read) } as const
  let turns = 0
  async function comeAndGo(): Promise<void> {
    for (; turns < 60; turns += 1) {
      keepDelivery(db, 10_000 + turns)
      if (turns % 2 === 0) deleteDeliveries(db, [turns * 80 + 1], { atMs: NOON, why: 'test' })
      await turn()
    }
  }
  const seenAt: number[] = []
  async function look(): Promise<unknown> {
    for await (const progress of verifyChain({ db: store.read, anchor: found, wasAnchored: true, now: () => NOON, restMs: 0 })) {
      seenAt.push(turns)
      if (progress.kind === 'done') return progress.result
    }
    return null
  }
  const [result] = await Promise.all([look(), comeAndGo()])
  expect(result).toMatchObject({ finding: null })
  // Others had their turns meanwhile.
  expect(seenAt.at(-1)).toBeGreaterThan(1)
})

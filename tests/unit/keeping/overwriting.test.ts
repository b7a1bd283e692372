import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { finishErasures } from '../../../src/main/keeping/erase-client.ts'
import { rewrite } from '../../../src/main/keeping/rewrite.ts'
import { searchBytes } from '../../../src/main/keeping/search-bytes.ts'
import { applyRead } from '../../../src/main/ingest/apply-read.ts'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { prepared, scalar } from '../../../src/main/store/db.ts'
import { StoreBusyError } from '../../../src/main/store/errors.ts'
import { insertErasedExternals, insertErasure, isErased, listErasures } from '../../../src/main/store/erasures.ts'
import { insertReading } from '../../../src/main/store/readings.ts'
import { saveVaultValue } from '../../../src/main/store/secrets.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { bookedAt } from '../gestures/at-desk.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { foundIn } from './marked-office.ts'

/** Leaves a text in a page that nothing points to any more, as files have it that were written before deleting overwrote. */
function leaveBehind(store: Store, text: string): void {
  const { database } = store.write
  database.pragma('secure_delete = OFF')
  saveVaultValue(store.write, 'left', Buffer.from(text.repeat(1_000)))
  database.exec(`DELETE FROM vault_values WHERE name = 'left'`)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.pragma('secure_delete = ON')
}

test('writing the file anew takes away what was left in its pages, and keeps every row', async () => {
  const store = temporaryStore()
  saveVaultValue(store.write, 'kept', Buffer.from('kept'))
  leaveBehind(store, 'zyxquil ')
  const before = foundIn(dirname(store.path), ['zyxquil'])
  await rewrite(store, createWriter(store.write))
  expect([before.length, foundIn(dirname(store.path), ['zyxquil']), scalar(store.read, 'SELECT count(*) FROM vault_values')]).toEqual([
    1,
    [],
    1,
  ])
})

test('while a large file is written anew, whoever wants to write is told at once to come again, and then can', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  leaveBehind(store, 'zyxquil ')
  await writer.submit((db) => saveVaultValue(db, 'much', Buffer.alloc(8 * 1024 * 1024, 'x')))
  const state = { isOver: false }
  const rewriting = rewrite(store, writer, 0).finally(() => (state.isOver = true))
  const refusals: unknown[] = []
  while (!state.isOver) {
    // Otherwise nobody else had a turn: what is refused is refused at once.
    await turn()
    await writer.submit((db) => saveVaultValue(db, 'one', Buffer.from('more'))).catch((error: unknown) => refusals.push(error))
    expect(scalar(store.read, 'SELECT count(*) FROM vault_values')).toBeGreaterThan(0)
  }
  await rewriting
  await writer.submit((db) => saveVaultValue(db, 'late', Buffer.from('late')))
  expect(refusals.length).toBeGreaterThan(0)
  expect(refusals.every((error) => error instanceof StoreBusyError)).toBe(true)
  expect(foundIn(dirname(store.path), ['zyxquil'])).toEqual([])
})

test('an erasure that was cut off is finished at the next start, and says that nothing was searched', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const counts = { clients: 1, appointments: 0, leads: 0, deliveries: 0, mentions: 0 }
  insertErasure(store.write, { atMs: NOON, actor: 'Mara', reason: 'asked', counts })
  leaveBehind(store, 'zyxquil ')
  const onFailure = (error: unknown): never => {
    throw error
  }
  await finishErasures({ store, writer, now: () => NOON + 5, onFailure })
  expect(listErasures(store.read)).toMatchObject([{ finishedAtMs: NOON + 5, outcome: null }])
  expect(foundIn(dirname(store.path), ['zyxquil'])).toEqual([])
})

test('a reading leaves out what was erased, and of a Google series its later dates', async () => {
  const store = temporaryStore()
  insertErasedExternals(store.write, [
    { source: 'calendly', externalId: 'gone' },
    { source: 'google-calendar', externalId: '1 series_20241121T100000Z' },
  ])
  const ofGoogle = (externalId: string) => isErased(store.read, { source: 'google-calendar', externalId })
  const readingId = insertReading(store.write, { provider: 'calendly', cause: 'hand', startedAtMs: NOON })
  const changes: AppointmentChange[] = [bookedAt('gone', NOON), bookedAt('here', NOON)]
  await applyRead(createWriter(store.write), changes, { readingId, readAtMs: NOON, typeRules: [] })
  expect({
    rows: prepared<{ id: string }>(store.read, 'SELECT external_id AS id FROM appointments').all(),
    google: ['1 series_20241121T100000Z', '1 series_20250101', '1 other_20250101', '2 series_20250101'].map(ofGoogle),
    keptInClear: scalar(store.read, `SELECT count(*) FROM erased_externals WHERE instr(key, 'gone') > 0`),
  }).toEqual({ rows: [{ id: 'here' }], google: [true, true, false, false], keptInClear: 0 })
})

test('bytes are found across the border of two chunks, in any case, escaped or not, and each place once', async () => {
  const store = temporaryStore()
  const size = 256 * 1024
  const text = (filler: number, word: string): Buffer => Buffer.concat([Buffer.alloc(filler, '.'), Buffer.from(word)])
  saveVaultValue(store.write, 'some', text(size * 3, 'ZYXQUÍL and zyxqu\\u00edl and zyxquíl%20'))
  store.write.database.pragma('wal_checkpoint(TRUNCATE)')
  const { found, searchedBytes } = await searchBytes([store.path, `${store.path}-none`], ['Zyxquíl'])
  expect({ found, searchedBytes }).toEqual({ found: 3, searchedBytes: statSync(store.path).size })
})

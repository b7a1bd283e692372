import { expect, test } from 'vitest'
import { prepared } from '../../../src/main/store/db.ts'
import { createMatcher } from '../../../src/main/store/identity.ts'
import { endImportRow, findImport, insertImport, insertImportRows, listWaitingRows, markImport } from '../../../src/main/store/imports.ts'
import { eraseFromImports, forgetImports } from '../../../src/main/store/imports-keeping.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const dayMs = 86_400_000

function stoppedImport() {
  const store = temporaryStore()
  const id = insertImport(store.write, {
    fileName: 'Jane Doe.csv',
    format: 'csv',
    kind: 'clients',
    actor: 'mara',
    startedAtMs: NOON,
    hostIds: [],
  })
  const payload = (name: string, email: string | null) => ({ candidate: { client: { name, email, phone: null } } })
  insertImportRows(store.write, id, [
    { row: 2, payload: payload('Jane Doe', 'jane@example.com') },
    { row: 3, payload: payload('Max Muster', null) },
    { row: 4, payload: payload('Jane Doe', null) },
  ])
  markImport(store.write, id, 'stopped', NOON)
  return { store, id }
}

test('rows that wait and are about somebody who is erased go, and their name goes out of the name of the file', () => {
  const { store, id } = stoppedImport()
  eraseFromImports(store.write, createMatcher({ emails: ['jane@example.com'], names: ['Jane Doe'], phones: [] }))
  expect(listWaitingRows(store.read, id, 10).map(({ row }) => row)).toEqual([3])
  expect(findImport(store.read, id, NOON)?.fileName).not.toContain('Jane')
})

test('what stood in a row goes with the commit that writes it', () => {
  const { store, id } = stoppedImport()
  const [first] = listWaitingRows(store.read, id, 1)
  endImportRow(store.write, first!.id, { outcome: 'same' })
  expect(prepared(store.read, 'SELECT payload FROM import_rows WHERE id = ?').get(first!.id)).toEqual({ payload: null })
})

test('rows go when the import cannot be taken back any more, and the import with the log', () => {
  const { store, id } = stoppedImport()
  const forget = (atMs: number, beforeMs: number): number => {
    let gone = 0
    for (let more = 1; more > 0; gone += more) more = forgetImports(store.write, { beforeMs, limit: 2, atMs })
    return gone
  }
  expect(forget(NOON + 29 * dayMs, 0)).toBe(0)
  expect(findImport(store.read, id, NOON + 29 * dayMs)?.undoUntilMs).toBe(NOON + 30 * dayMs)
  expect(forget(NOON + 31 * dayMs, 0)).toBe(3)
  expect(findImport(store.read, id, NOON + 31 * dayMs)).toMatchObject({ undoUntilMs: null, counts: { total: 3, waiting: 3 } })
  expect(forget(NOON + 400 * dayMs, NOON + dayMs)).toBe(1)
  expect(findImport(store.read, id, NOON + 400 * dayMs)).toBeNull()
})

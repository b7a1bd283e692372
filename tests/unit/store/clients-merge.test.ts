import { expect, test } from 'vitest'
import { clientSummary, findClient } from '../../../src/main/store/client-details.ts'
import { listLikely, mergeClients, takeApart } from '../../../src/main/store/client-merge.ts'
import { editClient, saveNotes } from '../../../src/main/store/clients-edit.ts'
import { findClients } from '../../../src/main/store/clients.ts'
import { listClients } from '../../../src/main/store/clients-list.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { book, known } from './clients-people.ts'

const mara = { actor: 'Mara', nowMs: NOON + 1000 }
const day = 24 * 3_600_000
const own = { name: 'own', email: 'own', phone: 'own' } as const
const other = { name: 'other', email: 'other', phone: 'other' } as const

const found = (store: Store, text: string) => findClients(store.read, text, NOON).map(({ id }) => id)
const listed = (store: Store) =>
  listClients(store.read, { filter: { search: '', stages: null, sources: null }, order: 'name', cursor: null, limit: 100 }, NOON).rows.map(
    ({ id }) => id,
  )

/** Everything that is shown of a client but the history, and what only says when a row was written. */
function stateOf(store: Store): unknown[] {
  return store.read.database
    .prepare('SELECT * FROM clients ORDER BY id')
    .all()
    .map((row) => ({ ...(row as object), updated_at_ms: null }))
}

function newestHistoryId(store: Store, id: number): number {
  return findClient(store.read, id)?.history[0]?.id ?? -1
}

function twoRecords(store: Store): { jane: number; janet: number } {
  const jane = known(store, { email: 'jane@example.com', name: 'Jane Doe', phone: '0151 1' })
  const janet = known(store, { email: 'janet@work.example', name: 'Janet Doe', phone: '030 2', source: 'cal-com' })
  book(store, jane, { status: 'no_show', startMs: NOON - day })
  book(store, janet, { status: 'completed', startMs: NOON - 2 * day, shown: 'attended', source: 'cal-com' })
  book(store, janet, { startMs: NOON + day, source: 'cal-com' })
  return { jane, janet }
}

test('merged records are one client in lists, search, figures and appointments', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  expect(mergeClients(store.write, { id: jane, otherId: janet, contact: { ...own, phone: 'other' } }, mara)).toMatchObject({
    ids: [jane, janet],
  })
  expect(listed(store)).toEqual([jane])
  expect(['janet', 'jane@', '030 2', '01511', 'work.ex'].map((text) => found(store, text))).toEqual(Array.from({ length: 5 }, () => [jane]))
  expect(clientSummary(store.read, janet)).toEqual({ id: jane, deskName: null, noShows: 1, appointments: 3 })
  const client = findClient(store.read, janet)
  expect(client).toMatchObject({
    id: jane,
    contact: { name: 'Jane Doe', email: 'jane@example.com', phone: '030 2' },
    stage: { name: 'attended' },
    figures: { visits: 1, noShows: 1 },
    records: [{ id: jane }, { id: janet, sources: ['cal-com'] }],
    history: [{ kind: 'merged', actor: 'Mara', after: { otherId: janet, otherName: 'Janet Doe' }, canTakeApart: true }],
  })
  expect(client?.appointments).toHaveLength(3)
  expect(
    listClients(
      store.read,
      { filter: { search: '', stages: null, sources: ['cal-com'] }, order: 'next', cursor: null, limit: 10 },
      NOON,
    ).rows.map(({ id, nextStartMs }) => [id, nextStartMs]),
  ).toEqual([[jane, NOON + day]])
})

test('what was written of either is not lost by a merge', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  saveNotes(store.write, jane, 'Likes tea', mara)
  saveNotes(store.write, janet, 'Has a dog', mara)
  mergeClients(store.write, { id: jane, otherId: janet, contact: own }, mara)
  expect(findClient(store.read, jane)).toMatchObject({ notes: 'Likes tea', records: [{ notes: 'Likes tea' }, { notes: 'Has a dog' }] })
  saveNotes(store.write, janet, 'Likes tea and cake', mara)
  takeApart(store.write, findClient(store.read, jane)?.history.find(({ canTakeApart }) => canTakeApart)?.id ?? -1, mara)
  expect([findClient(store.read, jane)?.notes, findClient(store.read, janet)?.notes]).toEqual(['Likes tea and cake', 'Has a dog'])
})

test('taking a merge apart brings back exactly what was', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  editClient(store.write, jane, { name: 'Mrs Doe', email: null, phone: null }, mara)
  const before = stateOf(store)
  mergeClients(store.write, { id: jane, otherId: janet, contact: other }, mara)
  expect(findClient(store.read, jane)?.contact).toEqual({ name: 'Janet Doe', email: 'janet@work.example', phone: '030 2' })
  expect(takeApart(store.write, newestHistoryId(store, jane), mara)).toEqual({ ids: [jane, janet] })
  expect(stateOf(store)).toEqual(before)
  expect(listed(store)).toEqual([janet, jane])
  expect(findClient(store.read, jane)?.history.map(({ kind, canTakeApart }) => [kind, canTakeApart])).toEqual([
    ['unmerged', false],
    ['merged', false],
    ['edited', false],
  ])
})

test('what was edited after a merge stays when it is taken apart', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  mergeClients(store.write, { id: jane, otherId: janet, contact: other }, mara)
  const merge = newestHistoryId(store, jane)
  editClient(store.write, jane, { name: 'Janet Roe', email: 'janet@work.example', phone: '030 2' }, mara)
  takeApart(store.write, merge, mara)
  expect(findClient(store.read, jane)?.contact).toEqual({ name: 'Janet Roe', email: 'jane@example.com', phone: '0151 1' })
})

test('a chain of merges is one client, and comes apart in any order', () => {
  const store = temporaryStore()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => known(store, { email: `${name}@example.com`, name: `Person ${name}` })) as [
    number,
    number,
    number,
  ]
  for (const id of [a, b, c]) book(store, id)
  const before = stateOf(store)
  mergeClients(store.write, { id: b, otherId: c, contact: own }, mara)
  const first = newestHistoryId(store, b)
  // A record that is shown as another stands for it.
  mergeClients(store.write, { id: a, otherId: c, contact: own }, mara)
  const second = newestHistoryId(store, a)
  expect(listed(store)).toEqual([a])
  expect([a, b, c].map((id) => findClient(store.read, id)?.id)).toEqual([a, a, a])
  expect(clientSummary(store.read, c)).toEqual({ id: a, deskName: null, noShows: 0, appointments: 3 })
  expect(findClient(store.read, a)?.history.map(({ canTakeApart }) => canTakeApart)).toEqual([true, true])
  expect(found(store, 'c@example')).toEqual([a])

  takeApart(store.write, first, mara)
  expect(listed(store)).toEqual([a, c])
  expect(findClient(store.read, b)?.id).toBe(a)
  takeApart(store.write, second, mara)
  expect(stateOf(store)).toEqual(before)
})

test('a merge that was made anew comes apart by its newest line only', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  mergeClients(store.write, { id: jane, otherId: janet, contact: own }, mara)
  const first = newestHistoryId(store, jane)
  takeApart(store.write, first, mara)
  mergeClients(store.write, { id: jane, otherId: janet, contact: own }, mara)
  expect(takeApart(store.write, first, mara)).toBeNull()
  expect(takeApart(store.write, newestHistoryId(store, jane), mara)).not.toBeNull()
  expect(takeApart(store.write, 12345, mara)).toBeNull()
})

test('what is made up is never merged with what is real, and nobody with themselves', () => {
  const store = temporaryStore()
  const { jane, janet } = twoRecords(store)
  const sample = known(store, { email: 'jane@sample.example', name: 'Jane Doe', origin: 'sample' })
  const tested = known(store, { email: 'jane@test.example', name: 'Jane Doe', origin: 'test' })
  const refused = (id: number, otherId: number) => mergeClients(store.write, { id, otherId, contact: own }, mara)
  expect([refused(jane, sample), refused(sample, jane), refused(sample, tested)]).toEqual(
    Array.from({ length: 3 }, () => ({ refused: 'origin' })),
  )
  expect(refused(jane, jane)).toEqual({ refused: 'same' })
  expect(refused(jane, 999)).toEqual({ refused: 'gone' })
  mergeClients(store.write, { id: jane, otherId: janet, contact: own }, mara)
  expect(refused(janet, jane)).toEqual({ refused: 'same' })
  expect(listLikely(store.read, jane, NOON)).toEqual([])
})

test('a test client who turns out to be real stands alone again', () => {
  const store = temporaryStore()
  const one = known(store, { email: 'one@example.com', name: 'One', origin: 'test' })
  const two = known(store, { email: 'two@example.com', name: 'Two', origin: 'test' })
  mergeClients(store.write, { id: one, otherId: two, contact: own }, mara)
  known(store, { email: 'two@example.com', name: 'Two', origin: 'real', saidAtMs: NOON + 1 })
  expect(findClient(store.read, two)).toMatchObject({ id: two, origin: 'real' })
  expect(findClient(store.read, one)).toMatchObject({ id: one, origin: 'test', history: [{ canTakeApart: false }] })
})

test('the same phone, the same name and the same beginning of an e-mail are likely to be the same person', () => {
  const store = temporaryStore()
  const jane = known(store, { email: 'jane.doe@example.com', name: 'Jane Doe', phone: '+49 151 23456789' })
  const phone = known(store, { email: 'x@example.com', name: 'Anybody', phone: '0151/234 567 89' })
  const name = known(store, { email: 'y@example.com', name: 'jane doe' })
  const email = known(store, { email: 'jane.doe@work.example', name: 'J.' })
  known(store, { email: 'jane.doer@work.example', name: 'Jane Doer', phone: '+49 151 1' })
  expect(listLikely(store.read, jane, NOON).map(({ id, because }) => [id, because])).toEqual([
    [phone, 'phone'],
    [name, 'name'],
    [email, 'email'],
  ])
})

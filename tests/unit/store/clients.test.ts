import { describe, expect, test } from 'vitest'
import { clientPageSchema, clientSchema, type ClientFilter, type ClientOrder } from '../../../src/shared/contract/clients.ts'
import { clientSummary, findClient } from '../../../src/main/store/client-details.ts'
import { mergeClients } from '../../../src/main/store/client-merge.ts'
import { editClient, saveNotes } from '../../../src/main/store/clients-edit.ts'
import { indexNextClients } from '../../../src/main/store/clients-search.ts'
import { findClients } from '../../../src/main/store/clients.ts'
import { listClients } from '../../../src/main/store/clients-list.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { removeOrigin } from '../../../src/main/store/removal.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { book, justCame, known } from './clients-people.ts'

const hour = 3_600_000
const day = 24 * hour
const mara = { actor: 'Mara', nowMs: NOON }
const everybody: ClientFilter = { search: '', stages: null, sources: null }

const found = (store: Store, text: string) => findClients(store.read, text, NOON).map(({ id }) => id)

/** Page by page, as the window reads them. */
function listed(store: Store, filter: Partial<ClientFilter> = {}, order: ClientOrder = 'name', limit = 2, mostFew = 15_000): number[] {
  const ids: number[] = []
  for (let cursor = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const page = clientPageSchema.parse(
      listClients(store.read, { filter: { ...everybody, ...filter }, order, cursor, limit }, NOON, mostFew),
    )
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
  }
  return ids
}

describe('searching', () => {
  test('finds by any part of name, e-mail, patient id and phone, however it is written', () => {
    const store = temporaryStore()
    const jane = known(store, { email: 'Jane.Doe@Example.com', name: 'Jane Doe', phone: '+49 (0)151 234-567 89' })
    const patient = known(store, { source: 'healthcare', externalId: 'PAT-00417', name: 'Özgür Weiß' })
    const texts = ['ane', 'DOE', 'e.doe@ex', 'jane doe', 'doe jane', '015123456789', '0151 234', '+4915123', '567-89', '23456']
    expect(texts.filter((text) => String(found(store, text)) !== String([jane]))).toEqual([])
    expect(
      ['pat-004', '00417', 'özg', 'ÖZ', 'ozg', 'weiß', 'ei'].filter((text) => String(found(store, text)) !== String([patient])),
    ).toEqual([])
    expect(['jane weiß', 'zzz', '99999', '%', 'a" OR text : "b', ' '].filter((text) => found(store, text).length > 0)).toEqual([])
  })

  test('finds who came just now, and tells nothing twice once the search has indexed them', () => {
    const store = temporaryStore()
    const jane = justCame(store, { email: 'jane@example.com', name: 'Jane Österle', phone: '0151 234567' })
    const texts = ['jane', 'JANE öst', 'österle', '151234', 'xample', 'ja']
    const before = texts.map((text) => found(store, text))
    expect(indexNextClients(store.write, 10)).toBe(1)
    expect([before, texts.map((text) => found(store, text))]).toEqual([texts.map(() => [jane]), texts.map(() => [jane])])
    editClient(store.write, jane, { name: 'Janet Roe', email: null, phone: null }, mara)
    expect([found(store, 'janet'), found(store, 'roe jan')]).toEqual([[jane], [jane]])
    expect([indexNextClients(store.write, 10), indexNextClients(store.write, 10), found(store, 'janet')]).toEqual([1, 0, [jane]])
  })

  test('finds by one letter, by two, and by a short word beside a long one', () => {
    const store = temporaryStore()
    const jane = known(store, { email: 'jane@example.com', name: 'Jane Doe' })
    const ole = known(store, { email: 'ole@example.com', name: 'Ole Ål' })
    expect([found(store, 'j'), found(store, 'ål'), found(store, 'jane d'), found(store, 'ole å')]).toEqual([[jane], [ole], [jane], [ole]])
  })

  test('tells what the desk set, and finds what providers say too', () => {
    const store = temporaryStore()
    const id = known(store, { email: 'jd@example.com', name: 'J. D.', phone: '0301' })
    editClient(store.write, id, { name: 'Jane Doe', email: null, phone: '+49 30 999' }, mara)
    const match = { id, name: 'Jane Doe', email: 'jd@example.com', phone: '+49 30 999' }
    expect(findClients(store.read, 'jane', NOON)).toMatchObject([match])
    expect(findClients(store.read, 'j. d.', NOON)).toMatchObject([match])
    editClient(store.write, id, { name: null, email: null, phone: null }, mara)
    expect(found(store, 'jane')).toEqual([])
  })

  test('puts real clients first, then those whose names begin with the text', () => {
    const store = temporaryStore()
    const sample = known(store, { email: 'anna@sample.example', name: 'Anna Adam', origin: 'sample' })
    const joanna = known(store, { email: 'j@example.com', name: 'Joanna Ark' })
    const anna = known(store, { email: 'a@example.com', name: 'Anna Zeh' })
    expect(found(store, 'anna')).toEqual([anna, joanna, sample])
  })
})

describe('the list', () => {
  test('goes by name, page by page, without regard to case and to the marks above letters', () => {
    const store = temporaryStore()
    const names = ['olsen', 'Özdemir', 'Zeh', 'Adam', 'ähm', 'Oz']
    const ids = names.map((name, index) => known(store, { email: `${index}@example.com`, name }))
    const sorted = ['Adam', 'ähm', 'olsen', 'Oz', 'Özdemir', 'Zeh'].map((name) => ids[names.indexOf(name)])
    expect(listed(store)).toEqual(sorted)
  })

  test('goes by who comes next and by who was seen last; the others follow by name', () => {
    const store = temporaryStore()
    const [soon, later, past, none] = ['Soon', 'Later', 'Past', 'None'].map((name) =>
      known(store, { email: `${name}@example.com`, name }),
    ) as [number, number, number, number]
    book(store, later, { startMs: NOON + 2 * day })
    book(store, later, { startMs: NOON - 3 * day, status: 'completed' })
    book(store, soon, { startMs: NOON + 2 * day })
    book(store, soon, { startMs: NOON + hour, status: 'pending' })
    book(store, past, { startMs: NOON - day, status: 'arrived' })
    book(store, past, { startMs: NOON + hour, status: 'cancelled' })
    book(store, none, { startMs: NOON - hour, status: 'no_show' })
    expect(listed(store, {}, 'next')).toEqual([soon, later, none, past])
    expect(listed(store, {}, 'seen')).toEqual([past, later, none, soon])
    expect(listClients(store.read, { filter: everybody, order: 'next', cursor: null, limit: 4 }, NOON).rows).toMatchObject([
      { id: soon, nextStartMs: NOON + hour, lastSeenMs: null, appointments: 2, noShows: 0 },
      { id: later, nextStartMs: NOON + 2 * day, lastSeenMs: NOON - 3 * day, appointments: 2 },
      { id: none, nextStartMs: null, lastSeenMs: null, appointments: 1, noShows: 1 },
      { id: past, nextStartMs: null, lastSeenMs: NOON - day, appointments: 2 },
    ])
  })

  test('two who come at the same moment are on the page once each', () => {
    const store = temporaryStore()
    const ids = Array.from({ length: 5 }, (_, index) => known(store, { email: `${index}@example.com`, name: `Client ${index}` }))
    for (const id of ids.toReversed()) book(store, id, { startMs: NOON + hour })
    expect(listed(store, {}, 'next')).toEqual(ids)
  })

  test('is filtered by stage, by source and by text together', () => {
    const store = temporaryStore()
    const jane = known(store, { email: 'jane@example.com', name: 'Jane' })
    const janet = known(store, { email: 'janet@example.com', name: 'Janet' })
    const bob = known(store, { email: 'bob@example.com', name: 'Bob' })
    book(store, jane, { source: 'manual' })
    book(store, bob, { source: 'manual' })
    store.write.database
      .prepare(
        `INSERT INTO leads (source, external_id, origin, client_id, at_ms, answers, metadata) VALUES ('cal-com', 'form-1', 'real', ?, ?, '[]', '{}')`,
      )
      .run(janet, NOON)
    expect(listed(store, { sources: ['manual'] })).toEqual([bob, jane])
    expect(listed(store, { sources: ['cal-com'] })).toEqual([janet])
    expect(listed(store, { search: 'jan', sources: ['manual'] })).toEqual([jane])
    expect(listed(store, { search: 'jan', stages: ['lead'] })).toEqual([janet])
    expect(listed(store, { search: 'jan', stages: ['booked'], sources: ['cal-com'] })).toEqual([])
    expect(listClients(store.read, { filter: everybody, order: 'name', cursor: null, limit: 1 }, NOON).total).toBe(3)
  })

  test('more than are put in order at once are walked through, and come out the same', () => {
    const store = temporaryStore()
    const ids: number[] = []
    store.write.database.transaction(() => {
      for (let index = 0; index < 320; index++) {
        const id = known(store, { email: `someone-${index}@example.com`, name: `Someone ${String(index).padStart(5, '0')}` })
        ids.push(id)
        if (index % 2 === 0) book(store, id, { startMs: NOON + (320 - index) * hour, source: index % 4 === 0 ? 'manual' : 'cal-com' })
        if (index % 5 === 0) book(store, id, { startMs: NOON - index * hour, status: 'completed' })
      }
    })()
    const even = ids.filter((_, index) => index % 2 === 0)
    const odd = ids.filter((_, index) => index % 2 === 1)
    expect(listed(store, { search: 'someone' }, 'name', 50, 50)).toEqual(ids)
    expect(listed(store, {}, 'next', 50, 50)).toEqual([...even.toReversed(), ...odd])
    expect(listed(store, { search: 'someone' }, 'seen', 50, 50)).toEqual([
      ...ids.filter((_, index) => index % 5 === 0),
      ...ids.filter((_, index) => index % 5 !== 0),
    ])
    expect(listed(store, { search: 'someone', sources: ['manual'] }, 'name', 50, 50)).toEqual(ids.filter((_, index) => index % 4 === 0))
  })
})

describe('a client', () => {
  test('is what the contract says: figures, records, answers, history', () => {
    const store = temporaryStore()
    const jane = known(store, { email: 'jane@example.com', name: 'Jane Doe', phone: '030 1' })
    book(store, jane, { startMs: NOON - 2 * day, bookedAtMs: NOON - 3 * day, status: 'completed', shown: 'attended' })
    book(store, jane, { startMs: NOON - day, bookedAtMs: NOON - 4 * day, status: 'no_show' })
    book(store, jane, {
      startMs: NOON + day,
      bookedAtMs: NOON - 4 * day,
      status: 'cancelled',
      metadata: { utm_source: 'ads', crm: { id: 7 } },
    })
    book(store, jane, { startMs: NOON + day, bookedAtMs: NOON - 4 * day, status: 'superseded' })
    const newest = book(store, jane, {
      startMs: NOON + 2 * day,
      answers: [{ question: 'Why?', answer: 'Because' }],
      metadata: { utm_source: 'ads' },
    })
    book(store, jane, { origin: 'test', startMs: NOON + 3 * day, status: 'no_show' })
    editClient(store.write, jane, { name: 'Jane Roe', email: null, phone: null }, mara)
    const client = clientSchema.parse(findClient(store.read, jane))
    expect(client).toMatchObject({
      id: jane,
      origin: 'real',
      contact: { name: 'Jane Roe', email: 'jane@example.com', phone: '030 1' },
      notes: '',
      figures: { visits: 1, noShows: 1, cancellations: 1, leadTimeMs: 2.5 * day, firstSeenMs: NOON - 2 * day },
      records: [{ id: jane, said: { name: 'Jane Doe' }, given: { name: 'Jane Roe', email: null }, appointments: 4, sources: ['calendly'] }],
      history: [{ actor: 'Mara', kind: 'edited', before: { name: null }, after: { name: 'Jane Roe' }, canTakeApart: false }],
    })
    expect(client.appointments.map(({ origin }) => origin)).toEqual(['test', 'real', 'real', 'real', 'real', 'real'])
    // The calendar calls them as the desk does.
    expect(new Set(client.appointments.map(({ clientLabel }) => clientLabel))).toEqual(new Set(['Jane Roe']))
    expect(client.passedAlong.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['answer', 'Why?', 'Because'],
      ['metadata', 'utm_source', 'ads'],
      ['metadata', 'crm', '{"id":7}'],
    ])
    expect(client.passedAlong[0]?.appointmentId).toBe(newest)
    expect(clientSummary(store.read, jane)).toEqual({ id: jane, deskName: 'Jane Roe', noShows: 1, appointments: 4 })
    expect(clientSummary(store.read, 999)).toBeNull()
  })

  test('what one person writes into the notes in one go is one line of the history', () => {
    const store = temporaryStore()
    const jane = known(store, { email: 'jane@example.com', name: 'Jane' })
    saveNotes(store.write, jane, 'Pre', mara)
    saveNotes(store.write, jane, 'Prefers mornings', { ...mara, nowMs: NOON + 60_000 })
    saveNotes(store.write, jane, 'Prefers mornings', { ...mara, nowMs: NOON + 90_000 })
    saveNotes(store.write, jane, 'Prefers mornings. Has a dog.', { actor: 'Ole', nowMs: NOON + 120_000 })
    saveNotes(store.write, jane, 'Has a dog.', { actor: 'Ole', nowMs: NOON + 2 * hour })
    const client = findClient(store.read, jane)
    expect(client?.notes).toBe('Has a dog.')
    expect(client?.history.map(({ actor, before, after }) => [actor, before['notes'], after['notes']])).toEqual([
      ['Ole', 'Prefers mornings. Has a dog.', 'Has a dog.'],
      ['Ole', 'Prefers mornings', 'Prefers mornings. Has a dog.'],
      ['Mara', '', 'Prefers mornings'],
    ])
    expect(saveNotes(store.write, 999, 'x', mara)).toBe(false)
  })

  test('who is made up goes with their last appointment, with notes, merges and history, and leaves nothing to be found', () => {
    const store = temporaryStore()
    const one = known(store, { email: 'one@sample.example', name: 'Sample One', origin: 'sample' })
    const two = known(store, { email: 'two@sample.example', name: 'Sample Two', origin: 'sample' })
    const real = known(store, { email: 'real@example.com', name: 'Real One' })
    book(store, one, { origin: 'sample' })
    book(store, two, { origin: 'sample' })
    saveNotes(store.write, one, 'A note', mara)
    mergeClients(store.write, { id: one, otherId: two, contact: { name: 'own', email: 'own', phone: 'own' } }, mara)
    removeOrigin(store.write, 'sample', NOON)
    expect(listed(store)).toEqual([real])
    expect(found(store, 'sample')).toEqual([])
    const again = known(store, { email: 'next@example.com', name: 'Next' })
    expect(findClient(store.read, again)).toMatchObject({ notes: '', history: [] })
  })
})

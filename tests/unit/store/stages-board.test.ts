import { expect, test } from 'vitest'
import { boardColumnSchema } from '../../../src/shared/contract/pipeline.ts'
import type { AppointmentChange, Change, LeadChange } from '../../../src/main/ingest/change.ts'
import { planChanges, saveChanges } from '../../../src/main/ingest/plan-changes.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { setStage } from '../../../src/main/store/hand-stage.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { insertDeskClient } from '../../../src/main/store/people.ts'
import { listBoard } from '../../../src/main/store/pipeline-board.ts'
import { restage } from '../../../src/main/store/stages.ts'
import { clientStages, type ClientStage, type Origin } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { change, MINUTE, person } from '../ingest/changes.ts'

const HOUR = 60 * MINUTE

function deliver(store: Store, said: Change, origin: Origin = 'real'): void {
  const circumstances = { origin, receivedAtMs: NOON, typeRules: [] }
  const plan = planChanges(store.read, [said], circumstances)
  saveChanges(store.write, plan, {}, circumstances, { topic: () => undefined, newAppointment: () => undefined })
}

const booking = (name: string, startMs: number, more: Partial<AppointmentChange> = {}): AppointmentChange =>
  change('created', NOON - HOUR, {
    externalId: `${name} ${startMs}`,
    details: { startMs, hosts: [{ email: 'dana@example.com', name: 'Dana', role: null }] },
    attendees: [person(`${name.toLowerCase()}@example.com`, name)],
    ...more,
  })
const form = (name: string, atMs: number): LeadChange => ({
  about: 'lead',
  source: 'calendly',
  externalId: `form of ${name}`,
  providerEvent: null,
  happenedAtMs: atMs,
  email: `${name.toLowerCase()}@example.com`,
  name,
  answers: [],
  metadata: {},
})

const everything = Object.fromEntries(clientStages.map((stage) => [stage, 100])) as Record<ClientStage, number>

function board(store: Store, { search = '', limits = everything } = {}) {
  const columns = listBoard(store.read, { search, limits, nowMs: NOON })
  expect(boardColumnSchema.array().parse(columns)).toEqual(columns)
  return columns
}
const names = (store: Store, options?: Parameters<typeof board>[1]) =>
  board(store, options)
    .filter(({ cards, count }) => cards.length > 0 || count > 0)
    .map(({ stage, count, madeUpCount, cards }) => [stage, count, madeUpCount, cards.map(({ label }) => label)])
const idOf = (store: Store, name: string): number =>
  prepared<{ id: number }>(store.read, 'SELECT id FROM clients WHERE name = ?').get(name)!.id

test('a card shows the next appointment that stands, since when, by whom and why, and where the client came from', () => {
  const store = temporaryStore()
  deliver(store, form('Ana', NOON - 5 * HOUR))
  deliver(store, booking('Ana', NOON - MINUTE, { source: 'cal-com' }))
  deliver(store, booking('Ana', NOON + 9 * HOUR, { source: 'cal-com' }))
  deliver(store, booking('Ana', NOON + 3 * HOUR))
  deliver(store, booking('Ana', NOON + HOUR))
  deliver(store, change('cancelled', NOON, { externalId: `Ana ${NOON + HOUR}` }))
  setStage(store.write, { clientId: idOf(store, 'Ana'), stage: 'attended', reason: 'came by', actor: 'Mia', nowMs: NOON })

  const [card] = board(store).find(({ stage }) => stage === 'attended')!.cards
  expect(card).toEqual({
    id: idOf(store, 'Ana'),
    label: 'Ana',
    origin: 'real',
    source: 'calendly',
    stageAtMs: NOON,
    by: 'Mia',
    reason: 'came by',
    next: { id: expect.any(Number), startMs: NOON + 3 * HOUR, type: 'meeting', source: 'calendly', hostLabel: 'Dana' },
  })
})

test('who came into a stage last stands first, and a column is cut off with all of its clients counted', () => {
  const store = temporaryStore()
  for (const [index, name] of ['Ana', 'Ben', 'Cleo', 'Dora'].entries()) deliver(store, form(name, NOON - index * HOUR))
  expect(names(store)).toEqual([['lead', 4, 0, ['Ana', 'Ben', 'Cleo', 'Dora']]])
  expect(names(store, { limits: { ...everything, lead: 2 } })).toEqual([['lead', 4, 0, ['Ana', 'Ben']]])
})

test('tests and samples stand on the board, marked, and are not counted', () => {
  const store = temporaryStore()
  deliver(store, booking('Ana', NOON + HOUR))
  deliver(store, booking('Tess', NOON + HOUR), 'test')
  deliver(store, booking('Sam', NOON + HOUR), 'sample')
  const [, booked] = board(store)
  expect({ count: booked!.count, madeUp: booked!.madeUpCount, origins: booked!.cards.map(({ origin }) => origin).sort() }).toEqual({
    count: 1,
    madeUp: 2,
    origins: ['real', 'sample', 'test'],
  })
})

test('records that were merged are one card, with the appointments of both, and found by either', () => {
  const store = temporaryStore()
  deliver(store, form('Ana', NOON - HOUR))
  const otherId = insertDeskClient(store.write, { name: 'Mrs. Annabel', email: null, phone: '0123456', nowMs: NOON })
  deliver(store, booking('X', NOON + HOUR, { attendees: [{ ...person('x@example.com'), clientId: otherId }] }))
  prepared(store.write, 'UPDATE clients SET merged_into = ? WHERE id = ?').run(idOf(store, 'Ana'), otherId)
  restage(store.write, otherId)
  const one = [['booked', 1, 0, ['Ana']]]
  expect([names(store), names(store, { search: 'annabel' }), names(store, { search: 'ana' })]).toEqual([one, one, one])
  expect(board(store)[1]!.cards[0]!.next?.startMs).toBe(NOON + HOUR)
})

test('the search finds by any part of name, e-mail and phone, and counts only whom it finds', () => {
  const store = temporaryStore()
  for (const name of ['Ana', 'Joanna', 'Ben']) deliver(store, form(name, NOON))
  deliver(store, booking('Anatol', NOON + HOUR))
  expect(names(store, { search: 'ana' })).toEqual([
    ['lead', 1, 0, ['Ana']],
    ['booked', 1, 0, ['Anatol']],
  ])
  expect(names(store, { search: 'nobody' })).toEqual([])
})

import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { defaultSettings } from '../../../src/shared/settings.ts'
import type { DeliveryFilter } from '../../../src/shared/delivery.ts'
import { cutoffsOf, notificationsDays, repetitionsDays } from '../../../src/main/keeping/cutoffs.ts'
import { composeDictionary } from '../../../src/main/keeping/dictionary.ts'
import { startKeeper } from '../../../src/main/keeping/keeper.ts'
import { composeCalendlyBody } from '../../../src/main/providers/calendly/compose.ts'
import { bodyBytes, type StoredBody } from '../../../src/main/store/bodies.ts'
import { compressNextBodies } from '../../../src/main/store/body-compression.ts'
import { prepared, scalar } from '../../../src/main/store/db.ts'
import { insertDelivery, type NewDelivery } from '../../../src/main/store/deliveries.ts'
import { findDelivery } from '../../../src/main/store/delivery-details.ts'
import { listDeliveries } from '../../../src/main/store/delivery-lists.ts'
import { indexNextBodies } from '../../../src/main/store/delivery-search.ts'
import { listDeskEntries, insertDeskEntry } from '../../../src/main/store/desk-history.ts'
import { saveKeepingMark } from '../../../src/main/store/keeping-marks.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { foresee, retentionSteps, type Cutoffs } from '../../../src/main/store/retention.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { book, known } from '../store/clients-people.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const dayMs = 86_400_000
const never: Cutoffs = { deliveriesMs: 0, contentsMs: 0, appointmentsMs: 0, repetitionsMs: 0, notificationsMs: 0, outboundMs: 0 }
const everything: DeliveryFilter = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

function insert(store: Store, delivery: Partial<NewDelivery> = {}): number {
  const { body = Buffer.from('{"name":"Jane"}') } = delivery
  return insertDelivery(store.write, {
    provider: 'calendly',
    receivedAtMs: NOON,
    providerEvent: 'invitee.created',
    verdict: 'accepted',
    reason: null,
    httpStatus: 200,
    origin: 'real',
    aboutName: 'Jane Doe',
    aboutStartMs: NOON,
    method: 'POST',
    path: '/api/webhooks/calendly',
    headers: [['Content-Type', 'application/json']],
    bodySize: body?.length ?? 0,
    bodyTruncated: false,
    bodySha256: Buffer.alloc(32, 1),
    durationUs: 10,
    sentence: 'A new appointment.',
    issues: [],
    verification: { scheme: 'calendly-v1', key: 'current', skewSeconds: 0, failure: null },
    deliveryKey: null,
    duplicateOf: null,
    eventAtMs: null,
    remoteAddress: null,
    ...delivery,
    body,
  })
}

/** Runs every step until there is nothing left to do. */
function forget(store: Store, cutoffs: Partial<Cutoffs>): void {
  store.write.database.transaction(() => {
    for (const step of retentionSteps) while (step(store.write, { ...never, ...cutoffs }, NOON) > 0) continue
  })()
}

const idsOf = ({ read }: Store, table: string): number[] =>
  prepared<{ id: number }>(read, `SELECT id FROM ${table} ORDER BY id`)
    .all()
    .map(({ id }) => id)

/** What the chain says that went, apart from its ids. */
const said = ({ read }: Store): unknown[] =>
  prepared<{ note: string }>(read, `SELECT note FROM chain WHERE kind = 'forgotten' ORDER BY seq`)
    .all()
    .map(({ note }) => {
      const { kind, what, why } = JSON.parse(note) as Record<string, unknown>
      return `${String(kind)} ${String(what)} ${String(why)}`
    })

test('a day is kept whole: it goes at the office’s midnight, also where the clocks were changed in between', () => {
  const keep = { ...defaultSettings().keep, bodiesDays: 30 }
  const at = (nowMs: number): string => new Date(cutoffsOf(keep, nowMs, 'Europe/Berlin').contentsMs).toISOString()
  // Summer time ended on 27 October 2024.
  expect([at(Date.UTC(2024, 10, 20, 22, 59)), at(Date.UTC(2024, 10, 20, 23, 0)), at(Date.UTC(2024, 10, 25, 12))]).toEqual([
    '2024-10-20T22:00:00.000Z',
    '2024-10-21T22:00:00.000Z',
    '2024-10-25T22:00:00.000Z',
  ])
})

test('of an old delivery headers, body and words go, its row stays, and the chain says so', () => {
  const store = temporaryStore()
  const old = insert(store, { receivedAtMs: NOON - 1, body: Buffer.from('{"name":"Ottilie"}') })
  const young = insert(store, { receivedAtMs: NOON, body: Buffer.from('{"name":"Jane"}') })
  indexNextBodies(store.write, 10)
  expect(foresee(store.read, { ...never, contentsMs: NOON })).toEqual({ deliveries: 0, contents: 1, appointments: 0 })
  forget(store, { contentsMs: NOON })
  const found = (search: string) => listDeliveries(store.read, { ...everything, search }, null, 10).rows.map(({ id }) => id)
  expect({
    old: findDelivery(store.read, old),
    young: findDelivery(store.read, young)?.bodyText,
    found: [found('ottilie'), found('jane')],
    said: said(store),
    left: foresee(store.read, { ...never, contentsMs: NOON }),
  }).toMatchObject({
    old: { bodyText: null, headers: [], aboutName: 'Jane Doe' },
    young: '{"name":"Jane"}',
    found: [[], [young]],
    said: ['delivery contents retention'],
    left: { contents: 0 },
  })
})

test('old rows of the log go with what repeated them, young ones stay', () => {
  const store = temporaryStore()
  const first = insert(store, { receivedAtMs: NOON - 1 })
  insert(store, { receivedAtMs: NOON + 5, verdict: 'duplicate', duplicateOf: first })
  const young = insert(store, { receivedAtMs: NOON })
  forget(store, { deliveriesMs: NOON })
  expect({ left: idsOf(store, 'deliveries'), said: said(store) }).toEqual({ left: [young], said: ['delivery rows retention'] })
})

test('rows that only repeat, and Google’s notifications, are bounded by themselves', () => {
  const store = temporaryStore()
  const first = insert(store, { receivedAtMs: NOON - 9 })
  insert(store, { receivedAtMs: NOON - 8, verdict: 'duplicate', duplicateOf: first })
  const repetition = insert(store, { receivedAtMs: NOON, verdict: 'duplicate', duplicateOf: first })
  insert(store, { receivedAtMs: NOON - 8, provider: 'google-calendar' })
  const refused = insert(store, { receivedAtMs: NOON - 8, provider: 'google-calendar', verdict: 'rejected' })
  forget(store, { repetitionsMs: NOON, notificationsMs: NOON })
  expect(idsOf(store, 'deliveries')).toEqual([first, repetition, refused])
  expect([repetitionsDays, notificationsDays]).toEqual([90, 30])
})

test('an appointment goes by its end; a client goes when nothing is left of them, and with a note they stay', () => {
  const store = temporaryStore()
  const clients = ['gone', 'noted', 'coming'].map((name) =>
    known(store, { email: `${name}@example.com`, name, saidAtMs: NOON - 9 * dayMs }),
  )
  const [, noted, coming] = clients
  prepared(store.write, `UPDATE clients SET notes = 'likes tea' WHERE id = ?`).run(noted)
  for (const id of clients) book(store, id, { startMs: NOON - 2 * dayMs })
  const ahead = book(store, coming!, { startMs: NOON + dayMs })
  prepared(store.write, 'UPDATE clients SET updated_at_ms = ?, known_at_ms = ?').run(NOON - 9 * dayMs, NOON - 9 * dayMs)
  insertDeskEntry(store.write, {
    atMs: NOON,
    actor: 'Mara',
    subject: 'client',
    subjectId: clients[0]!,
    kind: 'edited',
    before: {},
    after: {},
  })
  forget(store, { appointmentsMs: NOON - dayMs })
  expect({
    appointments: idsOf(store, 'appointments'),
    clients: idsOf(store, 'clients'),
    history: listDeskEntries(store.read, 'client', clients),
    said: said(store),
  }).toEqual({ appointments: [ahead], clients: [noted, coming], history: [], said: ['desk rows retention'] })
})

test('a clock that jumps ahead takes nothing away before a day is over', async () => {
  const store = temporaryStore()
  insert(store, { receivedAtMs: NOON })
  saveKeepingMark(store.write, 'ran', NOON)
  let nowMs = NOON + 3_000 * dayMs
  const onFailure = (error: unknown): never => {
    throw error
  }
  const keeper = startKeeper({ writer: createWriter(store.write), settings: defaultSettings, now: () => nowMs, onFailure })
  await keeper.run()
  const held = idsOf(store, 'deliveries')
  nowMs += dayMs
  await keeper.run()
  await keeper.stop()
  expect([held, idsOf(store, 'deliveries')]).toEqual([[1], []])
})

test('the start comes first: nothing is taken away within its minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const store = temporaryStore()
  insert(store, { receivedAtMs: NOON - 3_000 * dayMs })
  const writer = createWriter(store.write)
  const submit = vi.spyOn(writer, 'submit')
  const onFailure = (error: unknown): never => {
    throw error
  }
  const keeper = startKeeper({ writer, settings: defaultSettings, now: () => NOON, onFailure })
  vi.advanceTimersByTime(59_000)
  const early = submit.mock.calls.length
  vi.advanceTimersByTime(1_000)
  const due = submit.mock.calls.length
  await keeper.run()
  await keeper.stop()
  expect([early, due, idsOf(store, 'deliveries')]).toEqual([0, 1, []])
})

test('what is compressed reads as it came, whatever it is, and is never larger', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 3_000 }).map((each) => Buffer.from(each)),
    fc.json().map((text) => Buffer.from(text)),
    fc.string({ unit: 'binary', maxLength: 2_000 }).map((text) => Buffer.from(text)),
  )
  const dictionary = composeDictionary()
  const store = temporaryStore()
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 12 }), (bodies) => {
      const ids = store.write.database.transaction(() => bodies.map((body) => insert(store, { body, receivedAtMs: NOON - 1 })))()
      while (compressNextBodies(store.write, { beforeMs: NOON, limit: 5, dictionary }) > 0) continue
      for (const [at, id] of ids.entries()) {
        const stored = prepared<StoredBody>(
          store.read,
          'SELECT body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id = ?',
        ).get(id)!
        expect(bodyBytes(store.read, stored)).toEqual(bodies[at])
        expect(stored.body!.length).toBeLessThanOrEqual(bodies[at]!.length)
      }
    }),
    { numRuns: 40 },
  )
})

test('the search finds the same before and after bodies were compressed, indexed or not, and a booking is a fifth of its size', () => {
  const store = temporaryStore()
  const context = {
    durationMinutes: 30,
    host: { name: 'Dana', email: 'd@office.example', role: '' },
    eventType: { name: 'Visit', slug: 'visit' },
  }
  for (let number = 0; number < 60; number += 1) {
    const client = { name: `Person${number % 7} Numbered`, email: `p${number}@example.com`, timeZone: 'Europe/Berlin' }
    const body = composeCalendlyBody('invitee.created', { ...context, client, unique: `U${number}`, nowMs: NOON, startMs: NOON })
    insert(store, { body: Buffer.from(JSON.stringify(body)), receivedAtMs: NOON - dayMs })
  }
  indexNextBodies(store.write, 30)
  const search = () =>
    ['person3', 'numbered u59', 'p4'].map((text) =>
      listDeliveries(store.read, { ...everything, search: text }, null, 100).rows.map(({ id }) => id),
    )
  const size = () => scalar<number>(store.read, 'SELECT sum(length(body)) FROM delivery_contents')
  const before = { found: search(), size: size() }
  while (compressNextBodies(store.write, { beforeMs: NOON, limit: 25, dictionary: composeDictionary() }) > 0) continue
  while (indexNextBodies(store.write, 50) > 0) continue
  expect(before.found.map(({ length }) => length)).toEqual([9, 1, 11])
  expect(search()).toEqual(before.found)
  const ratio = size() / before.size
  console.log(`bodies of bookings are compressed to ${Math.round(ratio * 100)} % of their size`)
  expect(ratio).toBeLessThan(0.2)
})

test('young bodies stay as they came', () => {
  const store = temporaryStore()
  insert(store, { receivedAtMs: NOON, body: Buffer.from('a'.repeat(1_000)) })
  expect(compressNextBodies(store.write, { beforeMs: NOON, limit: 25, dictionary: composeDictionary() })).toBe(0)
})

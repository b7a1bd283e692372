import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { appointmentCardSchema, type AppointmentDetails } from '../../../src/shared/appointment.ts'
import { deliveryRowSchema } from '../../../src/shared/delivery.ts'
import { findAppointments, indexNextAppointments } from '../../../src/main/store/appointment-search.ts'
import { insertHistoryEntry } from '../../../src/main/store/appointment-history.ts'
import { saveAppointment } from '../../../src/main/store/appointments.ts'
import { insertDelivery } from '../../../src/main/store/deliveries.ts'
import { findDeliveries } from '../../../src/main/store/delivery-find.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { removeOrigin } from '../../../src/main/store/removal.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const hour = 3_600_000

interface Booking {
  readonly id?: number
  readonly name: string
  readonly email?: string
  readonly startMs?: number | null
  readonly origin?: 'real' | 'test'
}

let made = 0

function book(store: Store, { id, name, email = 'someone@example.com', startMs = NOON, origin = 'real' }: Booking): number {
  const details: AppointmentDetails = {
    title: 'First visit',
    type: null,
    startMs,
    endMs: null,
    startAssumed: false,
    timeZone: null,
    providerType: null,
    providerTypeSlug: null,
    location: null,
    hosts: [],
    attendees: [{ email, name, phone: null, timeZone: null, externalId: null, active: true, noShow: false }],
    groupId: null,
    iCalUid: null,
    notes: null,
    answers: [],
    metadata: {},
    rescheduleUrl: null,
    cancelUrl: null,
  }
  return saveAppointment(store.write, {
    id: id ?? null,
    origin,
    type: 'visit',
    rescheduled: false,
    clientId: null,
    hostIds: [],
    bookedAtMs: NOON,
    shown: { stage: 'booked', sinceMs: NOON, newsMs: NOON },
    nowMs: NOON,
    state: {
      source: 'calendly',
      externalId: `appointment-${++made}`,
      status: 'scheduled',
      details,
      cancellation: null,
      hostNoShow: false,
      supersedes: null,
      supersededBy: null,
      endedAtMs: null,
    },
  })
}

function indexAll(store: Store): void {
  while (indexNextAppointments(store.write, 100) > 0);
}

const idsOf = (store: Store, text: string, limit = 20): number[] => findAppointments(store.read, text, NOON, limit).map(({ id }) => id)

describe('appointments', () => {
  test.each([
    ['part of a name', 'ane d'],
    ['another case', 'JANE'],
    ['parts of name and e-mail', 'doe desk.ex'],
    ['a part of two letters beside a longer one', 'ja doe'],
    ['two letters alone', 'ja'],
    ['one letter alone', 'j'],
  ])('are found by %s, indexed or not', (_name, text) => {
    const store = temporaryStore()
    const jane = book(store, { name: 'Jane Doe', email: 'jd@desk.example' })
    book(store, { name: 'Bert Brandt', email: 'bb@mill.example' })
    const before = idsOf(store, text)
    indexAll(store)
    expect([before, idsOf(store, text)]).toEqual([[jane], [jane]])
  })

  test('are found without their accents once they are indexed', () => {
    const store = temporaryStore()
    const id = book(store, { name: 'Zoë Müller' })
    indexAll(store)
    expect([idsOf(store, 'zoe muller'), idsOf(store, 'ZOË')]).toEqual([[id], [id]])
  })

  test.each([
    ['a wildcard', 'j%e'],
    ['the index’s own language', 'jane OR bert'],
    ['a quotation mark', '"jane'],
    ['a star', 'jan*'],
    ['blanks', '   '],
  ])('are not found by %s, which means nothing but itself', (_name, text) => {
    const store = temporaryStore()
    book(store, { name: 'Jane Doe' })
    book(store, { name: 'Bert Brandt' })
    const before = idsOf(store, text)
    indexAll(store)
    expect([before, idsOf(store, text)]).toEqual([[], []])
  })

  test('stand with the next one first, then those that were, the last one first', () => {
    const store = temporaryStore()
    const at = (hours: number) => book(store, { name: 'Jane Doe', startMs: NOON + hours * hour })
    const [lastWeek, yesterday, tomorrow, nextWeek] = [at(-168), at(-24), at(24), at(168)]
    indexAll(store)
    expect([idsOf(store, 'jane'), idsOf(store, 'jane', 2)]).toEqual([
      [tomorrow, nextWeek, yesterday, lastWeek],
      [tomorrow, nextWeek],
    ])
  })

  test('of very many that fit, those around now are found', () => {
    const store = temporaryStore()
    const soon = book(store, { name: 'Jane Doe', startMs: NOON + hour })
    const bookMany = store.write.database.transaction(() => {
      for (let index = 0; index < 600; index += 1) book(store, { name: 'Jane Doe', startMs: NOON - (index + 2) * hour })
      indexAll(store)
    })
    bookMany()
    expect(idsOf(store, 'jane doe', 1)).toEqual([soon])
  })

  test('whose name changed are found by the new one and not by the old one', () => {
    const store = temporaryStore()
    const id = book(store, { name: 'Jane Doe' })
    indexAll(store)
    book(store, { id, name: 'Jane Miller' })
    const waiting = [idsOf(store, 'miller'), idsOf(store, 'doe')]
    indexAll(store)
    expect([...waiting, idsOf(store, 'miller'), idsOf(store, 'doe')]).toEqual([[id], [], [id], []])
  })

  test('that were removed are found no more, and are not left in the index', () => {
    const store = temporaryStore()
    book(store, { name: 'Jane Doe', origin: 'test' })
    indexAll(store)
    book(store, { name: 'Jane Waiting', origin: 'test' })
    removeOrigin(store.write, 'test', NOON)
    const left = store.read.database.prepare(`SELECT count(*) AS n FROM appointment_search WHERE appointment_search MATCH 'jane'`).get()
    expect([idsOf(store, 'jane'), left, indexNextAppointments(store.write, 10)]).toEqual([[], { n: 0 }, 0])
  })

  test('without a start are in no calendar and not found', () => {
    const store = temporaryStore()
    book(store, { name: 'Jane Doe', startMs: null })
    indexAll(store)
    expect(idsOf(store, 'jane')).toEqual([])
  })

  test('are cards as the contract has them', () => {
    const store = temporaryStore()
    book(store, { name: 'Jane Doe' })
    expect(findAppointments(store.read, 'jane', NOON, 5).map((card) => appointmentCardSchema.parse(card).clientLabel)).toEqual(['Jane Doe'])
  })
})

describe('deliveries', () => {
  function deliver(store: Store, aboutName: string | null, providerEvent = 'invitee.created'): number {
    const body = Buffer.from(String(++made))
    return insertDelivery(store.write, {
      provider: 'calendly',
      receivedAtMs: NOON + made,
      providerEvent,
      verdict: 'accepted',
      reason: null,
      httpStatus: 200,
      origin: 'real',
      aboutName,
      aboutStartMs: null,
      method: 'POST',
      path: '/api/webhooks/calendly',
      headers: [],
      bodySize: body.length,
      bodyTruncated: false,
      bodySha256: createHash('sha256').update(body).digest(),
      durationUs: 1,
      sentence: 'A new appointment.',
      issues: [],
      verification: { scheme: null, key: null, skewSeconds: null, failure: null },
      deliveryKey: null,
      duplicateOf: null,
      eventAtMs: null,
      body,
    })
  }
  const found = (store: Store, text: string, appointmentIds: readonly number[] = []): number[] =>
    findDeliveries(store.read, text, appointmentIds, 5).map(({ id }) => id)

  test('are found by their number, with or without its sign', () => {
    const store = temporaryStore()
    const [first, second] = [deliver(store, 'Jane Doe'), deliver(store, 'Jane Doe')]
    expect([found(store, `#${first}`), found(store, String(second)), found(store, '4711')]).toEqual([[first], [second], []])
  })

  test('are found by client and event, newest first', () => {
    const store = temporaryStore()
    const older = deliver(store, 'Jane Doe')
    const newer = deliver(store, 'JANE Doe', 'invitee.canceled')
    deliver(store, 'Änne Bert')
    expect([found(store, 'jane'), found(store, 'jane canceled'), found(store, 'ÄNNE').length, found(store, 'nobody')]).toEqual([
      [newer, older],
      [newer],
      1,
      [],
    ])
  })

  test('are found through the appointment that they changed, whatever they say themselves', () => {
    const store = temporaryStore()
    const appointmentId = book(store, { name: 'Jane Doe' })
    const deliveryId = deliver(store, null)
    const entry = { appointmentId, deliveryId, atMs: NOON, kind: 'created', providerEvent: null, before: {}, after: {} } as const
    insertHistoryEntry(store.write, entry)
    const { deliveryId: _none, ...said } = entry
    insertHistoryEntry(store.write, said)
    expect([found(store, 'jane', [appointmentId]), found(store, 'jane')]).toEqual([[deliveryId], []])
  })

  test('are rows as the contract has them', () => {
    const store = temporaryStore()
    deliver(store, 'Jane Doe')
    expect(findDeliveries(store.read, 'jane', [], 5).map((row) => deliveryRowSchema.parse(row).aboutName)).toEqual(['Jane Doe'])
  })
})

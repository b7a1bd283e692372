import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { appointmentCardSchema, type AppointmentDetails, type AppointmentFilter } from '../../../src/shared/appointment.ts'
import { deliveryPageSchema, type DeliveryFilter } from '../../../src/shared/delivery.ts'
import { listAppointments } from '../../../src/main/store/appointment-lists.ts'
import { retypeAppointments, saveAppointment } from '../../../src/main/store/appointments.ts'
import { deleteDeliveries, insertDelivery, type NewDelivery } from '../../../src/main/store/deliveries.ts'
import { listDeliveries } from '../../../src/main/store/delivery-lists.ts'
import { indexNextBodies, pageExpression } from '../../../src/main/store/delivery-search.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { saveHost } from '../../../src/main/store/hosts.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const nothing: DeliveryFilter = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

function insert(store: Store, delivery: Partial<Omit<NewDelivery, 'body'>> & { readonly body?: string } = {}): number {
  const { body = '{}', ...rest } = delivery
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
    bodySize: body.length,
    bodyTruncated: false,
    bodySha256: createHash('sha256').update(body).digest(),
    durationUs: 10,
    sentence: 'A new appointment.',
    issues: [],
    verification: { scheme: 'calendly-v1', key: 'current', skewSeconds: 0, failure: null },
    deliveryKey: null,
    duplicateOf: null,
    eventAtMs: null,
    ...rest,
    body: Buffer.from(body),
  })
}

describe('the log', () => {
  test('is the contract’s page, newest first', () => {
    const store = temporaryStore()
    insert(store)
    insert(store, {
      receivedAtMs: NOON + 1,
      verdict: 'rejected',
      reason: 'signature',
      httpStatus: 401,
      providerEvent: null,
      aboutName: null,
      aboutStartMs: null,
    })
    const page = listDeliveries(store.read, nothing, null, 10)
    expect(deliveryPageSchema.parse(page)).toEqual({
      rows: [
        {
          id: 2,
          provider: 'calendly',
          receivedAtMs: NOON + 1,
          providerEvent: null,
          verdict: 'rejected',
          reason: 'signature',
          httpStatus: 401,
          aboutName: null,
          aboutStartMs: null,
          bodySize: 2,
          durationUs: 10,
          origin: 'real',
          isEdited: false,
          isDealtWith: false,
        },
        {
          id: 1,
          provider: 'calendly',
          receivedAtMs: NOON,
          providerEvent: 'invitee.created',
          verdict: 'accepted',
          reason: null,
          httpStatus: 200,
          aboutName: 'Jane Doe',
          aboutStartMs: NOON,
          bodySize: 2,
          durationUs: 10,
          origin: 'real',
          isEdited: false,
          isDealtWith: false,
        },
      ],
      nextCursor: null,
      total: 2,
    })
  })

  test('pages meet without a gap or a repetition, also where times are equal, run backwards, or the cursor’s row is gone', () => {
    const store = temporaryStore()
    for (const offset of [0, 5, 5, 5, 3, 9, 9, 1, 7, 7, 2]) insert(store, { receivedAtMs: NOON + offset })
    const all = listDeliveries(store.read, nothing, null, 100).rows
    const byPages: typeof all = []
    let cursor: number | null = null
    do {
      const page = listDeliveries(store.read, nothing, cursor, 3)
      byPages.push(...page.rows)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(byPages).toEqual(all)
    expect(all.map(({ receivedAtMs }) => receivedAtMs - NOON)).toEqual([9, 9, 7, 7, 5, 5, 5, 3, 2, 1, 0])

    insert(store, { receivedAtMs: NOON + 20, origin: 'test' })
    insert(store, { receivedAtMs: NOON + 21 })
    deleteDeliveries(store.write, [12], { atMs: NOON, why: 'test' })
    expect(listDeliveries(store.read, nothing, 12, 100).rows).toEqual(all)
  })

  test.each<[string, Partial<DeliveryFilter>, number[]]>([
    ['everything', {}, [5, 4, 3, 2, 1]],
    ['one provider', { providers: ['cal-com'] }, [3]],
    ['two providers', { providers: ['cal-com', 'healthcare'] }, [4, 3]],
    ['no provider', { providers: [] }, []],
    ['one verdict', { verdicts: ['rejected'] }, [4]],
    ['accepted and another', { verdicts: ['accepted', 'rejected'] }, [5, 4, 2, 1]],
    ['a status', { httpStatus: 202 }, [3]],
    ['a half-open time', { fromMs: NOON + 1, toMs: NOON + 3 }, [3, 2]],
    ['a word of the body', { search: 'jane' }, [5, 1]],
    ['the beginnings of two words, in another case and order', { search: 'DO Jan' }, [1]],
    ['an address', { search: 'jane@example.com' }, [5]],
    ['a word with an accent, written without', { search: 'muller' }, [2]],
    ['a search of nothing but signs', { search: '%_"*' }, [5, 4, 3, 2, 1]],
    ['the language of the index, taken literally', { search: 'jane OR bob' }, []],
    ['a word and a provider', { search: 'jane', providers: ['cal-com'] }, []],
  ])('filters by %s, before and after the bodies are indexed', (_name, filter, expected) => {
    const store = temporaryStore()
    insert(store, { body: '{"name":"Jane Doe"}' })
    insert(store, { body: '{"name":"Max Müller"}', receivedAtMs: NOON + 1 })
    insert(store, { provider: 'cal-com', verdict: 'quarantined', httpStatus: 202, receivedAtMs: NOON + 2, body: 'no json' })
    insert(store, { provider: 'healthcare', verdict: 'rejected', reason: 'signature', httpStatus: 401, receivedAtMs: NOON + 3 })
    insert(store, { body: '{"email":"jane@example.com"}', receivedAtMs: NOON + 4 })
    const found = () => {
      const { rows, total } = listDeliveries(store.read, { ...nothing, ...filter }, null, 100)
      return [rows.map(({ id }) => id), total]
    }
    const states = [found()]
    indexNextBodies(store.write, 2)
    states.push(found())
    while (indexNextBodies(store.write, 2) > 0);
    states.push(found())
    expect(states).toEqual([1, 2, 3].map(() => [expected, expected.length]))
  })

  test('search pages by key across what is indexed and what is not', () => {
    const store = temporaryStore()
    for (let index = 0; index < 9; index += 1) insert(store, { body: `{"name":"jane ${index}"}` })
    indexNextBodies(store.write, 5)
    const ids: number[] = []
    let cursor: number | null = null
    do {
      const page = listDeliveries(store.read, { ...nothing, search: 'jane' }, cursor, 2)
      expect(page.total).toBe(9)
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(ids).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  test.each(['Сергей Ёлкин', 'Nguyễn Đặng', 'κόσμος', '한국어', 'हिन्दी', 'مُحَمَّد', 'Müller', 'İpek'])(
    'finds %s before and after the body is indexed, composed or not',
    (name) => {
      const store = temporaryStore()
      for (const form of ['NFC', 'NFD']) insert(store, { body: JSON.stringify({ name: name.normalize(form) }) })
      insert(store, { body: '{"name":"Jane Doe"}' })
      const found = () =>
        ['NFC', 'NFD'].map((form) => {
          const { rows, total } = listDeliveries(store.read, { ...nothing, search: name.normalize(form) }, null, 10)
          return [rows.map(({ id }) => id), total]
        })
      const before = found()
      while (indexNextBodies(store.write, 10) > 0);
      const both = [[2, 1], 2]
      expect([before, found()]).toEqual([
        [both, both],
        [both, both],
      ])
    },
  )

  test('a beginning that few words have is looked for as these words, and one that many have as a beginning', () => {
    const store = temporaryStore()
    insert(store, { body: '{"event":"consultation","next":"consulting"}' })
    for (let index = 0; index < 70; index += 1) insert(store, { body: `{"name":"jane${index}"}` })
    while (indexNextBodies(store.write, 100) > 0);
    expect(pageExpression(store.read, 'consult Jane nobody')).toBe('(("consultation" OR "consulting") AND "jane"* AND "nobody"*)')
    expect(pageExpression(store.read, ' … ')).toBeNull()
    insert(store, { body: '{"event":"consult"}' })
    while (indexNextBodies(store.write, 100) > 0);
    expect(listDeliveries(store.read, { ...nothing, search: 'consult' }, null, 10).rows.map(({ id }) => id)).toEqual([72, 1])
  })

  test('counts no further than 10,000', () => {
    const store = temporaryStore()
    store.write.database.transaction(() => {
      for (let index = 0; index < 10_050; index += 1) insert(store)
    })()
    expect(listDeliveries(store.read, nothing, null, 1).total).toBe(10_000)
  })

  test('what was removed is not found any more', () => {
    const store = temporaryStore()
    const id = insert(store, { body: '{"name":"jane"}', origin: 'test' })
    indexNextBodies(store.write, 10)
    deleteDeliveries(store.write, [id], { atMs: NOON, why: 'test' })
    expect(listDeliveries(store.read, { ...nothing, search: 'jane' }, null, 10)).toEqual({ rows: [], nextCursor: null, total: 0 })
  })
})

describe('the calendar', () => {
  const details: AppointmentDetails = {
    title: 'Initial consultation',
    type: null,
    startMs: NOON,
    endMs: NOON + 900_000,
    startAssumed: false,
    timeZone: 'Europe/Berlin',
    providerType: '100 % consultation',
    providerTypeSlug: null,
    location: { kind: 'video', text: null, url: 'https://meet.example/1' },
    hosts: [{ email: 'Anna@desk.example', name: 'Anna', role: 'advisor' }],
    attendees: [
      { email: 'Jane@example.com', name: 'Jane Doe', phone: null, timeZone: null, externalId: null, active: true, noShow: false },
    ],
    groupId: null,
    iCalUid: null,
    notes: null,
    answers: [],
    metadata: {},
    rescheduleUrl: null,
    cancelUrl: null,
  }
  const month: AppointmentFilter = {
    startMs: NOON - 1,
    endMs: NOON + 10_000,
    sources: null,
    types: null,
    statuses: null,
    hostIds: null,
    search: null,
  }

  function save(
    store: Store,
    externalId: string,
    changed: Partial<AppointmentDetails> = {},
    status: 'scheduled' | 'cancelled' = 'scheduled',
  ) {
    const all = { ...details, ...changed }
    const hosts = all.hosts.map((host) => saveHost(store.write, { source: 'calendly', ...host, origin: 'real', saidAtMs: NOON }))
    return saveAppointment(store.write, {
      id: null,
      origin: 'real',
      type: 'consultation',
      rescheduled: false,
      clientId: null,
      hostIds: hosts.flatMap((host) => (host ? [host.id] : [])),
      bookedAtMs: NOON,
      shown: { stage: 'booked', sinceMs: NOON, newsMs: NOON },
      nowMs: NOON,
      state: {
        source: 'calendly',
        externalId,
        status,
        details: all,
        cancellation: null,
        hostNoShow: false,
        supersedes: null,
        supersededBy: null,
        endedAtMs: null,
      },
    })
  }

  test('a card is what the contract says', () => {
    const store = temporaryStore()
    save(store, 'a')
    const cards = listAppointments(store.read, month)
    expect(cards.map((card) => appointmentCardSchema.parse(card))).toEqual([
      {
        id: 1,
        source: 'calendly',
        externalId: 'a',
        status: 'scheduled',
        type: 'consultation',
        origin: 'real',
        title: 'Initial consultation',
        providerType: '100 % consultation',
        startMs: NOON,
        endMs: NOON + 900_000,
        startAssumed: false,
        timeZone: 'Europe/Berlin',
        clientLabel: 'Jane Doe',
        clientId: null,
        attendeeCount: 1,
        hostIds: [1],
        hostLabel: 'Anna',
        locationKind: 'video',
        rescheduled: false,
        seenIn: 1,
        sourcesDiffer: false,
        disagrees: false,
        createdAtMs: NOON,
        updatedAtMs: NOON,
      },
    ])
  })

  test.each<[string, Partial<AppointmentFilter>, number[]]>([
    ['the interval, half open, by start', {}, [1, 2, 3]],
    ['an interval that ends where one starts', { endMs: NOON + 5000 }, [1, 2]],
    ['a source', { sources: ['cal-com'] }, []],
    ['a status', { statuses: ['cancelled'] }, [2]],
    ['a host', { hostIds: [2] }, [3]],
    ['several hosts', { hostIds: [1, 2] }, [1, 2, 3]],
    ['part of a name, in another case', { search: 'ANE D' }, [1, 2]],
    ['part of an e-mail', { search: 'bob@' }, [3]],
    ['a per cent sign, taken literally', { search: '100 %' }, [1, 2, 3]],
    ['a wildcard, taken literally', { search: 'j%doe' }, []],
    ['an underscore, taken literally', { search: 'jane_doe' }, []],
    ['blanks', { search: '  ' }, [1, 2, 3]],
  ])('filters by %s', (_name, filter, expected) => {
    const store = temporaryStore()
    save(store, 'a')
    save(store, 'b', { startMs: NOON + 1000 }, 'cancelled')
    save(store, 'c', {
      startMs: NOON + 5000,
      hosts: [{ email: 'bert@desk.example', name: 'Bert', role: null }],
      attendees: details.attendees.map((person) => ({ ...person, name: 'Bob', email: 'bob@example.com' })),
    })
    save(store, 'without a start', { startMs: null })
    expect(listAppointments(store.read, { ...month, ...filter }).map(({ id }) => id)).toEqual(expected)
  })

  test('changed rules give stored appointments another type', () => {
    const store = temporaryStore()
    save(store, 'a')
    save(store, 'b', { providerType: 'Interview' })
    const changed = retypeAppointments(store.write, (_source, { providerType }) =>
      providerType === 'Interview' ? 'interview' : 'consultation',
    )
    expect([changed, listAppointments(store.read, month).map(({ type }) => type)]).toEqual([1, ['consultation', 'interview']])
  })
})

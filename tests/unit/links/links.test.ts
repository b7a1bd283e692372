import { describe, expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { booking, event, FIFTEEN, HOUR, rescheduled, startOffice, TEN, told } from './told.ts'
import { NOON } from '../../support/temporary.ts'

/** The same office after the same news in both orders. */
function inBothOrders(...news: AppointmentChange[][]) {
  const [one, other] = [startOffice(), startOffice()]
  for (const changes of news) one.tell(...changes)
  for (const changes of news.toReversed()) other.tell(...changes)
  expect(other.links()).toEqual(one.links())
  expect(other.shown()).toEqual(one.shown())
  return one
}

describe('a booking and the event that the booking tool wrote are one', () => {
  test('by the event’s id that Calendly names, whatever else differs', () => {
    const office = inBothOrders(
      [booking('a', { details: { calendarEventId: 'e1' } })],
      [event('e1', { startMs: FIFTEEN, client: 'somebody@example.com', host: 'bert' })],
    )
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly a, calendar-event' })
    expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 2, sourcesDiffer: true }])
  })

  test('by the iCalUID that Cal.com names, also when the event stands elsewhere', () => {
    const office = inBothOrders(
      [told('cal-com', 'b', { details: { iCalUid: 'u1@cal.com' } })],
      [event('e1', { startMs: FIFTEEN, details: { iCalUid: 'u1@cal.com' }, client: 'somebody@example.com' })],
    )
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'cal-com b, ical-uid' })
  })

  test('by host, start and client, with any of those who take part', () => {
    const guests = ['guest@example.com', 'Jane@Example.com'].map((email) => ({
      email,
      name: null,
      phone: null,
      timeZone: null,
      externalId: null,
    }))
    const office = inBothOrders([told('smart-scheduler', 's')], [event('e1', { attendees: guests })])
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'smart-scheduler s, same-meeting' })
    expect(office.shown()).toEqual([{ name: 'smart-scheduler s', seenIn: 2, sourcesDiffer: false }])
  })

  test.each([
    ['another start', { startMs: FIFTEEN }],
    ['another client', { client: 'bob@example.com' }],
    ['another host', { host: 'bert' }],
  ])('and not with %s', (_what, more) => {
    const office = inBothOrders([booking('a')], [event('e1', more)])
    expect(office.links()).toEqual({})
    expect(office.shown()).toHaveLength(2)
  })

  test('by records that were merged into one client, and not after they were taken apart', () => {
    const office = startOffice()
    office.tell(booking('a'))
    office.tell(event('e1', { client: 'j.doe@work.example' }))
    expect(office.links()).toEqual({})
    const clientOf = (source: 'calendly' | 'google-calendar', id: string) => office.get(source, id).client!.id
    const merge = office.merge(clientOf('calendly', 'a'), clientOf('google-calendar', '1 e1'))
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly a, same-meeting' })
    office.takeApart('historyId' in merge ? merge.historyId : 0)
    expect(office.links()).toEqual({})
  })
})

test('the instances of a series share their iCalUID, and each follows the booking of its own time, also when it was moved', () => {
  const first = '20241122T100000Z'
  const details = { iCalUid: 'series@google.com' }
  expect(Date.UTC(2024, 10, 22, 10)).toBe(TEN)
  const office = inBothOrders(
    [told('cal-com', 'first', { details })],
    [told('cal-com', 'second', { details, startMs: TEN + 168 * HOUR })],
    [event(`s_${first}`, { details, startMs: FIFTEEN })],
    [event('s_20241129T100000Z', { details, startMs: TEN + 168 * HOUR })],
    [event('s_20241206T100000Z', { details, startMs: TEN + 336 * HOUR })],
  )
  expect(office.links()).toEqual({
    [`google-calendar 1 s_${first}`]: 'cal-com first, ical-uid',
    'google-calendar 1 s_20241129T100000Z': 'cal-com second, ical-uid',
  })
})

describe('once one', () => {
  test('they stay one when the event is moved, and what differs is told', () => {
    const office = inBothOrders([booking('a')], [event('e1')], [event('e1', { startMs: FIFTEEN, happenedAtMs: NOON + HOUR })])
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly a, same-meeting' })
    expect(office.get('calendly', 'a').otherSources).toEqual([
      {
        id: office.idOf('google-calendar', '1 e1'),
        source: 'google-calendar',
        because: 'same-meeting',
        status: 'scheduled',
        title: 'google-calendar 1 e1',
        startMs: FIFTEEN,
        endMs: FIFTEEN + HOUR / 2,
        differs: ['start', 'end'],
        lastGesture: null,
      },
    ])
    expect(office.get('google-calendar', '1 e1').ledBy).toEqual({ id: office.idOf('calendly', 'a'), source: 'calendly' })
  })

  test('the event goes along when the booking is rescheduled under a new id', () => {
    const office = inBothOrders([booking('a')], [event('e1')], rescheduled('a', 'b', { startMs: FIFTEEN }))
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly b, same-meeting' })
    expect(office.shown()).toContainEqual({ name: 'calendly b', seenIn: 2, sourcesDiffer: true })
    office.tell(event('e1', { startMs: FIFTEEN, happenedAtMs: NOON + HOUR }))
    expect(office.shown()).toContainEqual({ name: 'calendly b', seenIn: 2, sourcesDiffer: false })
  })

  test('an event that was deleted for a new one stays with the booking that was replaced, and nothing differs', () => {
    const office = inBothOrders(
      [booking('a', { details: { calendarEventId: 'e1' } })],
      [event('e1')],
      rescheduled('a', 'b', { startMs: FIFTEEN, details: { calendarEventId: 'e2' } }),
      [event('e1', { kind: 'cancelled', happenedAtMs: NOON + HOUR })],
      [event('e2', { startMs: FIFTEEN })],
    )
    expect(office.links()).toEqual({
      'google-calendar 1 e1': 'calendly a, calendar-event',
      'google-calendar 1 e2': 'calendly b, calendar-event',
    })
    expect(office.shown().map(({ sourcesDiffer }) => sourcesDiffer)).toEqual([false, false])
  })

  test('a booking that is cancelled while the event stands differs from it', () => {
    const office = inBothOrders([booking('a')], [event('e1')], [booking('a', { kind: 'cancelled', happenedAtMs: NOON + HOUR })])
    expect(office.get('calendly', 'a').otherSources.map(({ differs }) => differs)).toEqual([['status']])
  })

  test('who came is nothing that a calendar could differ in', () => {
    const office = inBothOrders([booking('a')], [event('e1')], [booking('a', { kind: 'no_show', happenedAtMs: NOON + HOUR })])
    expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 2, sourcesDiffer: false }])
  })
})

test('of a group’s bookings, one that goes on leads the event', () => {
  const group = { calendarEventId: 'e1' }
  const office = inBothOrders(
    [booking('a', { details: group })],
    [booking('b', { details: group, client: 'bob@example.com' })],
    [event('e1')],
    [booking('a', { details: group, kind: 'cancelled', happenedAtMs: NOON + HOUR })],
  )
  expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly b, calendar-event' })
  expect(office.shown().filter(({ sourcesDiffer }) => sourcesDiffer)).toEqual([])
})

test('an event that two calendars show, and the booking, are one in two sources', () => {
  const other = told('google-calendar', '2 e1', { isWhole: true })
  const office = inBothOrders([booking('a')], [event('e1')], [other])
  expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 2, sourcesDiffer: false }])
})

test('two of one source, two booking tools, and what was written down at the desk are never joined by themselves', () => {
  const office = inBothOrders(
    [booking('a')],
    [booking('b')],
    [told('cal-com', 'c')],
    [told('manual', 'm', { desk: { gestureId: 'g', actor: 'Mara' } })],
  )
  expect(office.shown()).toHaveLength(4)
})

test('an event follows the booking tool before the desk', () => {
  const office = inBothOrders([told('manual', 'm', { desk: { gestureId: 'g', actor: 'Mara' } })], [event('e1')], [booking('a')])
  expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly a, same-meeting' })
})

test('tests and samples are linked with nothing, and what is real stays as it was when they go', () => {
  const office = startOffice()
  office.tell(booking('a'))
  office.tell(event('e1'))
  office.tellAs('test', booking('t'))
  office.tellAs('test', event('e2'))
  const before = office.links()
  expect(before).toEqual({ 'google-calendar 1 e1': 'calendly a, same-meeting' })
  expect(office.shown()).toHaveLength(3)
  office.removeTests()
  expect(office.links()).toEqual(before)
  expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 2, sourcesDiffer: false }])
})

describe('what a person decides', () => {
  test('a split stays, though both are told again, moved and rescheduled', () => {
    const office = startOffice()
    office.tell(booking('a', { details: { calendarEventId: 'e1' } }))
    office.tell(event('e1'))
    office.split(office.idOf('calendly', 'a'), office.idOf('google-calendar', '1 e1'))
    expect(office.links()).toEqual({})
    expect(office.shown().map(({ seenIn }) => seenIn)).toEqual([1, 1])
    office.tell(event('e1', { startMs: FIFTEEN, happenedAtMs: NOON + HOUR }))
    office.tell(booking('a', { kind: 'updated', happenedAtMs: NOON + HOUR, startMs: FIFTEEN, details: { calendarEventId: 'e1' } }))
    office.tell(...rescheduled('a', 'b', { startMs: FIFTEEN, details: { calendarEventId: 'e1' } }))
    expect(office.links()).toEqual({})
  })

  test('a split is undone by joining, and a join by splitting', () => {
    const office = startOffice()
    office.tell(booking('a'))
    office.tell(event('e1'))
    const [a, e] = [office.idOf('calendly', 'a'), office.idOf('google-calendar', '1 e1')]
    for (const _again of [1, 2]) {
      office.split(e, a)
      expect(office.links()).toEqual({})
      office.join(e, a)
      expect(Object.keys(office.links())).toEqual(['google-calendar 1 e1'])
    }
  })

  test('two at different times are joined, and stay so when the one that leads is rescheduled', () => {
    const office = startOffice()
    office.tell(booking('a'))
    office.tell(told('manual', 'm', { startMs: FIFTEEN, client: 'bob@example.com', desk: { gestureId: 'g', actor: 'Mara' } }))
    office.join(office.idOf('manual', 'm'), office.idOf('calendly', 'a'))
    expect(office.links()).toEqual({ 'manual m': 'calendly a, by-hand' })
    expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 2, sourcesDiffer: true }])
    office.tell(...rescheduled('a', 'b', { startMs: FIFTEEN }))
    expect(office.links()).toEqual({ 'manual m': 'calendly b, by-hand' })
    expect(office.shown()).toContainEqual({ name: 'calendly b', seenIn: 2, sourcesDiffer: false })
  })

  test('three sources are one, one of them is split off, and comes back with all when it is joined again', () => {
    const office = startOffice()
    office.tell(booking('a'))
    office.tell(event('e1'))
    office.tell(told('manual', 'm', { desk: { gestureId: 'g', actor: 'Mara' } }))
    const [a, e, m] = [office.idOf('calendly', 'a'), office.idOf('google-calendar', '1 e1'), office.idOf('manual', 'm')]
    office.join(m, a)
    expect(office.shown()).toEqual([{ name: 'calendly a', seenIn: 3, sourcesDiffer: false }])
    office.split(a, e)
    // Not by way of what was written down at the desk either.
    expect(office.links()).toEqual({ 'manual m': 'calendly a, by-hand' })
    office.join(e, a)
    expect(office.links()).toEqual({ 'google-calendar 1 e1': 'calendly a, same-meeting', 'manual m': 'calendly a, by-hand' })
  })

  test('who is split from one leaves all that it is shown with, and takes nobody along', () => {
    const office = startOffice()
    office.tell(booking('a'))
    office.tell(event('e1'))
    office.tell(told('manual', 'm', { desk: { gestureId: 'g', actor: 'Mara' } }))
    const [a, e, m] = [office.idOf('calendly', 'a'), office.idOf('google-calendar', '1 e1'), office.idOf('manual', 'm')]
    office.join(m, a)
    office.join(e, m)
    office.split(a, e)
    expect(office.links()).toEqual({ 'manual m': 'calendly a, by-hand' })
  })

  test('what the desk said of one before it was joined stays with it, and is told', () => {
    const office = startOffice()
    office.tell(booking('a'))
    const desk = { gestureId: 'g', actor: 'Mara' }
    office.tell(told('manual', 'm', { desk }), told('manual', 'm', { kind: 'arrived', happenedAtMs: NOON + HOUR, desk }))
    office.join(office.idOf('calendly', 'a'), office.idOf('manual', 'm'))
    const leader = office.get('calendly', 'a')
    expect(leader.status).toBe('scheduled')
    expect(leader.otherSources.map(({ status, lastGesture }) => ({ status, lastGesture }))).toEqual([
      { status: 'arrived', lastGesture: { kind: 'arrived', atMs: NOON + HOUR, actor: 'Mara' } },
    ])
  })

  test('one that is not there, and one with itself, cannot be decided about', () => {
    const office = startOffice()
    office.tell(booking('a'))
    const id = office.idOf('calendly', 'a')
    expect([office.join(id, id), office.join(id, 999), office.split(999, id)]).toEqual([false, false, false])
  })
})

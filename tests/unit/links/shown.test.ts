import { expect, test } from 'vitest'
import { checkSlots } from '../../../src/main/gestures/check.ts'
import { markAppointment } from '../../../src/main/gestures/mark.ts'
import { getOverview } from '../../../src/main/overview/overview.ts'
import { findAppointments, indexNextAppointments } from '../../../src/main/store/appointment-search.ts'
import { findClient } from '../../../src/main/store/client-details.ts'
import { findClients, listRows } from '../../../src/main/store/clients.ts'
import { listJoinable } from '../../../src/main/store/link-lists.ts'
import { countNotices, listNotices } from '../../../src/main/store/notices.ts'
import { listBoard } from '../../../src/main/store/pipeline-board.ts'
import { findMember } from '../../../src/main/store/team.ts'
import { NOON } from '../../support/temporary.ts'
import { booking, event, FIFTEEN, HOUR, rescheduled, startOffice, TEN, told, type Office } from './told.ts'

const soon = TEN - HOUR
const limits = { lead: 10, booked: 10, attended: 10, completed: 10, lost: 10 }
const notices = ({ store }: Office) =>
  listNotices(store.write, { afterId: 0, limit: 50 }).map(({ kind, source, appointmentId }) => ({ kind, source, appointmentId }))

function seenTwice(): Office {
  const office = startOffice()
  office.tell(booking('a'))
  office.tell(event('e1', { details: { title: 'Quarterly review' } }))
  return office
}

test('what another source leads is in no list, count, board, check or page by itself', async () => {
  const { store, get, tell } = seenTwice()
  // Earlier than the booking in everything that a list could go by.
  tell(event('e1', { startMs: TEN - HOUR / 4, happenedAtMs: NOON + HOUR, bookedAtMs: NOON - HOUR }))
  const { client, hostIds } = get('calendly', 'a')
  const overview = await getOverview(
    store.write,
    { span: { kind: 'chosen', first: '2024-11-20', last: '2024-11-24' }, firstDayOfWeek: 1 },
    NOON,
    {
      timeZone: 'UTC',
      currency: 'EUR',
      typeValues: {},
    },
  )
  const overlaps = checkSlots(
    store.write,
    { hostId: hostIds[0]!, weeks: 1, exceptId: null, startMs: TEN, endMs: TEN + HOUR },
    'UTC',
  ).flatMap((slot) => slot.overlaps)
  const page = findClient(store.write, client!.id)!
  const card = listBoard(store.write, { search: '', limits, nowMs: soon }).flatMap(({ cards }) => cards)[0]!
  expect({
    booked: overview.totals.now.booked,
    overlaps: overlaps.map(({ source }) => source),
    ofClient: client!.appointments,
    onPage: page.appointments.map(({ source }) => source),
    ofRecord: page.records.map(({ appointments }) => appointments),
    inRow: listRows(store.write, [client!.id], soon).map(({ appointments }) => appointments),
    next: card.next?.source,
    from: card.source,
    upcoming: findMember(store.write, hostIds[0]!, soon)!.upcoming,
    found: findClients(store.write, 'jane', soon).length,
  }).toEqual({
    booked: 1,
    overlaps: ['calendly'],
    ofClient: 1,
    onPage: ['calendly'],
    ofRecord: [1],
    inRow: [1],
    next: 'calendly',
    from: 'calendly',
    upcoming: 1,
    found: 1,
  })
})

test('the words of another source find the appointment that is shown, whether they are in the index yet or not', () => {
  const { store } = seenTwice()
  const found = () => findAppointments(store.write, 'quarterly', NOON, 10).map(({ source }) => source)
  expect(found()).toEqual(['calendly'])
  while (indexNextAppointments(store.write, 10) > 0);
  expect(found()).toEqual(['calendly'])
  expect(findAppointments(store.write, 'qu', NOON, 10).map(({ source }) => source)).toEqual(['calendly'])
})

test('first seen in the calendar, then told by the booking tool, is one piece of news', () => {
  const office = startOffice()
  office.tell(event('e1'))
  const [first] = listNotices(office.store.write, { afterId: 0, limit: 1 })
  office.tell(booking('a'))
  expect(notices(office)).toEqual([{ kind: 'booked', source: 'calendly', appointmentId: office.idOf('calendly', 'a') }])
  // Nothing came after what was told already.
  expect(countNotices(office.store.write, { afterId: first!.id, most: 10 })).toBe(0)
})

test('told by the booking tool, then seen in the calendar, is one piece of news', () => {
  const office = seenTwice()
  expect(notices(office).map(({ kind, source }) => [kind, source])).toEqual([['booked', 'calendly']])
})

test('a booking that is told after its event was found by the first reading is news, as the event was none', () => {
  const office = startOffice()
  office.readFirst(event('e1'))
  expect(notices(office)).toEqual([])
  office.tell(booking('a'))
  expect(notices(office).map(({ kind, source }) => [kind, source])).toEqual([['booked', 'calendly']])
})

test('a reschedule is told once, by the booking tool, though the calendar tells of it too', () => {
  const office = seenTwice()
  office.tell(...rescheduled('a', 'b', { startMs: FIFTEEN }))
  office.tell(event('e1', { startMs: FIFTEEN, happenedAtMs: NOON + HOUR }))
  expect(notices(office).map(({ kind, source }) => [kind, source])).toEqual([
    ['rescheduled', 'calendly'],
    ['booked', 'calendly'],
  ])
})

test('what is split tells its news by itself again', () => {
  const office = seenTwice()
  office.split(office.idOf('calendly', 'a'), office.idOf('google-calendar', '1 e1'))
  expect(notices(office).map(({ source }) => source)).toEqual(['google-calendar', 'calendly'])
})

test('what is said at the desk of one that follows is said of the one that is shown', () => {
  const { store, get, idOf } = seenTwice()
  const notes = { topic: () => undefined, newAppointment: () => undefined }
  const at = { actor: 'Mara', nowMs: TEN, typeRules: [] }
  markAppointment(store.write, notes, at, { id: idOf('google-calendar', '1 e1'), mark: 'no_show', reason: null })
  expect([get('calendly', 'a').status, get('google-calendar', '1 e1').status]).toEqual(['no_show', 'scheduled'])
})

test('offered for joining is what other sources tell of the same day with the same host or the same client', () => {
  const office = startOffice()
  office.tell(booking('a'))
  office.tell(booking('same source', { startMs: TEN + HOUR }))
  office.tell(told('cal-com', 'same host', { startMs: FIFTEEN, client: 'bob@example.com' }))
  office.tell(told('smart-scheduler', 'same client', { startMs: TEN + HOUR, host: 'bert' }))
  office.tell(told('healthcare', 'neither', { client: 'bob@example.com', host: 'bert' }))
  office.tell(told('cal-com', 'another day', { startMs: TEN + 48 * HOUR }))
  office.tellAs('sample', told('cal-com', 'made up'))
  const day = (startMs: number) => ({ startMs: startMs - 12 * HOUR, endMs: startMs + 12 * HOUR })
  const offered = (id: number) => listJoinable(office.store.write, id, day).map(({ externalId }) => externalId)
  expect(offered(office.idOf('calendly', 'a'))).toEqual(['same client', 'same host'])
  office.join(office.idOf('calendly', 'a'), office.idOf('cal-com', 'same host'))
  expect(offered(office.idOf('calendly', 'a'))).toEqual(['same client'])
  // Asked of one that follows, it is offered for the one that is shown.
  expect(offered(office.idOf('cal-com', 'same host'))).toEqual(['same client'])
})

import { expect, test } from 'vitest'
import { listedBookingSchema } from '../../../src/main/providers/cal-com/schema.ts'
import { wholeBooking, type BesideBooking } from '../../../src/main/providers/cal-com/whole.ts'
import { NOON } from '../../support/temporary.ts'

const booking = {
  uid: 'a-booking',
  title: 'Consultation between Priya and Ada',
  status: 'accepted',
  start: '2024-11-22T10:00:00.000Z',
  end: '2024-11-22T10:30:00.000Z',
  createdAt: '2024-11-20T10:00:00.000Z',
  updatedAt: '2024-11-21T10:00:00.000Z',
  hosts: [{ name: 'Priya', email: 'priya@office.example' }],
  attendees: [{ name: 'Ada', email: 'ada@example.com', timeZone: 'Europe/London', absent: false }],
  eventType: { id: 1, slug: 'consultation' },
  location: 'https://app.cal.com/video/a-booking',
  absentHost: false,
  bookingFieldsResponses: { name: 'Ada', email: 'ada@example.com', topic: 'Taxes', notes: 'By the stairs' },
}
const nothingBeside: BesideBooking = { isTeamMember: () => false, cancellation: () => null, hostNoShow: () => false }

function read(given: object, beside: Partial<BesideBooking> = {}) {
  return wholeBooking(listedBookingSchema.parse({ ...booking, ...given }), NOON, { ...nothingBeside, ...beside })
}

test('a booking is read with all that the API tells, and leaves what only webhooks know', () => {
  expect(read({})).toEqual([
    {
      about: 'appointment',
      source: 'cal-com',
      externalId: 'a-booking',
      providerEvent: null,
      kind: 'created',
      happenedAtMs: NOON,
      isWhole: true,
      bookedAtMs: Date.UTC(2024, 10, 20, 10),
      details: {
        title: 'Consultation between Priya and Ada',
        startMs: Date.UTC(2024, 10, 22, 10),
        endMs: Date.UTC(2024, 10, 22, 10, 30),
        timeZone: 'Europe/London',
        providerTypeSlug: 'consultation',
        location: { kind: 'video', text: 'Cal Video', url: 'https://app.cal.com/video/a-booking' },
        hosts: [{ email: 'priya@office.example', name: 'Priya', role: null }],
      },
      fallback: { answers: [{ question: 'topic', answer: 'Taxes' }], notes: 'By the stairs' },
      attendees: [{ email: 'ada@example.com', name: 'Ada', phone: null, timeZone: 'Europe/London', externalId: null }],
      attendeesAreAll: true,
      noShows: [{ who: 'ada@example.com', noShow: false }],
    },
  ])
})

test('a second host is listed among the attendees, and is no client', () => {
  const tom = { name: 'Tom', email: 'Tom@office.example', timeZone: 'Europe/Berlin', absent: false }
  const [change] = read(
    { attendees: [...booking.attendees, tom] },
    { isTeamMember: (email) => email.toLowerCase() === 'tom@office.example' },
  )
  expect(change?.details.hosts?.map(({ name }) => name)).toEqual(['Priya', 'Tom'])
  expect(change?.attendees?.map(({ name }) => name)).toEqual(['Ada'])
})

test('a team member who books is a client all the same', () => {
  const [change] = read({}, { isTeamMember: () => true })
  expect(change?.attendees?.map(({ name }) => name)).toEqual(['Ada'])
})

test('seats say nobody’s zone, as the first of them may leave', () => {
  const [change] = read({ attendees: [{ ...booking.attendees[0], seatUid: 'a-seat' }] })
  expect({ told: 'timeZone' in (change?.details ?? {}), fallback: change?.fallback?.timeZone }).toEqual({
    told: false,
    fallback: 'Europe/London',
  })
})

test('of several, only who is absent is marked; of all, nobody came', () => {
  const ben = { name: 'Ben', email: 'ben@example.com', timeZone: 'Europe/Berlin', absent: true }
  const [some] = read({ attendees: [...booking.attendees, ben] })
  const [all] = read({ attendees: [ben] })
  expect([some, all].map((change) => ({ kind: change?.kind, endedAtMs: change?.endedAtMs, noShows: change?.noShows }))).toEqual([
    {
      kind: 'created',
      endedAtMs: undefined,
      noShows: [
        { who: 'ada@example.com', noShow: false },
        { who: 'ben@example.com', noShow: true },
      ],
    },
    { kind: 'no_show', endedAtMs: Date.UTC(2024, 10, 21, 10), noShows: [{ who: 'ben@example.com', noShow: true }] },
  ])
})

test('a host who did not come is said once', () => {
  const kinds = read({ absentHost: true }).map(({ kind, happenedAtMs }) => ({ kind, happenedAtMs }))
  expect(kinds).toEqual([
    { kind: 'created', happenedAtMs: NOON },
    { kind: 'host_no_show', happenedAtMs: Date.UTC(2024, 10, 22, 10, 30) },
  ])
  expect(read({ absentHost: true }, { hostNoShow: () => true })).toHaveLength(1)
})

test.each([
  ['pending', {}, { kind: 'requested', bookedAtMs: undefined, supersededBy: undefined }],
  ['awaiting_host', {}, { kind: 'requested', bookedAtMs: undefined, supersededBy: undefined }],
  ['rejected', {}, { kind: 'declined', bookedAtMs: undefined, supersededBy: undefined }],
  ['cancelled', {}, { kind: 'cancelled', bookedAtMs: Date.UTC(2024, 10, 20, 10), supersededBy: undefined }],
  ['cancelled', { rescheduledToUid: 'later' }, { kind: 'superseded', bookedAtMs: Date.UTC(2024, 10, 20, 10), supersededBy: 'later' }],
])('%s with %o is told as it is', (status, given, told) => {
  const [change] = read({ status, ...given })
  expect({ kind: change?.kind, bookedAtMs: change?.bookedAtMs, supersededBy: change?.supersededBy }).toEqual(told)
})

test('that the host asked for another time stays known, though the API does not tell it', () => {
  const known = { by: 'priya@office.example', reason: 'Ill', declined: false, rescheduleRequested: true }
  const [told] = read({ status: 'cancelled' }, { cancellation: () => known })
  const [marked] = read({ status: 'cancelled', cancellationReason: '$RCH$Travelling', cancelledByEmail: 'priya@office.example' })
  expect([told?.cancellation, marked?.cancellation]).toEqual([
    known,
    { by: 'priya@office.example', reason: 'Travelling', declined: false, rescheduleRequested: true },
  ])
})

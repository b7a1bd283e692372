import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../../src/main/ingest/fold.ts'
import { eventIdOf, externalIdOf } from '../../../src/main/providers/google-calendar/ids.ts'
import { readEvent, type EventContext } from '../../../src/main/providers/google-calendar/read-event.ts'

const DANA = 'dana@northwind.example'
const context: EventContext = {
  calendarId: 7,
  timeZone: 'America/New_York',
  owner: { email: DANA, host: null },
  readAtMs: Date.UTC(2026, 2, 1, 12),
}

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[]
}

function itemsOf(file: string): Page['items'] {
  return (JSON.parse(readFileSync(new URL(`../../fixtures/google-calendar/${file}`, import.meta.url), 'utf8')) as Page).items
}

const event = {
  id: 'e1',
  status: 'confirmed',
  created: '2026-02-20T16:00:00.000Z',
  updated: '2026-02-21T16:00:00.000Z',
  summary: 'Consultation',
  organizer: { email: DANA, displayName: 'Dana', self: true },
  start: { dateTime: '2026-03-05T10:00:00-05:00' },
  end: { dateTime: '2026-03-05T10:30:00-05:00' },
  attendees: [
    { email: DANA, organizer: true, self: true, responseStatus: 'accepted' },
    { email: 'room-4@resource.calendar.google.com', displayName: 'Room 4', resource: true, responseStatus: 'accepted' },
    { email: 'John.Doe@example.com', displayName: 'John Doe', responseStatus: 'needsAction' },
  ],
}

const clientsOf = (value: object) => readEvent(value, context)?.attendees?.map(({ email, name }) => email ?? name)
const hostsOf = (value: object, given = context) => readEvent(value, given)?.details.hosts?.map(({ email, hostId }) => hostId ?? email)

test('the documented page is read: an appointment, and a note over a whole day that is none', () => {
  const [consultation, officeClosed] = itemsOf('composed-events-list-full-page1.json').map((item) => readEvent(item, context))
  expect(consultation).toEqual({
    about: 'appointment',
    source: 'google-calendar',
    externalId: '7 4v3consult0001aaaa',
    kind: 'created',
    providerEvent: 'confirmed',
    happenedAtMs: Date.UTC(2026, 1, 20, 16),
    bookedAtMs: Date.UTC(2026, 1, 20, 16),
    isWhole: true,
    details: {
      title: 'Initial consultation: John Doe',
      startMs: Date.UTC(2026, 2, 5, 15),
      endMs: Date.UTC(2026, 2, 5, 15, 30),
      startAssumed: false,
      location: { kind: 'video', text: 'Google Meet', url: 'https://meet.google.com/abc-defg-hij' },
      hosts: [{ email: DANA, name: null, role: null }],
      iCalUid: '4v3consult0001aaaa@google.com',
      notes: null,
      metadata: {},
    },
    attendees: [{ email: 'john.doe@example.com', name: null, phone: null, timeZone: null, externalId: null }],
    attendeesAreAll: true,
  })
  expect(officeClosed).toBeNull()
})

test('of changes, what was deleted tells its id only, and keeps what is known of it', () => {
  const [moved, deleted, instance] = itemsOf('composed-events-list-incremental.json').map((item) => readEvent(item, context))
  // John has declined, and nobody else was to come.
  expect(moved).toMatchObject({
    kind: 'cancelled',
    details: { startMs: Date.UTC(2026, 2, 5, 16) },
    cancellation: { by: 'john.doe@example.com' },
  })
  expect(deleted).toEqual({
    about: 'appointment',
    source: 'google-calendar',
    externalId: '7 4v3deleted0001dddd',
    kind: 'cancelled',
    providerEvent: 'cancelled',
    happenedAtMs: context.readAtMs,
    cancellation: { by: null, reason: null, declined: false, rescheduleRequested: false },
    details: {},
    isWhole: true,
  })
  expect(instance).toEqual({ ...deleted, externalId: '7 4v3weekly0001cccc_20260316T140000Z' })
})

test('an instance of a series is an appointment of its own', () => {
  const [instance] = itemsOf('composed-events-list-full-page2-last.json').map((item) => readEvent(item, context))
  expect(instance).toMatchObject({
    externalId: '7 4v3weekly0001cccc_20260309T140000Z',
    details: { startMs: Date.UTC(2026, 2, 9, 14), iCalUid: '4v3weekly0001cccc_20260309T140000Z@google.com' },
  })
})

test.each(['birthday', 'workingLocation', 'outOfOffice', 'focusTime', 'fromGmail'])(
  'an entry of the kind %s is no appointment',
  (eventType) => {
    expect(readEvent({ ...event, eventType }, context)).toBeNull()
  },
)

test.each([
  ['the day in which clocks go forward in New York', '2026-03-08', '2026-03-09', 'America/New_York', '2026-03-08T05:00:00Z', 23],
  ['the day in which they go back there', '2026-11-01', '2026-11-02', 'America/New_York', '2026-11-01T04:00:00Z', 25],
  ['a day without a midnight in São Paulo', '2018-11-04', '2018-11-05', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 23],
  ['three days in Berlin', '2026-06-01', '2026-06-04', 'Europe/Berlin', '2026-05-31T22:00:00Z', 72],
])("a whole day is one of the calendar's zone: %s", (_what, from, to, timeZone, start, hours) => {
  const read = readEvent({ ...event, start: { date: from }, end: { date: to } }, { ...context, timeZone })
  const startMs = Date.parse(start)
  expect(read?.details).toMatchObject({ startMs, endMs: startMs + hours * 3_600_000 })
})

test('a whole day that blocks nobody and invites nobody is a note; one that does either is an appointment', () => {
  const day = { ...event, start: { date: '2026-03-06' }, end: { date: '2026-03-07' }, transparency: 'transparent' }
  expect(readEvent({ ...day, attendees: [] }, context)).toBeNull()
  expect(readEvent(day, context)?.kind).toBe('created')
  expect(readEvent({ ...day, attendees: [], transparency: 'opaque' }, context)?.kind).toBe('created')
})

test('an event with a day that no calendar has is no appointment', () => {
  expect(readEvent({ ...event, start: { date: '2026-02-30' }, end: { date: '2026-03-01' } }, context)).toBeNull()
})

test('clients are neither the organiser nor the owner of the calendar nor a room', () => {
  expect(clientsOf(event)).toEqual(['John.Doe@example.com'])
  expect(clientsOf({ ...event, attendees: undefined })).toEqual([])
})

test('who invited the owner of the calendar, and nobody else, is the client, and the owner holds it', () => {
  const invited = {
    ...event,
    organizer: { email: 'jane@example.com', displayName: 'Jane' },
    attendees: [
      { email: 'jane@example.com', displayName: 'Jane', organizer: true },
      { email: DANA, self: true },
    ],
  }
  expect(clientsOf(invited)).toEqual(['jane@example.com'])
  expect(hostsOf(invited)).toEqual([DANA])
  const withAnother = { ...invited, attendees: [...invited.attendees, { email: 'bob@example.com' }] }
  expect([clientsOf(withAnother), hostsOf(withAnother)]).toEqual([['bob@example.com'], ['jane@example.com']])
})

test('a calendar that organises what is made in it is neither client nor host', () => {
  const inTeamCalendar = {
    ...event,
    organizer: { email: 'abc@group.calendar.google.com', self: true },
    creator: { email: 'tom@northwind.example' },
  }
  expect(hostsOf(inTeamCalendar)).toEqual(['tom@northwind.example'])
  const fromElsewhere = {
    ...inTeamCalendar,
    organizer: { email: 'abc@group.calendar.google.com' },
    attendees: [{ email: DANA, self: true }],
  }
  expect(clientsOf(fromElsewhere)).toEqual([])
})

test('the host who was chosen for the calendar holds everything in it', () => {
  const host = { hostId: 3, name: 'Anna', email: null }
  expect(hostsOf(event, { ...context, owner: { email: DANA, host } })).toEqual([3])
})

test.each([
  ['the owner of the calendar', [DANA], 'declined', { by: DANA, declined: true }],
  ['the only client', ['John.Doe@example.com'], 'cancelled', { by: 'John Doe', declined: false }],
])('what %s declines ends the appointment', (_who, declining, kind, cancellation) => {
  const attendees = event.attendees.map((one) => (declining.includes(one.email) ? { ...one, responseStatus: 'declined' } : one))
  const read = readEvent({ ...event, attendees }, context)
  expect(read).toMatchObject({ kind, cancellation, endedAtMs: Date.UTC(2026, 1, 21, 16) })
})

test('one of two clients who declines leaves, and the appointment stands with the other', () => {
  const attendees = [...event.attendees.slice(0, 2), { ...event.attendees[2], responseStatus: 'declined' }, { email: 'jane@example.com' }]
  const read = readEvent({ ...event, attendees }, context)!
  const { status, details } = fold([{ ...read, receivedAtMs: 0 }])
  expect([status, details.attendees.map(({ email, active }) => [email, active])]).toEqual([
    'scheduled',
    [
      ['jane@example.com', true],
      ['John.Doe@example.com', false],
    ],
  ])
})

test.each([
  [
    'a video call of another service',
    {
      conferenceData: {
        entryPoints: [
          { entryPointType: 'phone', uri: 'tel:+1' },
          { entryPointType: 'video', uri: 'https://zoom.us/j/1' },
        ],
        conferenceSolution: { name: 'Zoom Meeting' },
      },
    },
    { kind: 'video', text: 'Zoom Meeting', url: 'https://zoom.us/j/1' },
  ],
  [
    "Google's older link",
    { hangoutLink: 'https://meet.google.com/abc' },
    { kind: 'video', text: 'meet.google.com', url: 'https://meet.google.com/abc' },
  ],
  ['a link that runs code', { hangoutLink: 'javascript:alert(1)', location: 'Room 4' }, { kind: 'place', text: 'Room 4', url: null }],
  ['an address', { location: '12 Main St' }, { kind: 'place', text: '12 Main St', url: null }],
  ['nothing', {}, null],
])('where it takes place: %s', (_what, members, location) => {
  expect(readEvent({ ...event, ...members }, context)?.details.location).toEqual(location)
})

test('a description in HTML is read as text, and one that only has a bracket in it as it is', () => {
  const notes = (description: string) => readEvent({ ...event, description }, context)?.details.notes
  expect(notes('<b>Bring</b> the &quot;papers&quot;<br>and <a href="https://x.example">this</a>&nbsp;&#8364;')).toBe(
    'Bring the "papers"\nand this €',
  )
  expect(notes('1 < 2 & 3')).toBe('1 < 2 & 3')
  // What turns the direction of text could make a name show backwards.
  expect(notes('a<br>&#8238;b')).toBe('a\nb')
})

test('an event whose attendees Google leaves out forgets nobody', () => {
  expect(readEvent({ ...event, attendeesOmitted: true }, context)?.attendeesAreAll).toBe(false)
})

test('an imported event with a time before there were calendars does not say when it was booked', () => {
  expect(readEvent({ ...event, created: '0000-12-31T00:00:00.000Z' }, context)).not.toHaveProperty('bookedAtMs')
})

test.each([null, 'text', {}, { id: 7 }, { id: 'x\u0000' }, { ...event, start: 'today' }, { ...event, start: undefined }])(
  'what is no event is no appointment: %j',
  (value) => {
    expect(readEvent(value, context)).toBeNull()
  },
)

test('an event’s own id is found again in the appointment’s', () => {
  expect(eventIdOf(externalIdOf(12, 'abc_20260309T140000Z'))).toBe('abc_20260309T140000Z')
})

test('whatever stands in the place of a member, an event is read or is none, and never breaks the reading of a page', () => {
  const names = [
    ...Object.keys(event),
    'conferenceData',
    'hangoutLink',
    'description',
    'location',
    'extendedProperties',
    'eventType',
    'creator',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      const read = readEvent({ ...event, [name]: value }, context)
      if (read === null) return
      expect(read.externalId).toMatch(/^7 ./s)
      expect(Number.isFinite(read.happenedAtMs)).toBe(true)
      // It is kept as JSON.
      expect(JSON.parse(JSON.stringify(fold([{ ...read, receivedAtMs: 0 }])))).toMatchObject({ details: {} })
    }),
    { numRuns: 500 },
  )
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCalendar, type CalendarEvent } from '../../../src/main/imports/read-calendar.ts'
import { windowsZones } from '../../../src/main/imports/windows-zones.ts'

const span = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 6, 1) }
const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:u1', 'SUMMARY:Talk', ...lines, 'END:VEVENT']

function startsOf(text: string): string[] {
  return readCalendar(text, span).events.map(startOf)
}

const startOf = ({ start }: CalendarEvent): string =>
  start.kind === 'instant' ? new Date(start.atMs).toISOString() : start.kind === 'wall' ? start.at : start.on

const customZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Customized Time Zone',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

test.each([
  ['in UTC', ['DTSTART:20261121T130000Z'], [], '2026-11-21T13:00:00.000Z'],
  ['with an IANA zone', ['DTSTART;TZID=Europe/Berlin:20261121T140000'], [], '2026-11-21T13:00:00.000Z'],
  [
    'with a zone behind a path',
    ['DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260721T140000'],
    [],
    '2026-07-21T12:00:00.000Z',
  ],
  ["with Windows' name", ['DTSTART;TZID=W. Europe Standard Time:20261121T140000'], [], '2026-11-21T13:00:00.000Z'],
  ['with a zone of its own, in winter', ['DTSTART;TZID=Customized Time Zone:20261121T140000'], customZone, '2026-11-21T13:00:00.000Z'],
  ['with a zone of its own, in summer', ['DTSTART;TZID=Customized Time Zone:20260721T140000'], customZone, '2026-07-21T12:00:00.000Z'],
  ['without a zone', ['DTSTART:20261121T140000'], [], '2026-11-21T14:00:00'],
  ['of a whole day', ['DTSTART;VALUE=DATE:20261121'], [], '2026-11-21'],
])('an event %s starts when it says', (_name, lines, zone, start) => {
  expect(startsOf(calendar(...zone, ...event(...lines)))).toEqual([start])
})

test('a weekly series keeps its time on its own clock over both days when the clocks are set', () => {
  const autumn = startsOf(calendar(...event('DTSTART;TZID=Europe/Berlin:20261019T100000', 'RRULE:FREQ=WEEKLY;COUNT=2')))
  const spring = startsOf(calendar(...event('DTSTART;TZID=Europe/Berlin:20270322T100000', 'RRULE:FREQ=WEEKLY;COUNT=2')))
  expect({ autumn, spring }).toEqual({
    autumn: ['2026-10-19T08:00:00.000Z', '2026-10-26T09:00:00.000Z'],
    spring: ['2027-03-22T09:00:00.000Z', '2027-03-29T08:00:00.000Z'],
  })
})

test('exceptions, moved and cancelled occurrences and an end in UTC are followed', () => {
  const text = calendar(
    ...event(
      'DTSTART;TZID=Europe/Berlin:20261102T100000',
      'DTEND;TZID=Europe/Berlin:20261102T103000',
      'RRULE:FREQ=WEEKLY;UNTIL=20261207T090000Z',
      'EXDATE:20261109T090000Z',
    ),
    ...event('RECURRENCE-ID;TZID=Europe/Berlin:20261116T100000', 'DTSTART;TZID=Europe/Berlin:20261117T150000'),
    ...event('RECURRENCE-ID:20261123T090000Z', 'DTSTART;TZID=Europe/Berlin:20261123T100000', 'STATUS:CANCELLED'),
  )
  const { events, problems } = readCalendar(text, span)
  expect(events.map(startOf).toSorted()).toEqual([
    '2026-11-02T09:00:00.000Z',
    '2026-11-17T14:00:00.000Z',
    '2026-11-30T09:00:00.000Z',
    '2026-12-07T09:00:00.000Z',
  ])
  expect(problems).toEqual([{ row: 3, reason: 'cancelled', text: 'Talk' }])
  expect(new Set(events.map(({ uid, recurrence }) => `${uid} ${recurrence}`)).size).toBe(4)
})

test('from one occurrence on a series goes on otherwise, until it does so once more or ends', () => {
  const rest = (from: string, ...lines: string[]): string[] =>
    event(`RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:${from}`, ...lines)
  const text = calendar(
    ...event('DTSTART;TZID=Europe/Berlin:20261005T100000', 'DTEND;TZID=Europe/Berlin:20261005T103000', 'RRULE:FREQ=WEEKLY;COUNT=8'),
    ...rest('20261116T100000', 'DTSTART:20261116T160000Z', 'DURATION:PT1H'),
    ...rest('20261019T100000', 'DTSTART;TZID=Europe/Berlin:20261020T140000', 'DTEND;TZID=Europe/Berlin:20261020T144500'),
    ...event('RECURRENCE-ID;TZID=Europe/Berlin:20261102T100000', 'DTSTART;TZID=Europe/Berlin:20261105T080000', 'DURATION:PT15M'),
    ...rest('20261123T100000', 'DTSTART;TZID=Europe/Berlin:20261123T170000', 'STATUS:CANCELLED'),
  )
  const { events, problems } = readCalendar(text, span)
  const told = events.map((each) => {
    const end = each.end?.kind === 'instant' ? each.end.atMs : 0
    return `${startOf(each)} ${each.start.kind === 'instant' ? (end - each.start.atMs) / 60_000 : ''} ${each.row}`
  })
  expect(told.toSorted()).toEqual([
    '2026-10-05T08:00:00.000Z 30 1',
    '2026-10-12T08:00:00.000Z 30 1',
    '2026-10-20T12:00:00.000Z 45 3',
    // The clocks were put back: on its own clock it is at 14:00 as before.
    '2026-10-27T13:00:00.000Z 45 3',
    '2026-11-05T07:00:00.000Z 15 4',
    '2026-11-10T13:00:00.000Z 45 3',
    '2026-11-16T16:00:00.000Z 60 2',
  ])
  expect(problems).toEqual([{ row: 5, reason: 'cancelled', text: 'Talk' }])
})

const daily = ['DTSTART;TZID=Europe/Berlin:20261102T100000', 'DURATION:PT30M']
test.each([
  [
    'an exception by another clock',
    [...event(...daily, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=America/New_York:20261103T040000')],
    ['02', '04'],
  ],
  ['an exception of a whole day', [...event(...daily, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261103')], ['02', '04']],
  ['an end that is a day', [...event(...daily, 'RRULE:FREQ=DAILY;UNTIL=20261104')], ['02', '03', '04']],
  ['days that are named one by one', event(...daily, 'RDATE:20261103T090000Z,20261104T090000Z', 'EXDATE:20261104T090000Z'), ['02', '03']],
  ['a further day that is told with its length', event(...daily, 'RDATE;VALUE=PERIOD:20261103T090000Z/PT2H'), ['02', '03']],
  ['two rules that say the same', [...event(...daily, 'RRULE:FREQ=DAILY;COUNT=3', 'RRULE:FREQ=DAILY;COUNT=3')], ['02', '03', '04']],
  [
    'an occurrence that is named in UTC and moved by another clock',
    [
      ...event(...daily, 'RRULE:FREQ=DAILY;COUNT=3'),
      ...event('RECURRENCE-ID:20261103T090000Z', 'DTSTART;TZID=America/New_York:20261105T040000'),
    ],
    ['02', '04', '05'],
  ],
  [
    'an occurrence that is named by another clock',
    [
      ...event(...daily, 'RRULE:FREQ=DAILY;COUNT=3'),
      ...event('RECURRENCE-ID;TZID=America/New_York:20261103T040000', 'DTSTART;TZID=Europe/Berlin:20261105T100000'),
    ],
    ['02', '04', '05'],
  ],
])('a series with %s has each of its days once', (_name, lines, days) => {
  expect(startsOf(calendar(...lines)).toSorted()).toEqual(days.map((day) => `2026-11-${day}T09:00:00.000Z`))
})

test.each([
  ['a start that is none', ['DTSTART:2026-11-02 10:00']],
  ['a zone whose name breaks the line', ['DTSTART;TZID=(UTC+01:00) Amsterdam:20261102T100000']],
])('an event with %s takes no other one down', (_name, lines) => {
  const broken = event(...lines).map((line) => line.replace('u1', 'broken'))
  const { events, problems } = readCalendar(calendar(...broken, ...event('DTSTART:20261121T140000Z')), span)
  expect({ events: events.map(({ uid }) => uid), problems }).toEqual({
    events: ['u1'],
    problems: [{ row: 1, reason: 'event', text: 'Talk' }],
  })
})

test('a series without an end is written out within the window only', () => {
  const days = startsOf(calendar(...event('DTSTART:20200101T100000Z', 'RRULE:FREQ=DAILY')))
  expect([days.length, days[0], days.at(-1)]).toEqual([546, '2026-01-01T10:00:00.000Z', '2027-06-30T10:00:00.000Z'])
})

test('what cannot be read is named and takes nothing else down', () => {
  const text = calendar(
    ...event('DTSTART;TZID=Mars/Olympus:20261121T140000').map((line) => line.replace('u1', 'a')),
    ...event('NONSENSE').map((line) => line.replace('u1', 'b')),
    ...event('DTSTART:20261121T140000Z', 'RRULE:FREQ=SECONDLY').map((line) => line.replace('u1', 'c')),
    ...event('DTSTART:20100101T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=3').map((line) => line.replace('u1', 'd')),
    ...event('DTSTART:20261121T140000Z').map((line) => line.replace('u1', 'e')),
    'BEGIN:VEVENT',
    'UID:f',
  ).replace('\r\nEND:VCALENDAR', '')
  const { events, problems } = readCalendar(text, span)
  expect(events.map(({ uid }) => uid)).toEqual(['e'])
  expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'zone'],
    [2, 'event'],
    [3, 'rule'],
    [4, 'outside'],
    [6, 'cut-off'],
  ])
})

test('people are known by address and name, rooms are none, and folded lines are one', () => {
  const text = calendar(
    ...event(
      'DTSTART:20261121T140000Z',
      'DURATION:PT45M',
      'ORGANIZER;CN=Anna Berg:mailto:Anna@Office.example',
      'ATTENDEE;CUTYPE=ROOM;CN=Room 2:mailto:room2@office.example',
      'ATTENDEE;CN=anna@office.example:mailto:anna@office.example',
      'ATTENDEE;CN="Doe, Jane":mailto:jane@example.com',
      'DESCRIPTION:Brings papers\\, and a lo',
      ' ng list',
    ),
  )
  expect(readCalendar(text, span).events[0]).toMatchObject({
    organizer: { name: 'Anna Berg', email: 'anna@office.example' },
    attendees: [{ name: 'Doe, Jane', email: 'jane@example.com' }],
    notes: 'Brings papers, and a long list',
    end: { kind: 'instant', atMs: Date.UTC(2026, 10, 21, 14, 45) },
  })
})

test("Windows' zones are those that another parser knows", () => {
  // It exports nothing but its functions.
  const path = new URL('../../../node_modules/node-ical/windowsZones.json', import.meta.url)
  const zones = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  expect(Object.keys(windowsZones).toSorted()).toEqual(Object.keys(zones).toSorted())
  expect(windowsZones['Eastern Standard Time']).toBe('America/New_York')
})

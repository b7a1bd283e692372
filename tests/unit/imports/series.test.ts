import { expect, test } from 'vitest'
import { readCalendar, type CalendarEvent } from '../../../src/main/imports/read-calendar.ts'

const span = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 6, 1) }
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:u1', 'SUMMARY:Talk', ...lines, 'END:VEVENT']

function read(...lines: string[]): { readonly starts: string[]; readonly problems: string[] } {
  const { events, problems } = readCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'), span)
  return { starts: events.map(startOf).toSorted(), problems: problems.map(({ reason }) => reason) }
}

function startOf({ start }: CalendarEvent): string {
  if (start.kind === 'instant') return new Date(start.atMs).toISOString().slice(0, 16)
  return start.kind === 'wall' ? start.at : start.on
}

const start = 'DTSTART;TZID=Europe/Berlin:20261102T100000'
const nine = (...days: string[]): string[] => days.map((day) => `2026-${day}T09:00`)

test.each([
  [
    'three rules, of which the first ends first',
    [start, 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=WEEKLY;COUNT=3', 'RRULE:FREQ=MONTHLY;COUNT=2'],
    nine('11-02', '11-03', '11-09', '11-16', '12-02'),
  ],
  ['a rule of exceptions', [start, 'RRULE:FREQ=DAILY;COUNT=5', 'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2'], nine('11-03', '11-05', '11-06')],
  [
    'an exception that is named twice',
    [start, 'RRULE:FREQ=DAILY;COUNT=4', 'EXDATE:20261103T090000Z,20261103T090000Z,20261104T090000Z'],
    nine('11-02', '11-05'),
  ],
  ['a start that its rule does not fit', [start, 'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3'], nine('11-02', '11-05', '11-12')],
  ['a week of the year', ['DTSTART:20260511T090000Z', 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=1'], nine('05-11')],
  [
    'the last of each month',
    ['DTSTART:20260131T090000Z', 'RRULE:FREQ=YEARLY;BYMONTHDAY=-1;UNTIL=20260401T000000Z'],
    nine('01-31', '02-28', '03-31'),
  ],
  [
    'a beginning before any of us was born',
    ['DTSTART:19500101T090000Z', 'RRULE:FREQ=DAILY;UNTIL=20260103T090000Z'],
    nine('01-01', '01-02', '01-03'),
  ],
  ['a further day without an hour', [start, 'RDATE;VALUE=DATE:20261104'], nine('11-02', '11-04')],
  [
    'an exception by a clock, where it is in UTC itself',
    ['DTSTART:20261102T090000Z', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=Europe/Berlin:20261103T100000'],
    nine('11-02', '11-04'),
  ],
])('a series with %s has each of its days once', (_name, lines, starts) => {
  expect(read(...event(...lines))).toEqual({ starts, problems: [] })
})

test('a birthday on 29 February is on that day or not at all', () => {
  const { events } = readCalendar(
    ['BEGIN:VCALENDAR', ...event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'), 'END:VCALENDAR'].join('\r\n'),
    { fromMs: Date.UTC(2025, 0, 1), toMs: Date.UTC(2029, 0, 1) },
  )
  expect(events.map(startOf)).toEqual(['2028-02-29'])
})

test.each([
  ['whose rule is of 30 February', [start, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], 'never'],
  ['that ends before it begins', [start, 'RRULE:FREQ=DAILY;UNTIL=20261001T000000Z'], 'never'],
  ['that goes by the moon', [start, 'RRULE:FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=1;BYMONTHDAY=1'], 'rule'],
  ['with a part that nobody knows', [start, 'RRULE:FREQ=YEARLY;BYEASTER=1'], 'rule'],
  ['that comes no time', [start, 'RRULE:FREQ=DAILY;COUNT=0'], 'rule'],
  ['of every minute of a day', [start, 'RRULE:FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17'], 'rule'],
  ['that starts on 30 February', ['DTSTART;VALUE=DATE:20260230', 'RRULE:FREQ=YEARLY'], 'date'],
  ['that ends on 30 February', [start, 'RRULE:FREQ=DAILY;UNTIL=20270230T100000Z'], 'date'],
  ['with an exception at 25:00', [start, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261103T250000Z'], 'date'],
])('a series %s is left out, and its fault is named', (_name, lines, reason) => {
  expect(read(...event(...lines))).toEqual({ starts: [], problems: [reason] })
})

test.each([
  ['in the 13th month', 'DTSTART:20261301T090000Z', [], ['date']],
  ['on 31 November', 'DTSTART;TZID=Europe/Berlin:20261131T100000', [], ['date']],
  ['on a day that is told as a time', 'DTSTART:20261102', ['2026-11-02'], []],
])('an event %s is read as what it says, or not at all', (_name, line, starts, problems) => {
  expect(read(...event(line))).toEqual({ starts, problems })
})

test.each([
  [
    'by its day alone',
    [start, 'RRULE:FREQ=DAILY;COUNT=3'],
    ['RECURRENCE-ID;VALUE=DATE:20261103', 'DTSTART:20261120T090000Z'],
    nine('11-02', '11-04', '11-20'),
  ],
  [
    'by a clock, of a series in UTC',
    ['DTSTART:20261102T090000Z', 'RRULE:FREQ=DAILY;COUNT=3'],
    ['RECURRENCE-ID;TZID=Europe/Berlin:20261103T100000', 'DTSTART:20261120T090000Z'],
    nine('11-02', '11-04', '11-20'),
  ],
  [
    'by midnight, of a series of whole days',
    ['DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=DAILY;COUNT=3'],
    ['RECURRENCE-ID:20261103T000000', 'DTSTART;VALUE=DATE:20261120'],
    ['2026-11-02', '2026-11-04', '2026-11-20'],
  ],
])('an occurrence that is moved, and named %s, is there once', (_name, series, moved, starts) => {
  expect(read(...event(...series), ...event(...moved))).toEqual({ starts, problems: [] })
})

test('a further day that is told with its length has that length', () => {
  const { events } = readCalendar(
    ['BEGIN:VCALENDAR', ...event(start, 'DURATION:PT30M', 'RDATE;VALUE=PERIOD:20261103T090000Z/PT2H'), 'END:VCALENDAR'].join('\r\n'),
    span,
  )
  expect(events.map(({ end }) => end)).toEqual([
    { kind: 'instant', atMs: Date.UTC(2026, 10, 2, 9, 30), remark: null },
    { kind: 'instant', atMs: Date.UTC(2026, 10, 3, 11), remark: null },
  ])
})

test('of several versions of one event the newest counts, wherever it stands', () => {
  const versions = [...event('SEQUENCE:3', 'DTSTART:20261103T090000Z'), ...event('SEQUENCE:1', 'DTSTART:20261104T090000Z')]
  expect(read(...versions).starts).toEqual(nine('11-03'))
})

test('a file that takes events back brings none in', () => {
  expect(read('METHOD:CANCEL', ...event('DTSTART:20261103T090000Z'))).toEqual({ starts: [], problems: ['cancelled'] })
})

test('a zone that the file names and says nothing of is not taken for UTC', () => {
  const zone = ['BEGIN:VTIMEZONE', 'TZID:Ours', 'END:VTIMEZONE']
  expect(read(...zone, ...event('DTSTART;TZID=Ours:20261103T100000'))).toEqual({ starts: [], problems: ['zone'] })
})

test.each([
  ['an exception', [...event('DTSTART:20261102T100000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261103T090000Z')]],
  [
    'a cancelled occurrence',
    [
      ...event('DTSTART:20261102T100000', 'RRULE:FREQ=DAILY;COUNT=3'),
      ...event('RECURRENCE-ID:20261103T090000Z', 'DTSTART:20261103T100000', 'STATUS:CANCELLED'),
    ],
  ],
])('a series without a zone is left out when %s of it is an instant, which could be any of its days', (_name, lines) => {
  const { starts, problems } = read(...lines)
  expect({ starts, isNamed: problems.includes('zone') }).toEqual({ starts: [], isNamed: true })
})

test('an occurrence that was moved to a day that there is not is left out, and not taken where it was before', () => {
  const moved = event('RECURRENCE-ID;TZID=Europe/Berlin:20261103T100000', 'DTSTART;TZID=Europe/Berlin:20261131T100000')
  expect(read(...event(start, 'RRULE:FREQ=DAILY;COUNT=3'), ...moved)).toEqual({ starts: nine('11-02', '11-04'), problems: ['date'] })
})

test('what Outlook calls a whole day is one, also on that of 25 hours', () => {
  const lines = ['DTSTART;TZID=W. Europe Standard Time:20261025T000000', 'DTEND;TZID=W. Europe Standard Time:20261026T000000']
  expect(read(...event(...lines, 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'))).toEqual({ starts: ['2026-10-25'], problems: [] })
})

test('a title that is written in numbers is not taken for text', () => {
  const lines = ['SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller', 'DTSTART:20261103T090000Z']
  expect(read('BEGIN:VEVENT', 'UID:u1', ...lines, 'END:VEVENT')).toEqual({ starts: [], problems: ['event'] })
})

import { expect, test } from 'vitest'
import { icsOf, icsParts } from '../../../src/main/feeds/ics.ts'
import { eventOf, type EventDetail } from '../../../src/main/feeds/event-of.ts'
import { appointmentStatuses } from '../../../src/shared/words.ts'
import { madeUp, wording } from './made-up.ts'
import { readByIcalJs, readIcs } from './parsed.ts'

const written = (parts: Parameters<typeof madeUp>[0], more: Partial<typeof wording> = {}): string =>
  icsOf(madeUp(parts), { ...wording, ...more }) ?? ''
/** One logical line for each. */
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

test.each([
  ['the first 01:30 of the hour that New York has twice', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  ['the second 01:30 of it', '2026-11-01T06:30:00.000Z', '2026-11-01T07:00:00.000Z'],
  ['across the hour that New York leaves out', '2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z'],
  ['the first 02:30 of the hour that Berlin has twice', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['the second 02:30 of it', '2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z'],
  ['across the hour that Berlin leaves out', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
])('%s is the same instant in two other parsers', (_name, start, end) => {
  for (const timeZone of ['Europe/Berlin', 'America/New_York']) {
    const [event] = readIcs(written({ start, end, timeZone }, { timeZone }))
    expect({ start: event?.start, end: event?.end, isAllDay: event?.isAllDay }).toEqual({ start, end, isAllDay: false })
  }
})

test.each([
  ['a day of 25 hours in Berlin', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', '2026-10-25', '2026-10-26'],
  ['a day of 23 hours in Berlin', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-03-29', '2026-03-30'],
  ['a day of 25 hours in New York', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z', '2026-11-01', '2026-11-02'],
  ['three days in New York', 'America/New_York', '2026-03-07T05:00:00.000Z', '2026-03-10T04:00:00.000Z', '2026-03-07', '2026-03-10'],
])('%s is an event of whole days', (_name, timeZone, start, end, first, after) => {
  const [event] = readIcs(written({ start, end, source: 'google-calendar' }, { timeZone }))
  expect({ start: event?.start, end: event?.end, isAllDay: event?.isAllDay }).toEqual({ start: first, end: after, isAllDay: true })
})

test('24 hours that do not begin at midnight are no whole day', () => {
  const [event] = readIcs(written({ start: '2026-11-21T09:00:00.000Z', end: '2026-11-22T09:00:00.000Z' }))
  expect(event?.isAllDay).toBe(false)
})

test('without an end it takes half an hour, and without a start it is no event', () => {
  const [event] = readIcs(written({ end: null }))
  expect(event?.end).toBe('2026-11-21T13:30:00.000Z')
  expect(icsOf(madeUp({ start: null }), wording)).toBeNull()
})

test.each(appointmentStatuses)('%s: a cancelled one stands as cancelled, and only what stands keeps the hour busy', (status) => {
  const lines = unfolded(written({ status }))
  const expected = status === 'cancelled' || status === 'superseded' ? 'CANCELLED' : status === 'pending' ? 'TENTATIVE' : 'CONFIRMED'
  const isFree = ['cancelled', 'superseded', 'no_show'].includes(status)
  expect(lines).toContain(`STATUS:${expected}`)
  expect(lines).toContain(`TRANSP:${isFree ? 'TRANSPARENT' : 'OPAQUE'}`)
})

test('a cancelled one says so in its title too', () => {
  const [event] = readIcs(
    written({ status: 'cancelled', client: { id: 1, stage: 'lead', name: 'Jane Doe', email: null, phone: null, timeZone: null } }),
  )
  expect(event?.summary).toBe('Cancelled: First talk · Jane Doe')
})

const hostile = [
  'A\r\nATTENDEE:mailto:mallory@example.com',
  'A\nEND:VEVENT\nBEGIN:VEVENT\nUID:x',
  'A\u2028BEGIN:VALARM\u2029\u0085TRIGGER:-PT1M',
  'back\\slash; semi, comma: colon "quotes"',
  '{{who}} $t(feeds.event.busy) {{- text}}',
  'half a pair \ud83d and control \u0000\u0007\u001b characters',
  '👩‍👩‍👧‍👦'.repeat(30),
  'é'.repeat(400),
  'x'.repeat(20_000),
  '‮right to left',
]

test.each(hostile)('a hostile text stays text: %j', (text) => {
  const client = { id: 1, stage: 'lead' as const, name: text, email: text, phone: text, timeZone: text }
  const ics = written(
    {
      title: text,
      providerType: text,
      externalId: text,
      notes: text,
      client,
      hosts: [{ id: 1, name: text, email: text }],
      location: { kind: 'place', text, url: null },
      answers: [{ question: text, answer: text }],
      timeZone: text,
    },
    { detail: 'all' },
  )
  const names = new Set(unfolded(ics).flatMap((line) => /^([A-Z-]+)[;:]/.exec(line)?.[1] ?? []))
  expect(readIcs(ics)).toHaveLength(1)
  expect([...names].filter((name) => /ATTENDEE|ORGANIZER|TRIGGER|RRULE|ATTACH/.test(name))).toEqual([])
  expect(unfolded(ics).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

test('what people wrote is read back as they wrote it', () => {
  const title = 'Talk; about, "everything" \\ and 👩‍👩‍👧‍👦 ünïcode {{t}} $t(x) '.repeat(4).trim()
  const [event] = readIcs(written({ title }))
  expect(event?.summary).toBe(title)
})

test('a backslash before an n is no break of the line', () => {
  // node-ical takes it for one.
  const [event] = readByIcalJs(written({ title: 'C:\\new \\N' }))
  expect(event?.summary).toBe('C:\\new \\N')
})

test('a video link is what the event leads to, and stands in its place too; only web addresses do', () => {
  const url = 'https://video.example/j/1?a=1,2;b=%20c'
  const [event] = readIcs(written({ location: { kind: 'video', text: 'Zoom', url } }))
  expect({ url: decodeURIComponent(event?.url ?? ''), location: event?.location }).toEqual({
    url: decodeURIComponent(url),
    location: `Zoom, ${url}`,
  })
  const [unsafe] = readIcs(written({ location: { kind: 'video', text: null, url: 'javascript:alert(1)' } }))
  expect({ url: unsafe?.url, location: unsafe?.location }).toEqual({ url: null, location: null })
})

const marked = 'MarkedValue'
test.each(['busy', 'type'] as const)('%s: nobody’s name, no title, no place, no note, and it is private', (detail) => {
  const person = { name: `${marked} 1`, email: `${marked}@example.com`, phone: `${marked} 2`, timeZone: null }
  const ics = written(
    {
      title: `${marked} 3`,
      providerType: `${marked} 4`,
      externalId: `${marked} 5`,
      notes: `${marked} 6`,
      client: { id: 1, stage: 'lead', ...person },
      attendees: [person],
      hosts: [{ id: 1, name: `${marked} 7`, email: `${marked}@office.example` }],
      location: { kind: 'place', text: `${marked} 8`, url: `https://${marked}.example/9` },
      answers: [{ question: `${marked} 10`, answer: `${marked} 11` }],
      cancellation: { by: `${marked} 12`, reason: `${marked} 13`, declined: false, rescheduleRequested: false },
      metadata: { [marked]: `${marked} 14` },
    },
    { detail },
  )
  expect(unfolded(ics).join('\n').toLowerCase()).not.toContain(marked.toLowerCase())
  expect(unfolded(ics)).toContain('CLASS:PRIVATE')
  expect(readIcs(ics)[0]?.summary).toBe(detail === 'busy' ? 'Busy' : 'Consultation')
})

test.each<[EventDetail, boolean, boolean]>([
  ['names', true, false],
  ['all', true, true],
  ['visitor', false, false],
])('%s: tells who it is: %s, and how to reach them and what they wrote: %s', (detail, tellsWho, tellsAll) => {
  const client = { id: 1, stage: 'lead' as const, name: 'Jane Doe', email: 'jane@example.com', phone: '+49 30 1', timeZone: null }
  const ics = unfolded(written({ client, notes: 'a note', answers: [{ question: 'Why', answer: 'because' }] }, { detail })).join('\n')
  const told = (text: string): boolean => ics.includes(text)
  expect([told('Jane Doe'), told('jane@example.com'), told('+49 30 1'), told('a note'), told('because')]).toEqual([
    tellsWho,
    tellsAll,
    tellsAll,
    tellsAll,
    tellsAll,
  ])
})

test('an empty calendar holds something all the same, and has the name that it was given', () => {
  const ics = [...icsParts([], { name: 'Anna; phone, 1\r\nX-EVIL:1', timeZone: 'Europe/Berlin' })].join('')
  expect(readIcs(ics)).toEqual([])
  expect(unfolded(ics)).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Deskbell//Deskbell//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:Anna\\; phone\\, 1 X-EVIL:1',
    'X-WR-CALNAME:Anna\\; phone\\, 1 X-EVIL:1',
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    'X-WR-TIMEZONE:Europe/Berlin',
    'BEGIN:VTIMEZONE',
    'TZID:Etc/UTC',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0000',
    'TZOFFSETTO:+0000',
    'TZNAME:UTC',
    'END:STANDARD',
    'END:VTIMEZONE',
    'END:VCALENDAR',
    '',
  ])
})

test('5,000 events are read back, each with a UID of its own', () => {
  const events = Array.from({ length: 5_000 }, (_, number) => {
    const start = new Date(Date.UTC(2026, 0, 1) + number * 3_600_000)
    const end = new Date(start.getTime() + 1_800_000)
    return eventOf(madeUp({ externalId: String(number), start: start.toISOString(), end: end.toISOString() }), wording)!
  })
  const read = readByIcalJs([...icsParts(events, { name: 'All', timeZone: 'Europe/Berlin' })].join(''))
  expect(read).toHaveLength(5_000)
  expect(new Set(read.map(({ uid }) => uid)).size).toBe(5_000)
})

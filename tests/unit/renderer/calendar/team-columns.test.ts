import { describe, expect, test } from 'vitest'
import type { Host } from '../../../../src/shared/appointment.ts'
import { dayStartMs } from '../../../../src/renderer/calendar/office-days.ts'
import {
  hoursOnDay,
  isInOneColumn,
  moveInColumns,
  pageOfColumns,
  placeInColumns,
  resizeInColumns,
  slotInColumns,
  teamColumns,
  wallClock,
} from '../../../../src/renderer/calendar/team-columns.ts'
import { aCard } from './cards.ts'

const at = (iso: string): number => Date.parse(iso)

function host(id: number, name: string | null, email: string | null = null): Host {
  return { id, name, email, role: null, tint: null, workingHours: null, active: true, origin: 'real' }
}

/** Wall-clock hours as a person reads them, `HH:mm`–`HH:mm`. */
function read(startMs: number, endMs: number | null, day: string, timeZone: string): string | null {
  const hours = hoursOnDay({ startMs, endMs }, day, timeZone)
  if (!hours) return null
  return `${wallClock('2001-01-01', hours.startSeconds).slice(11, 16)}–${wallClock('2001-01-01', hours.endSeconds).slice(5, 16)}`
}

describe('the hours of an appointment on a day', () => {
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2024-11-21', '2024-11-21T14:00+01:00', '2024-11-21T14:30+01:00', '14:00–01-01T14:30'],
    [
      'before the clocks go forward',
      'Europe/Berlin',
      '2024-03-31',
      '2024-03-31T01:00+01:00',
      '2024-03-31T01:30+01:00',
      '01:00–01-01T01:30',
    ],
    [
      'across the hour that is skipped',
      'Europe/Berlin',
      '2024-03-31',
      '2024-03-31T01:30+01:00',
      '2024-03-31T03:30+02:00',
      '01:30–01-01T03:30',
    ],
    [
      'after the clocks went forward',
      'Europe/Berlin',
      '2024-03-31',
      '2024-03-31T09:00+02:00',
      '2024-03-31T10:00+02:00',
      '09:00–01-01T10:00',
    ],
    [
      'the first of the hours shown twice',
      'Europe/Berlin',
      '2024-10-27',
      '2024-10-27T02:15+02:00',
      '2024-10-27T02:45+02:00',
      '02:15–01-01T02:45',
    ],
    [
      'from one of the hours shown twice to the other',
      'Europe/Berlin',
      '2024-10-27',
      '2024-10-27T02:30+02:00',
      '2024-10-27T02:30+01:00',
      '02:30–01-01T03:30',
    ],
    [
      'an end that reads earlier than its start',
      'Europe/Berlin',
      '2024-10-27',
      '2024-10-27T02:45+02:00',
      '2024-10-27T02:15+01:00',
      '02:45–01-01T03:15',
    ],
    ['after the clocks went back', 'Europe/Berlin', '2024-10-27', '2024-10-27T09:00+01:00', '2024-10-27T10:00+01:00', '09:00–01-01T10:00'],
    ['New York in spring', 'America/New_York', '2024-03-10', '2024-03-10T01:45-05:00', '2024-03-10T03:15-04:00', '01:45–01-01T03:15'],
    ['New York in autumn', 'America/New_York', '2024-11-03', '2024-11-03T01:30-04:00', '2024-11-03T01:30-05:00', '01:30–01-01T02:30'],
    [
      'Lord Howe, which goes forward by half an hour',
      'Australia/Lord_Howe',
      '2024-10-06',
      '2024-10-06T01:45+10:30',
      '2024-10-06T02:45+11:00',
      '01:45–01-01T02:45',
    ],
    [
      'Lord Howe, which goes back by half an hour',
      'Australia/Lord_Howe',
      '2024-04-07',
      '2024-04-07T01:40+11:00',
      '2024-04-07T01:35+10:30',
      '01:40–01-01T02:05',
    ],
  ])('%s (%s)', (_what, timeZone, day, start, end, expected) => {
    expect(read(at(start), at(end), day, timeZone)).toBe(expected)
  })

  test('what begins the day before is clipped to the morning, what ends the day after to midnight', () => {
    const [start, end] = [at('2024-11-20T23:00+01:00'), at('2024-11-22T01:00+01:00')]
    expect(
      ['2024-11-19', '2024-11-20', '2024-11-21', '2024-11-22', '2024-11-23'].map((day) => read(start, end, day, 'Europe/Berlin')),
    ).toEqual([null, '23:00–01-02T00:00', '00:00–01-02T00:00', '00:00–01-01T01:00', null])
  })

  test('what ends at midnight does not touch the next day', () => {
    expect(read(at('2024-11-20T23:00+01:00'), at('2024-11-21T00:00+01:00'), '2024-11-21', 'Europe/Berlin')).toBeNull()
  })

  test('an end that is unknown, or not after the start, is drawn as half an hour', () => {
    const start = at('2024-11-21T14:00+01:00')
    expect([null, start, start - 1].map((end) => read(start, end, '2024-11-21', 'Europe/Berlin'))).toEqual(
      Array(3).fill('14:00–01-01T14:30'),
    )
  })

  test('a day that begins at one, because midnight is skipped, begins at one', () => {
    const dayStart = dayStartMs('2024-09-08', 'America/Santiago')
    expect([dayStart, read(dayStart, dayStart + 1_800_000, '2024-09-08', 'America/Santiago')]).toEqual([
      at('2024-09-08T04:00:00Z'),
      '01:00–01-01T01:30',
    ])
  })
})

describe('columns of members', () => {
  test('members stand in the office’s own order, those without a host last and only when there are any', () => {
    const hosts = [host(3, 'zoe'), host(1, 'Anna'), host(2, null, 'bob@office.example'), host(4, null)]
    expect(teamColumns(hosts, [aCard({ hostIds: [] })]).map(({ name }) => name)).toEqual([
      'zoe',
      'Anna',
      'bob@office.example',
      'Host 4',
      'No host',
    ])
    expect(teamColumns(hosts, [aCard({ hostIds: [1] })]).map(({ hostId }) => hostId)).toEqual([3, 1, 2, 4])
  })

  test('who is not active has a column only on a day on which they have an appointment', () => {
    const hosts = [host(1, 'Anna'), { ...host(2, 'Left'), active: false }, { ...host(3, 'Gone'), active: false }]
    expect(teamColumns(hosts, [aCard({ hostIds: [3] })]).map(({ name }) => name)).toEqual(['Anna', 'Gone'])
  })

  test('a page has its own made-up days from the first one on, and a page out of range is brought into it', () => {
    const columns = teamColumns([host(1, 'A'), host(2, 'B'), host(3, 'C')], [])
    const short = ({ columns: shown, page, pages }: ReturnType<typeof pageOfColumns>) => [
      shown.map((column) => [column.name, column.madeUpDay]),
      page,
      pages,
    ]
    expect(short(pageOfColumns(columns, 0, 2))).toEqual([
      [
        ['A', '2001-01-01'],
        ['B', '2001-01-02'],
      ],
      0,
      2,
    ])
    expect(short(pageOfColumns(columns, 7, 2))).toEqual([[['C', '2001-01-01']], 1, 2])
    expect(short(pageOfColumns([], 0, 2))).toEqual([[], 0, 1])
  })

  test('an appointment lies in the column of each of its hosts, one without a host in the last, one of another day nowhere', () => {
    const { columns } = pageOfColumns(teamColumns([host(1, 'Anna'), host(2, 'Bob')], [aCard({ hostIds: [] })]), 0, 8)
    const cards = [
      aCard({ id: 10, hostIds: [1, 2], startMs: at('2024-11-21T09:00+01:00'), endMs: at('2024-11-21T09:15+01:00') }),
      aCard({ id: 11, hostIds: [], startMs: at('2024-11-21T10:00+01:00'), endMs: null }),
      aCard({ id: 12, hostIds: [1], startMs: at('2024-11-22T10:00+01:00'), endMs: null }),
      aCard({ id: 13, hostIds: [99], startMs: at('2024-11-21T10:00+01:00'), endMs: null }),
    ]
    expect(placeInColumns(cards, '2024-11-21', 'Europe/Berlin', columns).map(({ key, start, end }) => [key, start, end])).toEqual([
      ['10@1', '2001-01-01T09:00:00', '2001-01-01T09:15:00'],
      ['10@2', '2001-01-02T09:00:00', '2001-01-02T09:15:00'],
      ['11@none', '2001-01-03T10:00:00', '2001-01-03T10:30:00'],
    ])
  })
})

describe('what is dragged in the columns', () => {
  const { columns } = pageOfColumns(teamColumns([host(1, 'Anna'), host(2, 'Bob')], [aCard({ hostIds: [] })]), 0, 8)
  const madeUp = (iso: string): Date => new Date(`${iso}Z`)
  const card = aCard({ id: 10, hostIds: [1], startMs: at('2024-10-27T01:30+02:00'), endMs: at('2024-10-27T02:30+02:00') })
  const place = placeInColumns([card], '2024-10-27', 'Europe/Berlin', columns)[0]!

  test('a slot is the column’s member at that time of the day that is shown', () => {
    const marked = { start: madeUp('2001-01-02T02:30:00'), end: madeUp('2001-01-02T03:00:00') }
    expect(slotInColumns(marked, '2024-10-27', 'Europe/Berlin', columns)).toEqual({
      startMs: at('2024-10-27T02:30+01:00'),
      endMs: at('2024-10-27T03:00+01:00'),
      hostId: 2,
    })
    const late = { start: madeUp('2001-01-03T23:00:00'), end: madeUp('2001-01-04T00:00:00') }
    expect(slotInColumns(late, '2024-11-21', 'Europe/Berlin', columns)).toEqual({
      startMs: at('2024-11-21T23:00+01:00'),
      endMs: at('2024-11-22T00:00+01:00'),
      hostId: null,
    })
  })

  test('a stretch may end with its column and not reach into the next', () => {
    const from = madeUp('2001-01-01T23:00:00')
    expect(['2001-01-02T00:00:00', '2001-01-02T00:15:00'].map((end) => isInOneColumn({ start: from, end: madeUp(end) }))).toEqual([
      true,
      false,
    ])
  })

  test('days are columns, the rest is time of the same day; the length stays', () => {
    expect(moveInColumns(place, { days: 1, seconds: 2.5 * 3600 }, 'Europe/Berlin', columns)).toEqual({
      card,
      startMs: at('2024-10-27T04:00+01:00'),
      endMs: at('2024-10-27T05:00+01:00'),
      hostId: 2,
    })
    expect(moveInColumns(place, { days: 0, seconds: -900 }, 'Europe/Berlin', columns)).toEqual({
      card,
      startMs: at('2024-10-27T01:15+02:00'),
      endMs: at('2024-10-27T02:15+02:00'),
    })
    expect(moveInColumns(place, { days: 2, seconds: 0 }, 'Europe/Berlin', columns).hostId).toBeNull()
  })

  test('a lower edge at the end of the column is midnight', () => {
    const evening = aCard({ id: 11, hostIds: [1], startMs: at('2024-11-21T22:00+01:00'), endMs: at('2024-11-21T23:00+01:00') })
    const drawn = placeInColumns([evening], '2024-11-21', 'Europe/Berlin', columns)[0]!
    expect(resizeInColumns(drawn, { days: 1, seconds: -23 * 3600 }, 'Europe/Berlin').endMs).toBe(at('2024-11-22T00:00+01:00'))
  })
})

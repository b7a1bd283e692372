import { describe, expect, test } from 'vitest'
import {
  count,
  formatBytes,
  formatDay,
  formatDaysAgo,
  formatHour,
  formatInstant,
  formatMicroseconds,
  formatMoment,
  formatRelative,
  formatSeconds,
  formatTime,
} from '../../../../src/renderer/ui/format.ts'
import type { Office } from '../../../../src/renderer/ui/format.ts'

const berlin: Office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
const newYork: Office = { timeZone: 'America/New_York', locale: 'en-US', hour12: true, firstDayOfWeek: 0 }
const at = (iso: string): number => Date.parse(iso)
const noon = at('2024-11-21T13:02:07.123Z')

describe('an instant in the office’s zone', () => {
  test('of a full hour has no minutes where the clock counts to twelve', () => {
    const hour = at('2024-11-21T13:00:00Z')
    expect([formatHour(hour, berlin), formatHour(hour, newYork).replace(/\s/u, ' ')]).toEqual(['14:00', '8 AM'])
  })

  test('reads as the frame draws it, on a 24-hour clock', () => {
    expect([formatTime(noon, berlin), formatSeconds(noon, berlin), formatDay(noon, berlin, noon), formatInstant(noon, berlin)]).toEqual([
      '14:02',
      '14:02:07',
      'Thu 21 Nov',
      'Thu 21 Nov 2024, 14:02:07.123 GMT+1 · Europe/Berlin',
    ])
  })

  test('reads in the habit of an American office', () => {
    expect([formatTime(noon, newYork).replace(/\s/u, ' '), formatDay(noon, newYork, noon)]).toEqual(['8:02 AM', 'Thu Nov 21'])
  })

  test('tells the year only when it is another one', () => {
    expect(formatDay(noon, berlin, at('2026-01-01T12:00:00Z'))).toBe('Thu 21 Nov 2024')
  })

  test('the office’s day decides what is today, not the day in UTC', () => {
    const justAfterMidnight = at('2024-11-21T23:30:00Z')
    expect(formatMoment(justAfterMidnight, berlin, at('2024-11-21T22:30:00Z'))).toBe('Fri 22 Nov 00:30')
    expect(formatMoment(justAfterMidnight, berlin, at('2024-11-22T08:00:00Z'))).toBe('00:30')
  })

  test('midnight is 00:00, never 24:00', () => {
    expect(formatTime(at('2024-11-20T23:00:00Z'), berlin)).toBe('00:00')
  })

  test.each([
    ['2024-03-31T00:59:59Z', '01:59:59'],
    ['2024-03-31T01:00:00Z', '03:00:00'],
    ['2024-10-27T00:30:00Z', '02:30:00'],
    ['2024-10-27T01:30:00Z', '02:30:00'],
  ])('on a day whose clocks change, %s is %s', (iso, wall) => {
    expect(formatSeconds(at(iso), berlin)).toBe(wall)
  })
})

describe('relative times', () => {
  test.each([
    [0, 'just now'],
    [-59_000, 'just now'],
    [-60_000, '1 min ago'],
    [-59 * 60_000, '59 min ago'],
    [-60 * 60_000, '13:02'],
    [10_000, 'just now'],
    [30_000, 'in a moment'],
    [5 * 60_000, 'in 5 min'],
    [-26 * 3_600_000, 'Wed 20 Nov 12:02'],
  ])('%i ms from now is "%s"', (offset, words) => {
    expect(formatRelative(noon + offset, berlin, noon)).toBe(words)
  })

  test.each([
    ['2024-11-21T00:00:00Z', 'today'],
    ['2024-11-20T22:00:00Z', 'yesterday'],
    ['2024-11-09T12:00:00Z', '12 days ago'],
    // The clocks went back in between: one of the days had 25 hours.
    ['2024-10-22T12:00:00Z', '30 days ago'],
  ])('%s was %s', (iso, words) => {
    expect(formatDaysAgo(at(iso), berlin, noon)).toBe(words)
  })
})

test.each([
  [0, '0 µs'],
  [420, '420 µs'],
  [999, '999 µs'],
  [1250, '1.3 ms'],
  [24_400, '24 ms'],
  [1_234_000, '1.2 s'],
])('%i microseconds are "%s"', (us, words) => {
  expect(formatMicroseconds(us)).toBe(words)
})

test.each([
  [812, '812 B'],
  [1229, '1.2 KB'],
  [262_144, '256 KB'],
  [5_242_880, '5 MB'],
])('%i bytes are "%s"', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

test('one is told as one, and thousands are grouped', () => {
  expect([count(1, 'delivery', 'deliveries'), count(0, 'delivery', 'deliveries'), count(1234, 'test')]).toEqual([
    '1 delivery',
    '0 deliveries',
    '1,234 tests',
  ])
})

import { describe, expect, test } from 'vitest'
import type { Span } from '../../../src/shared/contract/overview.ts'
import { spanParts } from '../../../src/main/overview/spans.ts'

const berlin = { timeZone: 'Europe/Berlin', firstDayOfWeek: 1 }
const newYork = { timeZone: 'America/New_York', firstDayOfWeek: 0 }
const lordHowe = { timeZone: 'Australia/Lord_Howe', firstDayOfWeek: 1 }
const kolkata = { timeZone: 'Asia/Kolkata', firstDayOfWeek: 1 }

const at = (text: string): number => Date.parse(text)
const told = (interval: { startMs: number; endMs: number } | null) =>
  interval && [interval.startMs, interval.endMs].map((ms) => new Date(ms).toISOString().slice(0, 16))

describe('a span and the one before', () => {
  test.each<[string, Span, string, typeof berlin, string[], string[], string[] | null]>([
    [
      'today, in an ordinary week',
      { kind: 'day' },
      '2024-11-21T12:30Z',
      berlin,
      ['2024-11-20T23:00', '2024-11-21T23:00'],
      ['2024-11-19T23:00', '2024-11-20T23:00'],
      ['2024-11-19T23:00', '2024-11-20T12:30'],
    ],
    [
      'the day of 23 hours',
      { kind: 'day' },
      '2026-03-29T10:00Z',
      berlin,
      ['2026-03-28T23:00', '2026-03-29T22:00'],
      ['2026-03-27T23:00', '2026-03-28T23:00'],
      // 12:00 on the wall's clock, on both days.
      ['2026-03-27T23:00', '2026-03-28T11:00'],
    ],
    [
      'the day after the one of 25 hours',
      { kind: 'day' },
      '2026-11-02T12:00Z',
      newYork,
      ['2026-11-02T05:00', '2026-11-03T05:00'],
      ['2026-11-01T04:00', '2026-11-02T05:00'],
      ['2026-11-01T04:00', '2026-11-01T12:00'],
    ],
    [
      'the day of 24 and a half hours',
      { kind: 'day' },
      '2026-04-05T00:00Z',
      lordHowe,
      ['2026-04-04T13:00', '2026-04-05T13:30'],
      ['2026-04-03T13:00', '2026-04-04T13:00'],
      ['2026-04-03T13:00', '2026-04-03T23:30'],
    ],
    [
      'the week from Monday',
      { kind: 'week' },
      '2026-03-29T10:00Z',
      berlin,
      ['2026-03-22T23:00', '2026-03-29T22:00'],
      ['2026-03-15T23:00', '2026-03-22T23:00'],
      ['2026-03-15T23:00', '2026-03-22T11:00'],
    ],
    [
      'the week from Sunday',
      { kind: 'week' },
      '2026-11-01T14:00Z',
      newYork,
      ['2026-11-01T04:00', '2026-11-08T05:00'],
      ['2026-10-25T04:00', '2026-11-01T04:00'],
      ['2026-10-25T04:00', '2026-10-25T13:00'],
    ],
    [
      'the month, on a day that the one before does not have',
      { kind: 'month' },
      '2026-03-31T10:00Z',
      berlin,
      ['2026-02-28T23:00', '2026-03-31T22:00'],
      ['2026-01-31T23:00', '2026-02-28T23:00'],
      ['2026-01-31T23:00', '2026-02-28T11:00'],
    ],
    [
      'chosen days that are over, without a "so far"',
      { kind: 'chosen', first: '2026-03-28', last: '2026-03-30' },
      '2026-06-01T10:00Z',
      berlin,
      ['2026-03-27T23:00', '2026-03-30T22:00'],
      ['2026-03-24T23:00', '2026-03-27T23:00'],
      null,
    ],
    [
      'chosen days with today in them',
      { kind: 'chosen', first: '2026-06-01', last: '2026-06-10' },
      '2026-06-03T10:00Z',
      kolkata,
      ['2026-05-31T18:30', '2026-06-10T18:30'],
      ['2026-05-21T18:30', '2026-05-31T18:30'],
      ['2026-05-21T18:30', '2026-05-24T10:00'],
    ],
    [
      'chosen days to come',
      { kind: 'chosen', first: '2026-06-10', last: '2026-06-10' },
      '2026-06-03T10:00Z',
      kolkata,
      ['2026-06-09T18:30', '2026-06-10T18:30'],
      ['2026-06-08T18:30', '2026-06-09T18:30'],
      null,
    ],
  ])('%s', (_name, span, now, office, expected, before, soFar) => {
    const parts = spanParts(span, at(now), office)
    expect([told(parts.span), told(parts.before), told(parts.soFar)]).toEqual([expected, before, soFar])
  })
})

describe('buckets', () => {
  const zones = [berlin, newYork, lordHowe, kolkata]
  const chosen: Span[] = [
    { kind: 'chosen', first: '2026-03-29', last: '2026-03-29' },
    { kind: 'chosen', first: '2026-10-25', last: '2026-10-25' },
    { kind: 'chosen', first: '2026-04-05', last: '2026-04-05' },
    { kind: 'chosen', first: '2026-10-01', last: '2026-11-30' },
    { kind: 'chosen', first: '2024-02-29', last: '2026-11-15' },
  ]
  test.each(zones.flatMap((office) => chosen.map((span) => ({ office, span }))))(
    'cover the span without a gap in $office.timeZone',
    ({ office, span }) => {
      const { span: whole, buckets } = spanParts(span, at('2026-06-01T10:00Z'), office)
      expect(buckets[0]?.startMs).toBe(whole.startMs)
      expect(buckets.at(-1)?.endMs).toBe(whole.endMs)
      expect(buckets.slice(1).map(({ startMs }) => startMs)).toEqual(buckets.slice(0, -1).map(({ endMs }) => endMs))
      expect(buckets.every(({ startMs, endMs }) => endMs > startMs)).toBe(true)
    },
  )

  test.each<[string, Span, typeof berlin, 'hour' | 'day' | 'month', number]>([
    ['23 hours', { kind: 'chosen', first: '2026-03-29', last: '2026-03-29' }, berlin, 'hour', 23],
    ['25 hours', { kind: 'chosen', first: '2026-11-01', last: '2026-11-01' }, newYork, 'hour', 25],
    ['24 hours and a half', { kind: 'chosen', first: '2026-04-05', last: '2026-04-05' }, lordHowe, 'hour', 25],
    ['the days of a week', { kind: 'week' }, berlin, 'day', 7],
    ['the days of a month', { kind: 'month' }, berlin, 'day', 30],
    ['the days of a quarter', { kind: 'chosen', first: '2026-07-01', last: '2026-09-30' }, berlin, 'day', 92],
    ['months, the first and the last perhaps in part', { kind: 'chosen', first: '2026-01-15', last: '2026-06-02' }, berlin, 'month', 6],
  ])('are %s', (_name, span, office, step, count) => {
    const parts = spanParts(span, at('2026-06-01T10:00Z'), office)
    expect([parts.step, parts.buckets.length]).toEqual([step, count])
  })
})

import { describe, expect, test } from 'vitest'
import {
  movedOnTheWall,
  nextQuarter,
  resizedOnTheWall,
  shiftedOnTheWall,
  slotAt,
  slotOnDay,
} from '../../../../src/renderer/calendar/slots.ts'

const at = (iso: string): number => Date.parse(iso)
const hours = (clock: string): number => Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60
const span = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) })

describe('what was marked on a day by the clock on the wall', () => {
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2024-11-21', '14:00', '14:30', '2024-11-21T14:00+01:00', '2024-11-21T14:30+01:00'],
    ['to midnight', 'Europe/Berlin', '2024-11-21', '23:00', '24:00', '2024-11-21T23:00+01:00', '2024-11-22T00:00+01:00'],
    [
      'across the hour that is skipped',
      'Europe/Berlin',
      '2024-03-31',
      '01:30',
      '03:30',
      '2024-03-31T01:30+01:00',
      '2024-03-31T03:30+02:00',
    ],
    [
      'within the hour that is skipped',
      'Europe/Berlin',
      '2024-03-31',
      '02:15',
      '02:45',
      '2024-03-31T03:15+02:00',
      '2024-03-31T03:45+02:00',
    ],
    [
      'out of the hour that is skipped',
      'Europe/Berlin',
      '2024-03-31',
      '02:45',
      '03:00',
      '2024-03-31T03:45+02:00',
      '2024-03-31T04:00+02:00',
    ],
    ['after the clocks went forward', 'Europe/Berlin', '2024-03-31', '09:00', '10:00', '2024-03-31T09:00+02:00', '2024-03-31T10:00+02:00'],
    ['within the hour shown twice', 'Europe/Berlin', '2024-10-27', '02:15', '02:45', '2024-10-27T02:15+02:00', '2024-10-27T02:45+02:00'],
    ['into the hour shown twice', 'Europe/Berlin', '2024-10-27', '01:30', '02:30', '2024-10-27T01:30+02:00', '2024-10-27T02:30+02:00'],
    ['out of the hour shown twice', 'Europe/Berlin', '2024-10-27', '02:30', '03:00', '2024-10-27T02:30+01:00', '2024-10-27T03:00+01:00'],
    ['over the hour shown twice', 'Europe/Berlin', '2024-10-27', '01:30', '03:30', '2024-10-27T01:30+02:00', '2024-10-27T03:30+01:00'],
    ['New York in autumn', 'America/New_York', '2024-11-03', '01:30', '02:00', '2024-11-03T01:30-05:00', '2024-11-03T02:00-05:00'],
    [
      'Lord Howe, forward by half an hour',
      'Australia/Lord_Howe',
      '2024-10-06',
      '02:00',
      '02:30',
      '2024-10-06T02:30+11:00',
      '2024-10-06T03:00+11:00',
    ],
    ['a day that begins at one', 'America/Santiago', '2024-09-08', '00:00', '00:30', '2024-09-08T01:00-03:00', '2024-09-08T01:30-03:00'],
  ])('%s (%s)', (_what, timeZone, day, from, to, start, end) => {
    expect(slotAt(day, hours(from), hours(to), timeZone)).toEqual(span(start, end))
  })
})

describe('so much later on the wall’s clock', () => {
  const quarter = { days: 0, seconds: 900 }
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2024-11-21T14:00+01:00', quarter, '2024-11-21T14:15+01:00'],
    ['into the hour that is skipped', 'Europe/Berlin', '2024-03-31T01:45+01:00', quarter, '2024-03-31T03:00+02:00'],
    ['the first of two equal times stays the first', 'Europe/Berlin', '2024-10-27T02:15+02:00', quarter, '2024-10-27T02:30+02:00'],
    ['the second stays the second', 'Europe/Berlin', '2024-10-27T02:15+01:00', quarter, '2024-10-27T02:30+01:00'],
    [
      'back from noon to the hour shown twice',
      'Europe/Berlin',
      '2024-10-27T12:00+01:00',
      { days: 0, seconds: -9.5 * 3600 },
      '2024-10-27T02:30+01:00',
    ],
    ['to the day on which clocks go forward', 'Europe/Berlin', '2024-03-30T10:00+01:00', { days: 1, seconds: 0 }, '2024-03-31T10:00+02:00'],
    [
      'back over the day on which clocks go back',
      'America/New_York',
      '2024-11-04T09:00-05:00',
      { days: -2, seconds: 0 },
      '2024-11-02T09:00-04:00',
    ],
  ])('%s (%s)', (_what, timeZone, from, delta, expected) => {
    expect(shiftedOnTheWall(at(from), delta, timeZone)).toBe(at(expected))
  })

  test('a move keeps the length, also over the hour that is skipped', () => {
    const card = span('2024-03-31T00:30+01:00', '2024-03-31T01:30+01:00')
    expect(movedOnTheWall(card, { days: 0, seconds: 3600 }, 'Europe/Berlin')).toEqual(
      span('2024-03-31T01:30+01:00', '2024-03-31T03:30+02:00'),
    )
  })

  test('a lower edge that is drawn above the head leaves a quarter of an hour', () => {
    const card = span('2024-11-21T14:00+01:00', '2024-11-21T15:00+01:00')
    const longer = resizedOnTheWall(card, { days: 0, seconds: 1800 }, 'Europe/Berlin')
    const tooShort = resizedOnTheWall(card, { days: 0, seconds: -7200 }, 'Europe/Berlin')
    expect([longer.endMs, tooShort.endMs]).toEqual([at('2024-11-21T15:30+01:00'), at('2024-11-21T14:15+01:00')])
  })
})

test('a day that is clicked means the next quarter of an hour today, and nine in the morning on another day', () => {
  const nowMs = at('2024-11-21T14:02+01:00')
  expect([slotOnDay('2024-11-21', nowMs, 'Europe/Berlin').startMs, slotOnDay('2024-03-31', nowMs, 'Europe/Berlin').startMs]).toEqual([
    at('2024-11-21T14:15+01:00'),
    at('2024-03-31T09:00+02:00'),
  ])
  expect(nextQuarter(at('2024-11-21T14:15Z'))).toBe(at('2024-11-21T14:15Z'))
})

import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { instantOf, orderOf, readDate, readDuration, readMoment, readTime, type Moment } from '../../../src/main/imports/moments.ts'

test.each([
  ['21.11.2026', '2026-11-21'],
  ['1.2.26', '2026-02-01'],
  ['Sa., 21.11.2026', '2026-11-21'],
  ['21. November 2026', '2026-11-21'],
  ['3. Mär 2026', '2026-03-03'],
  ['2026-11-21', '2026-11-21'],
  ['2026/11/21', '2026-11-21'],
  ['20261121', '2026-11-21'],
  ['21/11/2026', '2026-11-21'],
  ['21-11-2026', '2026-11-21'],
  ['Nov 21, 2026', '2026-11-21'],
  ['21-Nov-2026', '2026-11-21'],
  ['46347', '2026-11-21'],
  ['31.02.2026', null],
  ['29.02.2027', null],
  ['11/21/2026', null],
  ['0', null],
  ['12345', null],
  ['tomorrow', null],
  ['', null],
])('the date %j, day first, is %s', (text, day) => {
  expect(readDate(text, 'dmy')?.toString() ?? null).toBe(day)
})

test('where the month is first, points still have the day first', () => {
  expect(['11/21/2026', '3/4/26', '21.11.2026'].map((text) => readDate(text, 'mdy')?.toString())).toEqual([
    '2026-11-21',
    '2026-03-04',
    '2026-11-21',
  ])
})

test.each([
  [['21/11/2026', '03/04/2026'], 'dmy'],
  [['11/21/2026', '03/04/2026'], 'mdy'],
  [['03/04/2026', '05/06/2026'], { example: '03/04/2026' }],
  [['13/04/2026', '04/13/2026', '03/04/2026'], { example: '03/04/2026' }],
  [['03.04.2026'], null],
  [['2026-03-04', '04/04/2026'], null],
  [[], null],
])('of the dates %j the order is %j', (texts, order) => {
  expect(orderOf(texts)).toEqual(order)
})

test.each([
  ['14:00', '14:00:00'],
  ['14.30', '14:30:00'],
  ['9:05:30', '09:05:30'],
  ['2:00 PM', '14:00:00'],
  ['12:15 am', '00:15:00'],
  ['12 p.m.', '12:00:00'],
  ['14 Uhr', '14:00:00'],
  ['14:00 Uhr', '14:00:00'],
  ['14h30', '14:30:00'],
  ['0930', '09:30:00'],
  ['0.5', '12:00:00'],
  ['0,604166667', '14:30:00'],
  ['0.30', '00:30:00'],
  ['0.75', '18:00:00'],
  ['24:00', null],
  ['13:00 pm', null],
  ['7', null],
  ['noon', null],
])('the time %j is %s', (text, time) => {
  expect(readTime(text)?.toString({ smallestUnit: 'second' }) ?? null).toBe(time)
})

test.each([
  ['21.11.2026 14:00', 'wall 2026-11-21T14:00:00'],
  ['21.11.2026, 14 Uhr', 'wall 2026-11-21T14:00:00'],
  ['21. 11.2026 um 14:30', 'wall 2026-11-21T14:30:00'],
  ['2026-11-21T14:00', 'wall 2026-11-21T14:00:00'],
  ['2026-11-21T14:00:00Z', 'instant 2026-11-21T14:00:00.000Z'],
  ['2026-11-21T14:00:00+01:00', 'instant 2026-11-21T13:00:00.000Z'],
  ['2026-11-21 14:00 +01:00', 'instant 2026-11-21T13:00:00.000Z'],
  ['2026-11-21T14:00-05:00', 'instant 2026-11-21T19:00:00.000Z'],
  ['2026-02-30T10:00:00Z', 'nothing'],
  ['2026-11-31 10:00 +01:00', 'nothing'],
  ['2026-11-21 09:00-10:00', 'nothing'],
  ['2026-11-21 09:00 - 10:00', 'nothing'],
  ['2026-11-21T14:00-15:30', 'nothing'],
  ['46347,5', 'wall 2026-11-21T12:00:00'],
  ['21.11.2026', 'date 2026-11-21'],
  ['21.11.2026 25:00', 'nothing'],
  ['soon', 'nothing'],
])('%j is %s', (text, told) => {
  const moment = readMoment(text, 'dmy')
  expect(moment === null ? 'nothing' : `${moment.kind} ${textOf(moment)}`).toBe(told)
})

test.each([
  ['30', 30],
  ['45 min', 45],
  ['90 Minuten', 90],
  ['1:30', 90],
  ['1,5 h', 90],
  ['1h 15', 75],
  ['2 Stunden', 120],
  ['PT45M', 45],
  ['0', null],
  ['-5', null],
  ['long', null],
])('the duration %j is %s minutes', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes)
})

test('a time that the clocks skip is an hour later, and of one that they show twice the earlier is meant; both are said', () => {
  const at = (text: string) => {
    const { atMs, remark } = instantOf(Temporal.PlainDateTime.from(text), 'Europe/Berlin')
    return [new Date(atMs).toISOString(), remark]
  }
  expect(at('2027-03-28T02:30')).toEqual(['2027-03-28T01:30:00.000Z', 'skipped-hour'])
  expect(at('2026-10-25T02:30')).toEqual(['2026-10-25T00:30:00.000Z', 'repeated-hour'])
  expect(at('2026-10-25T03:30')).toEqual(['2026-10-25T02:30:00.000Z', null])
})

function textOf(moment: Moment): string {
  if (moment.kind === 'instant') return new Date(moment.atMs).toISOString()
  return moment.kind === 'wall' ? moment.at.toString() : moment.on.toString()
}

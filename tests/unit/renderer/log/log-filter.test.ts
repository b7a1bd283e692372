import { expect, test } from 'vitest'
import { anything, isAnything, toDeliveryFilter } from '../../../../src/renderer/log/log-filter.ts'
import type { LogFilter } from '../../../../src/renderer/log/log-filter.ts'
import { fromWall, toWall } from '../../../../src/renderer/log/wall.ts'

const zone = 'Europe/Berlin'
// The day after the clocks went forward.
const now = Date.parse('2024-04-01T10:00:00Z')
const all = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
const filter = (patch: Partial<LogFilter>): LogFilter => ({ ...anything, ...patch })

test('no filter asks for everything', () => {
  expect(toDeliveryFilter(filter({ search: '  ' }), now, zone)).toEqual(all)
})

test.each([
  ['hour', '2024-04-01T09:00:00Z', null],
  ['today', '2024-03-31T22:00:00Z', null],
  // That day had 23 hours.
  ['yesterday', '2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z'],
  ['week', '2024-03-25T23:00:00Z', null],
] as const)('"%s" begins and ends with the office’s days', (range, from, to) => {
  expect(toDeliveryFilter(filter({ range }), now, zone)).toEqual({
    ...all,
    fromMs: Date.parse(from),
    toMs: to === null ? null : Date.parse(to),
  })
})

test('a range of one’s own may be open on either side', () => {
  expect(toDeliveryFilter(filter({ range: 'custom', fromMs: 5, providers: ['calendly'], httpStatus: 401 }), now, zone)).toEqual({
    ...all,
    providers: ['calendly'],
    httpStatus: 401,
    fromMs: 5,
  })
})

test.each([
  [{}, true],
  [{ search: ' ' }, true],
  [{ search: 'x' }, false],
  [{ range: 'today' }, false],
  [{ httpStatus: 200 }, false],
  [{ verdicts: ['failed'] }, false],
] as const)('%j filters nothing: %s', (patch, expected) => {
  expect(isAnything(filter(patch))).toBe(expected)
})

test('the picker’s wall clock is the office’s', () => {
  const instant = Date.parse('2024-07-01T12:30:00Z')
  expect(toWall(instant, zone)).toBe('2024-07-01 14:30:00')
  expect(fromWall('2024-07-01 14:30:00', zone)).toBe(instant)
  expect([toWall(null, zone), fromWall(null, zone)]).toEqual([null, null])
})

import { expect, test } from 'vitest'
import { daysSince } from '../../../../src/renderer/pipeline/days.ts'

const berlin = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }

test.each([
  ['a minute before midnight is yesterday', '2026-03-10T22:59:00Z', '2026-03-10T23:01:00Z', 1],
  ['the same office day is today, though UTC has another date', '2026-03-09T23:30:00Z', '2026-03-10T10:00:00Z', 0],
  ['a day of 23 hours is one day', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 1],
  ['a day of 25 hours is one day', '2026-10-24T12:00:00Z', '2026-10-25T22:59:00Z', 1],
  ['a clock that is ahead is today', '2026-03-12T12:00:00Z', '2026-03-10T12:00:00Z', 0],
])('%s', (_, since, now, days) => {
  expect(daysSince(Date.parse(since), berlin, Date.parse(now))).toBe(days)
})

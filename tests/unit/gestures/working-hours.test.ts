import { expect, test } from 'vitest'
import { isWithinWorkingHours } from '../../../src/main/gestures/working-hours.ts'

const evening = [{ weekday: 0, from: '20:00', to: '24:00' }]

test.each([
  ['on a day of which the clocks skipped midnight', '2030-09-08', 'America/Santiago', '-03:00'],
  ['on any other Sunday', '2030-09-15', 'America/Santiago', '-03:00'],
])('hours until midnight hold what ends then, and not what ends an hour later, %s', (_name, day, timeZone, offset) => {
  const startMs = Date.parse(`${day}T22:00:00${offset}`)
  const within = (hours: number): boolean => isWithinWorkingHours(evening, { startMs, endMs: startMs + hours * 3_600_000 }, timeZone)
  expect([within(1), within(2), within(3)]).toEqual([true, true, false])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeRhythm, sameDaysBefore, todaySoFar } from '../../../src/main/health/rhythm.ts'

const hourMs = 3_600_000

test('with fewer than three such weekdays nothing is called usual', () => {
  expect(judgeRhythm(0, [])).toEqual({ usual: null, rhythm: 'learning' })
  expect(judgeRhythm(0, [12, 14])).toEqual({ usual: null, rhythm: 'learning' })
})

test.each([
  ['none where ten are usual', 0, [9, 11, 10, 10], 'quiet'],
  ['none where two are usual happens by chance', 0, [2, 2, 2, 2], 'usual'],
  ['five where ten are usual happens by chance', 5, [9, 11, 10, 10], 'usual'],
  ['as few as on one of these days', 0, [0, 20, 19, 21], 'usual'],
  ['thirty where ten are usual', 30, [9, 11, 10, 10], 'busy'],
  ['as many as on one of these days', 30, [30, 5, 6, 7], 'usual'],
  ['one where none ever came', 1, [0, 0, 0], 'usual'],
  ['five where none ever came', 5, [0, 0, 0], 'busy'],
  ['none where none ever came', 0, [0, 0, 0], 'usual'],
  ['a thousand where two thousand are usual', 1000, [1990, 2000, 2010], 'quiet'],
  ['two thousand where two thousand are usual', 2000, [1990, 2000, 2010], 'usual'],
])('%s', (_what, today, before, rhythm) => {
  expect(judgeRhythm(today, before).rhythm).toBe(rhythm)
})

test('days as the office has them are called quiet or busy less than twice in a hundred, whatever is usual', () => {
  const poisson = (lambda: number, draws: readonly number[]): number => {
    let [left, count] = [Math.exp(-lambda), 0]
    let product = draws[0] ?? 1
    while (product > left && count < draws.length - 1) product *= draws[(count += 1)]!
    return count
  }
  const draws = fc.array(fc.double({ min: 0.0001, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 })
  const days = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.array(draws, { minLength: 9, maxLength: 9 }))
  let [judged, striking] = [0, 0]
  fc.assert(
    fc.property(days, ([lambda, nine]) => {
      const [today = 0, ...before] = nine.map((each) => poisson(lambda, each))
      judged += 1
      if (judgeRhythm(today, before).rhythm !== 'usual') striking += 1
    }),
    { numRuns: 2_000 },
  )
  expect(striking / judged).toBeLessThan(0.02)
})

test('the weekdays before are the same hours on the office’s clock, also over a change of the clocks', () => {
  // A Tuesday two days after summer time ended in Berlin.
  const nowMs = Date.UTC(2024, 9, 29, 9, 30)
  expect(todaySoFar(nowMs, 'Europe/Berlin')).toEqual({ fromMs: Date.UTC(2024, 9, 28, 23), toMs: nowMs })
  const [week] = sameDaysBefore(nowMs, 'Europe/Berlin', 0)
  expect(week).toEqual({ fromMs: Date.UTC(2024, 9, 21, 22), toMs: Date.UTC(2024, 9, 22, 8, 30) })
  expect(sameDaysBefore(nowMs, 'Europe/Berlin', 0)).toHaveLength(8)
})

test('days before the first delivery are not counted as days without any', () => {
  const nowMs = Date.UTC(2024, 10, 21, 12)
  expect(sameDaysBefore(nowMs, 'UTC', nowMs - 15 * 24 * hourMs)).toHaveLength(2)
})

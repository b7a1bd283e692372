import { expect, onTestFinished, test, vi } from 'vitest'
import { watchLateness } from '../../../src/main/guards/lateness.ts'

const mostMs = 1_000
const everyMs = 5_000

/** What is told after each of these measurements, in milliseconds. */
function toldAfter(measured: readonly number[]): boolean[] {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const left = [...measured]
  const lateness = watchLateness({ measure: () => left.shift() ?? 0, mostMs, everyMs })
  const told = measured.map(() => {
    vi.advanceTimersByTime(everyMs)
    return lateness.isLate()
  })
  lateness.end()
  return told
}

test('one long turn, as after a sleep, is no overload, and what stays late is one until it ends', () => {
  expect(toldAfter([20, 28_800_000, 20, 20])).toEqual([false, false, false, false])
  expect(toldAfter([20, 1_500, 1_500, 3_000, 20])).toEqual([false, false, true, true, false])
})

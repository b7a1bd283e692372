import { expect, onTestFinished, test } from 'vitest'
import { watchClock } from '../../../src/main/faults/clock-watch.ts'
import { NOON } from '../../support/temporary.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** A machine whose clock and uptime go as the test says. */
function machine() {
  const at = { nowMs: NOON, upMs: 5 * hourMs }
  const clock = watchClock({ now: () => at.nowMs, uptimeMs: () => at.upMs, everyMs: hourMs })
  onTestFinished(() => clock.close())
  let changes = 0
  clock.onChange(() => (changes += 1))
  const pass = (ms: number, { setBy = 0 } = {}) => {
    at.nowMs += ms + setBy
    at.upMs += ms
    clock.look()
    return clock.jump()?.byMs ?? null
  }
  return { pass, changes: () => changes }
}

test('a clock that is set, forwards or back, is noticed with by how much', () => {
  expect(machine().pass(2_000, { setBy: 5 * hourMs })).toBe(5 * hourMs)
  expect(machine().pass(2_000, { setBy: -3 * hourMs })).toBe(-3 * hourMs)
})

test('sleep, small corrections, and a drift of any length are no jump', () => {
  const { pass, changes } = machine()
  expect(pass(9 * hourMs)).toBeNull()
  expect(pass(2_000, { setBy: 59_000 })).toBeNull()
  for (let look = 0; look < 1_000; look += 1) pass(2_000, { setBy: 20 })
  expect(changes()).toBe(0)
})

test('a clock that is put right again is no matter any more, and any other after an hour', () => {
  const { pass, changes } = machine()
  pass(2_000, { setBy: 5 * hourMs })
  expect(pass(minuteMs, { setBy: -5 * hourMs + 10_000 })).toBeNull()
  pass(minuteMs, { setBy: 2 * hourMs })
  expect(pass(59 * minuteMs)).toBe(2 * hourMs)
  expect(pass(minuteMs)).toBeNull()
  expect(changes()).toBe(4)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coalesced } from '../../../../src/renderer/app/coalesced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is asked for while it runs is done once more afterwards, however often it was asked', async () => {
  const finish: (() => void)[] = []
  const ask = coalesced(() => new Promise<void>((resolve) => void finish.push(resolve)))

  ask()
  expect(finish).toHaveLength(1)
  ask()
  ask()
  ask()
  expect(finish).toHaveLength(1)

  finish[0]?.()
  await vi.runAllTimersAsync()
  expect(finish).toHaveLength(2)

  finish[1]?.()
  await vi.runAllTimersAsync()
  expect(finish).toHaveLength(2)
})

test('once it has come to rest, the next asking runs at once', async () => {
  let runs = 0
  const ask = coalesced(async () => void (runs += 1))
  ask()
  await vi.runAllTimersAsync()
  ask()
  expect(runs).toBe(2)
})

import { onTestFinished, vi } from 'vitest'

/**
 * Stops this process's clock, and the timers that go by it, for what counts by the second: however slow the machine is, no second passes.
 * Sockets and the event loop go on. @returns how to let time pass, in milliseconds
 */
export function stopClock(nowMs: number): { pass(ms: number): void } {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: nowMs })
  onTestFinished(() => void vi.useRealTimers())
  return { pass: (ms) => void vi.advanceTimersByTime(ms) }
}

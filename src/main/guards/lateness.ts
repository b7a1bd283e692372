import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Finer than any lateness that matters here. */
const resolutionMs = 20
const nanosecondsPerMs = 1e6

/** How late the event loop is on average since it was asked last, in milliseconds; zero: nothing was measured since. */
export function measureLateness(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  return () => {
    const lateMs = histogram.count === 0 ? 0 : histogram.mean / nanosecondsPerMs
    histogram.reset()
    return lateMs
  }
}

/**
 * Whether two measurements in a row were above `mostMs`: one alone may be a single long turn, of a slow disk or of a machine that slept,
 * after which everything goes on.
 *
 * @param measure called every `everyMs`, see `measureLateness`.
 */
export function watchLateness({
  measure,
  mostMs,
  everyMs,
}: {
  readonly measure: () => number
  readonly mostMs: number
  readonly everyMs: number
}): { isLate(): boolean; end(): void } {
  let [before, last] = [false, false]
  const timer = setInterval(() => {
    before = last
    last = measure() > mostMs
  }, everyMs)
  timer.unref()
  return { isLate: () => before && last, end: () => clearInterval(timer) }
}

import type { ProviderId } from '../../shared/words.ts'

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false
      readonly retryAfterSeconds: number
      /** True once for each flood: the log gets one line that says so. */
      readonly isFirst: boolean
    }

/** Bounds how many refusals are logged and answered one by one; what is authentic never passes through here. */
export interface FloodGate {
  admit(provider: ProviderId, nowMs: number): Admission
  /** Refusals since the start that were only counted. */
  counted(provider: ProviderId): number
}

const mostPerSecond = 10
const mostPerMinute = 60

interface Window {
  startedAtMs: number
  admitted: number
}

interface Gauge {
  readonly second: Window
  readonly minute: Window
  flooded: boolean
  counted: number
}

/**
 * At most 10 refusals a second and 60 a minute for each provider. By provider and not by address: behind a tunnel everyone is 127.0.0.1.
 */
export function createFloodGate(): FloodGate {
  const gauges = new Map<ProviderId, Gauge>()

  function gaugeOf(provider: ProviderId): Gauge {
    let gauge = gauges.get(provider)
    if (!gauge) {
      const empty = { startedAtMs: Number.NEGATIVE_INFINITY, admitted: 0 }
      gauges.set(provider, (gauge = { second: { ...empty }, minute: { ...empty }, flooded: false, counted: 0 }))
    }
    return gauge
  }

  return {
    admit(provider, nowMs) {
      const gauge = gaugeOf(provider)
      const waitMs = Math.max(turn(gauge.second, 1000, mostPerSecond, nowMs), turn(gauge.minute, 60_000, mostPerMinute, nowMs))
      if (waitMs === 0) {
        gauge.second.admitted += 1
        gauge.minute.admitted += 1
        // The next flood is worth a line of its own only when a whole minute was quiet enough.
        if (gauge.minute.admitted === 1) gauge.flooded = false
        return { admitted: true }
      }
      gauge.counted += 1
      const isFirst = !gauge.flooded
      gauge.flooded = true
      return { admitted: false, retryAfterSeconds: Math.ceil(waitMs / 1000), isFirst }
    },
    counted: (provider) => gauges.get(provider)?.counted ?? 0,
  }
}

/** Begins a new window when the old one is over. @returns how long to wait for one, in milliseconds; 0: there is room in this one. */
function turn(window: Window, lengthMs: number, most: number, nowMs: number): number {
  // A clock that was set back begins a new window, too: a wait of hours would be the alternative.
  if (nowMs < window.startedAtMs || nowMs - window.startedAtMs >= lengthMs) {
    window.startedAtMs = nowMs
    window.admitted = 0
  }
  return window.admitted < most ? 0 : window.startedAtMs + lengthMs - nowMs
}

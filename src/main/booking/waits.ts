/** For how long somebody waits for a delivery that is still on its way. */
export const longestWaitMs = 15_000
/** After this long whoever asks again waits anew. */
const forgottenAfterMs = 60_000
/** Ids that are waited for at the same time; beyond it the oldest begin anew. */
const mostWaits = 2_000

export interface Waits {
  /** Since when it was asked for, in milliseconds; 0: for the first time. @param id what was asked for, hashed. */
  elapsedMs(id: string): number
}

/** Remembers since when which booking was asked for in vain: a page without a script cannot count how often it was loaded. */
export function createWaits(now: () => number): Waits {
  const begun = new Map<string, number>()

  return {
    elapsedMs(id) {
      const nowMs = now()
      const sinceMs = begun.get(id)
      if (sinceMs !== undefined && nowMs >= sinceMs && nowMs - sinceMs < forgottenAfterMs) return nowMs - sinceMs
      begun.delete(id)
      begun.set(id, nowMs)
      const [oldest] = begun.keys()
      if (begun.size > mostWaits && oldest !== undefined) begun.delete(oldest)
      return 0
    },
  }
}

/** What is asked of steady.ts. */
export interface SteadyOrder {
  readonly port: number
  readonly perSecond: number
  /** Of Smart-Scheduler, in the order in which they are sent. */
  readonly bodies: readonly string[]
}

export interface SteadyResult {
  /** When each was acknowledged, in milliseconds since the epoch, by the clock that a page's `performance` has. */
  readonly acknowledgedAtMs: readonly number[]
}

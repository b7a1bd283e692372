/** What run.ts asks of the load generator. */
export interface LoadOrder {
  readonly port: number
  readonly requests: number
  readonly connections: number
}

export interface LoadResult {
  readonly seconds: number
  /** Answers that were 2xx. */
  readonly accepted: number
  readonly refused: number
  readonly medianUs: number
  readonly p99Us: number
}

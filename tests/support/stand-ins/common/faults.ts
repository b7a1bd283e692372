/** What goes wrong with the next requests that fit, instead of what the provider would answer. */
export interface Fault {
  /** Is looked for in `GET /calendar/v3/users/me/calendarList?maxResults=250`: method, path and query as they arrive. */
  readonly match: RegExp
  /** Null: hangs up without an answer. */
  readonly status: number | null
  readonly headers?: Readonly<Record<string, string>>
  /** Told as JSON, a text as it is; absent: an empty body. */
  readonly body?: unknown
  /** How many requests; 1 unless told. */
  readonly times?: number
  /** How many requests that fit go well before. */
  readonly after?: number
  /** True: the request is carried out, and only its answer is lost. */
  readonly carriesOut?: boolean
}

export interface Faults {
  add(...faults: readonly Fault[]): void
  /** Everything goes well from now on. */
  clear(): void
  /** What goes wrong with this request, which counts as one of `times`; null: nothing. */
  take(requestLine: string): Fault | null
}

export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; skips: number; times: number }[] = []
  return {
    add: (...faults) => waiting.push(...faults.map((fault) => ({ fault, skips: fault.after ?? 0, times: fault.times ?? 1 }))),
    clear: () => void (waiting = []),
    take(requestLine) {
      const found = waiting.find(({ fault }) => fault.match.test(requestLine))
      if (found === undefined) return null
      if (found.skips > 0) {
        found.skips -= 1
        return null
      }
      found.times -= 1
      if (found.times <= 0) waiting = waiting.filter((one) => one !== found)
      return found.fault
    },
  }
}

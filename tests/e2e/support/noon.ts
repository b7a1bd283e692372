const hourMs = 3_600_000

interface Noon {
  readonly timeZone: string
  /** An instant of today there. @param clock `HH:mm` */
  at(clock: string): number
}

/** A zone in which it is between 12:00 and 13:00 at the time of the test's start, whenever that is: all of today lies on one date, there and then. */
export const noon: Noon = noonAt(Date.now())

function noonAt(nowMs: number): Noon {
  const offsetHours = 12 - new Date(nowMs).getUTCHours()
  const day = new Date(nowMs + offsetHours * hourMs).toISOString().slice(0, 10)
  return {
    // The sign is the other way round in these names.
    timeZone: `Etc/GMT${offsetHours > 0 ? '-' : '+'}${Math.abs(offsetHours)}`,
    at: (clock) => Date.parse(`${day}T${clock}:00Z`) - offsetHours * hourMs,
  }
}

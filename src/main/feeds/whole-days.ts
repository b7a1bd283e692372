import { Temporal } from 'temporal-polyfill'

interface Days {
  readonly first: Temporal.PlainDate
  /** The day after the last one. */
  readonly after: Temporal.PlainDate
}

/** No zone takes more than two hours off a day; zones are slow to ask, and few appointments are as long. */
const shortestDayMs = 22 * 3_600_000

/**
 * The days that it fills from midnight to midnight: Google's all-day events are kept as instants. Null: it does not, in none of the zones.
 * By dates and not by 24 hours, which the days on which clocks change do not have.
 */
export function daysOf(
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  timeZones: readonly string[],
): Days | null {
  if (endMs - startMs < shortestDayMs) return null
  for (const timeZone of timeZones) {
    const first = dayAt(startMs, timeZone)
    const after = dayAt(endMs, timeZone)
    if (first !== null && after !== null && Temporal.PlainDate.compare(first, after) < 0) return { first, after }
  }
  return null
}

/** Null: it is not where the day begins, or there is no such zone. */
function dayAt(ms: number, timeZone: string): Temporal.PlainDate | null {
  try {
    const moment = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
    return moment.equals(moment.startOfDay()) ? moment.toPlainDate() : null
  } catch {
    return null
  }
}

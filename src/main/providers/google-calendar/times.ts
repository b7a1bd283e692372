import { Temporal } from 'temporal-polyfill'
import type { GoogleEvent } from './schema.ts'

export interface EventTimes {
  readonly startMs: number
  readonly endMs: number | null
  readonly isAllDay: boolean
}

/**
 * When an event is. A date means the whole day in the calendar's zone, which is 23 or 25 hours long where clocks change; the end is exclusive.
 *
 * @param timeZone the calendar's IANA zone.
 * @returns null: it does not say, or not in a way that can be read.
 */
export function timesOf({ start, end }: GoogleEvent, timeZone: string): EventTimes | null {
  const startMs = instantOf(start, timeZone)
  if (startMs === null) return null
  return { startMs, endMs: instantOf(end, timeZone), isAllDay: typeof start?.dateTime !== 'number' }
}

function instantOf(moment: GoogleEvent['start'], timeZone: string): number | null {
  if (typeof moment?.dateTime === 'number') return moment.dateTime
  if (typeof moment?.date !== 'string') return null
  try {
    return Temporal.PlainDate.from(moment.date).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    return null // No date of the calendar, such as 30 February.
  }
}

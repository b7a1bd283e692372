import { Temporal } from 'temporal-polyfill'

/** The picker speaks in `YYYY-MM-DD HH:mm:ss` without a zone: the office's wall clock. */
export function toWall(ms: number | null, timeZone: string): string | null {
  if (ms === null) return null
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return wall.toString({ smallestUnit: 'second' }).replace('T', ' ')
}

export function fromWall(wall: string | null, timeZone: string): number | null {
  if (wall === null) return null
  return Temporal.PlainDateTime.from(wall.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds
}

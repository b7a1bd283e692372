import { Temporal } from 'temporal-polyfill'

/** A calendar day as `YYYY-MM-DD`, without a zone. */
export type Day = string

/** The zone's calendar day of an instant. */
export const dayOf = kept((ms: number, timeZone): Day => zoned(ms, timeZone).toPlainDate().toString())

/** The instant at which a day begins: not always midnight, some zones skip it when their clocks go forward. */
export const dayStartMs = kept(
  (day: Day, timeZone): number => Temporal.PlainDate.from(day).toZonedDateTime(timeZone).startOfDay().epochMilliseconds,
)

/** The instant at which it ends, which is when the next one begins. */
export const dayEndMs = kept((day: Day, timeZone): number => dayStartMs(addDays(day, 1), timeZone))

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The 31st and its like become the shorter month's last day. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** `firstDayOfWeek`: Sunday is 0. */
export function weekStart(day: Day, firstDayOfWeek: number): Day {
  const { dayOfWeek } = Temporal.PlainDate.from(day)
  return addDays(day, -((dayOfWeek - firstDayOfWeek + 7) % 7))
}

export function monthStart(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

/** Seconds since 00:00 as the clock on the wall shows them; on a day that changes its offset that is not the time elapsed. */
export const wallSeconds = kept((ms: number, timeZone): number => {
  const { hour, minute, second } = zoned(ms, timeZone)
  return hour * 3600 + minute * 60 + second
})

/** True when the clocks show this time twice that day, so that the offset must be told beside it. */
export const isAmbiguous = kept((ms: number, timeZone): boolean => {
  const wall = zoned(ms, timeZone).toPlainDateTime()
  const instantOf = (disambiguation: 'earlier' | 'later'): number => wall.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds
  return instantOf('earlier') !== instantOf('later')
})

const offsetMinutes = kept((ms: number, timeZone): number => zoned(ms, timeZone).offsetNanoseconds / 60e9)

/** `UTC+2`, `UTC+10:30`, `UTC` */
export function offsetText(ms: number, timeZone: string): string {
  const minutes = offsetMinutes(ms, timeZone)
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** True when clocks in both zones show different times at that instant. A zone that nobody knows, as a provider may send, differs from none. */
export function clocksDiffer(ms: number, timeZone: string, other: string | null): boolean {
  if (other === null || !isKnownZone(other)) return false
  return offsetMinutes(ms, timeZone) !== offsetMinutes(ms, other)
}

export function isKnownZone(name: string): boolean {
  try {
    zoned(0, name)
    return true
  } catch {
    return false
  }
}

const mostKept = 10_000

/**
 * A zone's rules are slow to work out, and the cards of a day ask for the same few instants again and again: without what was found before,
 * naming the cards of a full day takes twice as long.
 */
function kept<At extends number | Day, Found>(workOut: (at: At, timeZone: string) => Found): (at: At, timeZone: string) => Found {
  const found = new Map<string, Found>()
  return (at, timeZone) => {
    const key = `${at} ${timeZone}`
    const known = found.get(key)
    if (known !== undefined) return known
    const value = workOut(at, timeZone)
    if (found.size >= mostKept) found.clear()
    found.set(key, value)
    return value
  }
}

function zoned(ms: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
}

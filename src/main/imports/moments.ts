import { Temporal } from 'temporal-polyfill'
import type { DateOrder, RowRemark } from '../../shared/import-words.ts'

/** Where a date stops and a time begins: `21.11.2026 14:00`, `2026-11-21T14:00`, `11/21/2026, 2:00 PM`, `21. Nov. 2026 um 14 Uhr`. */
const betweenPattern = /[\sT,]+(?:um|at|@|-)?\s*(?=\d{1,2}(?:[:.]\d{2}(?!\d)|\s*(?:[ap]\.?m|uhr|h\b)))/iu
const weekdayPattern = /^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zä]*[.,]*\s+/iu
const numericPattern = /^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$/u
const serialPattern = /^(\d{5})(?:[.,](\d+))?$/u

const months = [
  ['jan', 'jän'],
  ['feb'],
  ['mar', 'mär', 'mrz'],
  ['apr'],
  ['may', 'mai'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez'],
]

/**
 * Which order dates such as 03/04/2026 are in, as all of them together show.
 *
 * @returns `null`: there are none that could be read both ways; an example: nobody can tell.
 */
export function orderOf(texts: Iterable<string>): DateOrder | { readonly example: string } | null {
  let example: string | null = null
  let day: string | null = null
  let month: string | null = null
  for (const text of texts) {
    const match = numericPattern.exec(dateTextOf(text))
    // Whoever writes points has the day first.
    if (!match || match[2] === '.') continue
    const [first, second] = [Number(match[1]), Number(match[3])]
    if (first > 12) day = text
    else if (second > 12) month = text
    else if (first !== second) example ??= text
  }
  if (day !== null && month !== null) return { example: example ?? month }
  if (day !== null) return 'dmy'
  if (month !== null) return 'mdy'
  return example === null ? null : { example }
}

function dateTextOf(text: string): string {
  const plain = text.trim().replace(weekdayPattern, '')
  return plain.split(betweenPattern, 1)[0]!.trim()
}

/** True: it has a date and a time. */
export function isMoment(text: string): boolean {
  const plain = text.trim().replace(weekdayPattern, '')
  return readInstant(plain) !== null || (betweenPattern.test(plain) && readDate(plain, 'dmy') !== null) || /^\d{5}[.,]\d+$/u.test(plain)
}

/** A day, in any way in which people and programs of Germany, Britain and America write it. Null: none, or there is no such day. */
export function readDate(text: string, order: DateOrder): Temporal.PlainDate | null {
  const plain = dateTextOf(text)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numeric = numericPattern.exec(plain)
  if (numeric) {
    const [first, second, year] = [Number(numeric[1]), Number(numeric[3]), yearOf(numeric[4]!)]
    return numeric[2] === '.' || order === 'dmy' ? dayOf(year, second, first) : dayOf(year, first, second)
  }
  const serial = serialPattern.exec(plain)
  if (serial) return serialDay(Number(serial[1]))
  const named = /^(\d{1,2})\.?(?:\s+|-)([a-zä]{3,9})\.?(?:\s+|-|,\s*)(\d{4}|\d{2})$/iu.exec(plain)
  if (named) return dayOf(yearOf(named[3]!), monthOf(named[2]!), Number(named[1]))
  const american = /^([a-zä]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(plain)
  return american ? dayOf(Number(american[3]), monthOf(american[1]!), Number(american[2])) : null
}

const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))
const monthOf = (name: string): number => months.findIndex((starts) => starts.some((start) => name.toLowerCase().startsWith(start))) + 1

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1970 || year > 2200) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Days since the last of 1899, as spreadsheet programs count; what lies far off is another number. */
function serialDay(days: number): Temporal.PlainDate | null {
  return days < 25_000 || days > 80_000 ? null : Temporal.PlainDate.from('1899-12-30').add({ days })
}

/** A time of day: `14:00`, `14.00`, `2:00 PM`, `2pm`, `14 Uhr`, `14h30`, `1400`, or a part of a day as spreadsheet programs count. Null: none. */
export function readTime(text: string): Temporal.PlainTime | null {
  const plain = text.trim().toLowerCase()
  const part = /^0?[.,](\d+)$/u.exec(plain)
  // 0.30 is half past midnight to a person, and 0.75 can only be a part of a day.
  if (part && !/^[0-5]\d$/u.test(part[1]!)) return timeOfPart(Number(`0.${part[1]}`))
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(?:uhr|h)?\s*(a\.?m\.?|p\.?m\.?)?(?:\s*uhr)?$/u.exec(plain)
  const bare = /^([01]\d|2[0-3])([0-5]\d)$/u.exec(plain)
  if (bare) return timeOf(Number(bare[1]), Number(bare[2]), 0)
  if (!match) return null
  const [, hour, minute, second, half] = match
  // A number alone is no time.
  if (minute === undefined && half === undefined && !/uhr|h/u.test(plain)) return null
  return timeOf(half === undefined ? Number(hour) : hourOf(Number(hour), half), Number(minute ?? 0), Number(second ?? 0))
}

function hourOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.startsWith('p') ? 12 : 0)
}

function timeOf(hour: number, minute: number, second: number): Temporal.PlainTime | null {
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null
  return new Temporal.PlainTime(hour, minute, second)
}

function timeOfPart(part: number): Temporal.PlainTime {
  const seconds = Math.min(Math.round(part * 86_400), 86_399)
  return new Temporal.PlainTime().add({ seconds })
}

/** With its own zone or offset: then nothing is left to be asked. Null: it has none. */
function readInstant(text: string): number | null {
  if (!/\d[T ]\d{1,2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/iu.test(text)) return null
  // `09:00-10:00` is from when to when, and no zone is further away than 14 hours.
  if (/\d \d{1,2}:\d{2}\s*-\s*\d{2}:\d{2}$|[+-](?:1[5-9]|[2-9]\d):?\d{2}$/u.test(text)) return null
  try {
    // Date.parse would count on from what is no day, and take a date with strokes for an American one.
    return Temporal.Instant.from(text.replace(' ', 'T').replace(/\s+/gu, '')).epochMilliseconds
  } catch {
    return null
  }
}

/** Date and time in one cell. `date`: only the day is told. */
export type Moment =
  | { readonly kind: 'instant'; readonly atMs: number }
  | { readonly kind: 'wall'; readonly at: Temporal.PlainDateTime }
  | { readonly kind: 'date'; readonly on: Temporal.PlainDate }

export function readMoment(text: string, order: DateOrder): Moment | null {
  const plain = text.trim().replace(weekdayPattern, '')
  const atMs = readInstant(plain)
  if (atMs !== null) return { kind: 'instant', atMs }
  const on = readDate(plain, order)
  if (on === null) return null
  const serial = serialPattern.exec(plain)
  if (serial) return serial[2] ? { kind: 'wall', at: on.toPlainDateTime(timeOfPart(Number(`0.${serial[2]}`))) } : { kind: 'date', on }
  const [, timeText, further] = plain.split(betweenPattern)
  if (timeText === undefined) return { kind: 'date', on }
  // From when to when, in one cell: half of it would be lost.
  if (further !== undefined) return null
  const time = readTime(timeText)
  return time === null ? null : { kind: 'wall', at: on.toPlainDateTime(time) }
}

/** Minutes: `30`, `30 min`, `0:30`, `1h 30`, `1,5 h`, `PT30M`. Null: it is none, or none that is longer than nothing. */
export function readDuration(text: string): number | null {
  const plain = text.trim().toLowerCase()
  const clock = /^(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*h)?$/u.exec(plain)
  const minutes = /^(\d{1,4})\s*(?:m|min|mins|minuten?|minutes?|')?\.?$/u.exec(plain)
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|std|hrs?|hours?|stunden?)\.?(?:\s*(\d{1,2})\s*(?:m|min|minuten?|minutes?)?\.?)?$/u.exec(
    plain,
  )
  const iso = /^pt(?:(\d{1,2})h)?(?:(\d{1,4})m)?$/u.exec(plain)
  const told = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : minutes
      ? Number(minutes[1])
      : hours
        ? Number(hours[1]!.replace(',', '.')) * 60 + Number(hours[2] ?? 0)
        : iso
          ? Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0)
          : 0
  return told > 0 ? Math.round(told) : null
}

/** The instant of a time on the clock of a zone, on both days when the clocks are set: a time that they skip is an hour later, of two the earlier. */
export function instantOf(at: Temporal.PlainDateTime, timeZone: string): { readonly atMs: number; readonly remark: RowRemark | null } {
  const earlier = at.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = at.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { atMs: earlier.epochMilliseconds, remark: null }
  if (earlier.toPlainDateTime().equals(at)) return { atMs: earlier.epochMilliseconds, remark: 'repeated-hour' }
  return { atMs: later.epochMilliseconds, remark: 'skipped-hour' }
}

import { html } from 'ghtml'
import { Temporal } from 'temporal-polyfill'
import type { Translate } from '../../shared/messages/translator.ts'
import type { BookingFacts } from './facts.ts'

/*
 * A script writes all of these anew in the browser's zone (assets/page.js): what it needs is in `datetime` and `data-part`, and the options
 * of the formats there are the same as here.
 */

/** Stand for day and time in a sentence until it is escaped; neither is in any text of ours. */
const dayMark = '\u0001'
const timeMark = '\u0002'

type Span = Pick<BookingFacts, 'startMs' | 'endMs' | 'timeZone'>

/** The sentence at the top, as HTML. */
export function headline({ startMs, timeZone, standing, type }: BookingFacts, locale: string, t: Translate): string {
  const name = t(`words.type.${type}`)
  if (startMs === null) return html`${t(`booking.page.timeless.${standing}`, { type: name })}`
  const at = { locale, timeZone, ms: startMs }
  return html`${t(`booking.page.${standing}`, { type: name, day: dayMark, time: timeMark })}`
    .replace(dayMark, timeElement('day', at, { month: 'short', day: 'numeric' }))
    .replace(timeMark, timeElement('clock', at, { hour: 'numeric', minute: '2-digit' }))
}

const whole: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
}
const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }
const hourMs = 3_600_000

function formatOf(locale: string, options: Intl.DateTimeFormatOptions, timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
  return (ms) => format.format(ms)
}

/** Where the clocks change at that time 2:30 may be two times: then each has the name of its zone. */
function rangeText(startMs: number, endMs: number, timeZone: string, locale: string): string {
  const at = (ms: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
  if (at(startMs - hourMs).offset === at(endMs + hourMs).offset)
    return new Intl.DateTimeFormat(locale, { ...whole, timeZone }).formatRange(startMs, endMs)
  const named = { timeZoneName: 'short' } as const
  const isOneDay = at(startMs).toPlainDate().equals(at(endMs).toPlainDate())
  const end = formatOf(locale, { ...(isOneDay ? clock : whole), ...named }, timeZone)(endMs)
  return `${formatOf(locale, { ...whole, ...named }, timeZone)(startMs)} – ${end}`
}

/** The whole date with both ends, as HTML. Empty: not known. */
export function fullTime({ startMs, endMs, timeZone }: Span, locale: string): string {
  if (startMs === null) return ''
  const text = endMs === null || endMs <= startMs ? formatOf(locale, whole, timeZone)(startMs) : rangeText(startMs, endMs, timeZone, locale)
  const until = endMs === null ? '' : new Date(endMs).toISOString()
  return html`<time data-part="whole" datetime="${new Date(startMs).toISOString()}" data-until="${until}">${plainBlanks(text)}</time>`
}

function timeElement(
  part: 'day' | 'clock',
  { locale, timeZone, ms }: { readonly locale: string; readonly timeZone: string; readonly ms: number },
  options: Intl.DateTimeFormatOptions,
): string {
  const text = plainBlanks(new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(ms))
  return html`<time data-part="${part}" datetime="${new Date(ms).toISOString()}">${text}</time>`
}

/** Narrow blanks before AM and PM are missing in many fonts, and read aloud as "unknown". */
function plainBlanks(text: string): string {
  return text.replace(/[\u202f\u2009]/g, ' ')
}

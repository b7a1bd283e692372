import { Temporal } from 'temporal-polyfill'

/** Of an event, or of a zone's summer and winter: what is counted on from. */
const timed = ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate', 'rrule', 'exrule']

/** As ical.js parses it: RFC 7265. */
export type JsonProperty = readonly [name: string, parameters: object, type: string, ...values: unknown[]]

/**
 * A day where a time was announced, as many programs write it: `DTSTART:20261121` for `DTSTART;VALUE=DATE:20261121`, which ical.js cuts
 * into a time without hours.
 */
export function withPlainDays(property: JsonProperty): JsonProperty {
  const [name, parameters, type, ...values] = property
  const isOfDays = values.length > 0 && values.every((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T::$/u.test(value))
  if (!timed.includes(name) || type !== 'date-time' || !isOfDays) return property
  return [name, parameters, 'date', ...values.map((value) => String(value).slice(0, 10))]
}

/**
 * The times of what Outlook calls a whole day, from midnight to midnight, as days.
 *
 * @param properties all of one event.
 */
export function withWholeDays(properties: readonly JsonProperty[]): readonly JsonProperty[] {
  const isWholeDay = properties.some(([name, , , value]) => name === 'x-microsoft-cdo-alldayevent' && /^true$/iu.test(String(value)))
  return isWholeDay ? properties.map(asDays) : properties
}

function asDays(property: JsonProperty): JsonProperty {
  const [name, parameters, type, ...values] = property
  const isMidnight = values.every((value) => typeof value === 'string' && value.endsWith('T00:00:00'))
  if (!timed.includes(name) || type !== 'date-time' || !isMidnight) return property
  return [name, parameters, 'date', ...values.map((value) => String(value).slice(0, 10))]
}

/** True: its letters are written as numbers, as calendars of the nineties did; ical.js would take the numbers for the text. */
export const isQuotedPrintable = ([, parameters]: JsonProperty): boolean =>
  /^quoted-printable$/iu.test(String((parameters as { readonly encoding?: unknown }).encoding))

/** True: it names a day or an hour that there is not, such as 30 February. ical.js would count on, to 2 March. */
export function isImpossible([name, , , ...values]: JsonProperty): boolean {
  return timed.includes(name) && textsOf(values).some((text) => datePattern.test(text) && !exists(text))
}

const datePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z?)?$/u

/** Periods are pairs, rules have an end. */
function textsOf(values: readonly unknown[]): string[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value)) return textsOf(value)
    return typeof value === 'object' && value !== null && 'until' in value ? textsOf([value.until]) : []
  })
}

function exists(text: string): boolean {
  try {
    // The end of a day, as some programs write it.
    Temporal.PlainDateTime.from(text.replace(/T24:00:00/u, 'T00:00:00').replace(/Z$/u, ''), { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

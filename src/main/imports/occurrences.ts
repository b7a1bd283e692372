import ICAL from 'ical.js'
import { mostImportRows, type RowProblem } from '../../shared/import-words.ts'
import { between, later, recurrenceKey, type CalendarMoment, type Times, type Zones } from './calendar-times.ts'
import type { Span } from './read-calendar.ts'

/** A rule that no appointment has, or that nobody can follow. */
export class RuleError extends Error {
  override readonly name = 'RuleError'
}

export interface Occurrence extends Times {
  /** As `recurrenceKey` has it. */
  readonly recurrence: string
}

/** A daily series of fifty years; what goes on longer is a mistake, or malice. */
const mostSteps = mostImportRows

/**
 * The occurrences of a series within the span, by ical.js, on the clock of the series: a weekly appointment keeps its time when the clocks
 * are set.
 *
 * @returns or why its times cannot be told. Throws RuleError.
 */
export function occurrencesOf(component: ICAL.Component, zones: Zones, { fromMs, toMs }: Span): Occurrence[] | RowProblem {
  const times = zones.timesOf(component)
  if (typeof times === 'string') return times
  const startProperty = component.getFirstProperty('dtstart')
  const zone = zones.of(startProperty)
  const first = startProperty?.getFirstValue()
  if (zone === null || !(first instanceof ICAL.Time)) return 'zone'
  const lastsMs = times.end === null ? null : between(times.start, times.end)
  putOnClock(component, (time) => zones.wallOf(time, zone))
  const found: Occurrence[] = []
  const expansion = new ICAL.RecurExpansion({ component, dtstart: zones.wallOf(first, zone) })
  for (let step = 0; step < mostSteps; step += 1) {
    const next = nextOf(expansion)
    if (!next) return found
    const start = zones.momentOf(next, zone)
    const aboutMs = aboutMsOf(start)
    if (aboutMs >= toMs) return found
    if (aboutMs < fromMs) continue
    found.push({ recurrence: recurrenceKey(next), start, end: lastsMs === null ? null : later(start, lastsMs) })
  }
  return found
}

function nextOf(expansion: ICAL.RecurExpansion): ICAL.Time | null {
  try {
    return expansion.next() ?? null
  } catch (cause) {
    throw new RuleError('the rule cannot be followed', { cause })
  }
}

/** The window's edge need not be exact where a time has no zone. */
function aboutMsOf(moment: CalendarMoment): number {
  if (moment.kind === 'instant') return moment.atMs
  return Date.parse(moment.kind === 'wall' ? `${moment.at}Z` : `${moment.on}T00:00:00Z`)
}

/** Ends and exceptions may be told in UTC, while the series goes by a clock: ical.js compares what it is given. */
function putOnClock(component: ICAL.Component, wallOf: (time: ICAL.Time) => ICAL.Time): void {
  for (const property of component.getAllProperties('rrule')) {
    const rule = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) throw new RuleError('no rule')
    if (['SECONDLY', 'MINUTELY', 'HOURLY'].includes(rule.freq)) throw new RuleError('more often than daily')
    if (rule.until) rule.until = wallOf(rule.until)
  }
  for (const name of ['exdate', 'rdate']) {
    for (const property of component.getAllProperties(name)) {
      const values = property.getValues().map((value: unknown) => (value instanceof ICAL.Time ? wallOf(value) : value))
      property.setValues(values)
    }
  }
}

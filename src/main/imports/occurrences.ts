import ICAL from 'ical.js'
import { mostImportRows, type RowProblem } from '../../shared/import-words.ts'
import { between, later, recurrenceKey, type CalendarMoment, type Times, type Zone, type Zones } from './calendar-times.ts'
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

/** From one occurrence on the series goes on otherwise (`RANGE=THISANDFUTURE`). */
export interface Turn {
  /** As `recurrenceKey` has it. */
  readonly from: string
  /** By the clock of the series. */
  readonly by: ICAL.Duration
  readonly lastsMs: number | null
}

/**
 * The occurrences of a series within the span, by ical.js, on the clock of the series: a weekly appointment keeps its time when the clocks
 * are set.
 *
 * @param turns in their order.
 * @returns or why its times cannot be told. Throws RuleError.
 */
export function occurrencesOf(
  component: ICAL.Component,
  { zones, span: { fromMs, toMs }, turns }: { readonly zones: Zones; readonly span: Span; readonly turns: readonly Turn[] },
): Occurrence[] | RowProblem {
  const times = zones.timesOf(component)
  if (typeof times === 'string') return times
  const startProperty = component.getFirstProperty('dtstart')
  const zone = zones.of(startProperty)
  const first = startProperty?.getFirstValue()
  if (zone === null || !(first instanceof ICAL.Time)) return 'zone'
  const ownLastsMs = times.end === null ? null : between(times.start, times.end)
  putOnClock(component, { zones, zone })
  // Beside a rule ical.js counts the start as the first occurrence, beside single days it does not.
  if (!component.hasProperty('rrule')) component.addPropertyWithValue('rdate', first)
  const found = new Map<string, Occurrence>()
  const expansion = new ICAL.RecurExpansion({ component, dtstart: zones.onClock(first, zone, zone) })
  for (let step = 0; step < mostSteps; step += 1) {
    const next = nextOf(expansion)
    if (!next) break
    const recurrence = recurrenceKey(next)
    const turn = turns.findLast(({ from }) => from <= recurrence)
    const start = zones.momentOf(turn ? shifted(next, turn.by) : next, zone)
    const lastsMs = turn ? turn.lastsMs : ownLastsMs
    const aboutMs = aboutMsOf(start)
    if (aboutMs >= toMs) break
    if (aboutMs >= fromMs) found.set(recurrence, { recurrence, start, end: lastsMs === null ? null : later(start, lastsMs) })
  }
  return [...found.values()]
}

function shifted(time: ICAL.Time, by: ICAL.Duration): ICAL.Time {
  const moved = time.clone()
  moved.addDuration(by)
  return moved
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

/** Ends and exceptions may be told in UTC or by another clock than the series': ical.js compares what it is given. */
function putOnClock(component: ICAL.Component, { zones, zone }: { readonly zones: Zones; readonly zone: Zone }): void {
  for (const property of component.getAllProperties('rrule')) {
    const rule = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) throw new RuleError('no rule')
    if (['SECONDLY', 'MINUTELY', 'HOURLY'].includes(rule.freq)) throw new RuleError('more often than daily')
    if (rule.until) rule.until = wholeDay(zones.onClock(rule.until, zone, zone))
  }
  for (const name of ['exdate', 'rdate']) {
    for (const property of component.getAllProperties(name)) {
      const of = zones.of(property)
      const times = property.getValues().map((value: unknown) => (value instanceof ICAL.Period ? value.start : value))
      const values = times.map((value) => (value instanceof ICAL.Time ? zones.onClock(value, of, zone) : value))
      property.setValues(values)
    }
  }
}

/** A day as the end of what has a time: that day is in it, as whoever wrote it meant. */
function wholeDay(until: ICAL.Time): ICAL.Time {
  if (!until.isDate) return until
  return ICAL.Time.fromData({ year: until.year, month: until.month, day: until.day, hour: 23, minute: 59, second: 59 })
}

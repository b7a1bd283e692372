import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { RowProblem } from '../../shared/import-words.ts'
import { between, isUtc, later, recurrenceKey, type CalendarMoment, type Times, type Zone, type Zones } from './calendar-times.ts'
import type { Span } from './read-calendar.ts'
import { asUtc, datesOfRule, RuleError, type RuleReading } from './rule-dates.ts'

export interface Occurrence extends Times {
  /** As `recurrenceKey` has it. */
  readonly recurrence: string
}

/** From one occurrence on the series goes on otherwise (`RANGE=THISANDFUTURE`). */
export interface Turn {
  /** As `recurrenceKey` has it. */
  readonly from: string
  /** By the clock of the series. */
  readonly by: ICAL.Duration
  readonly lastsMs: number | null
}

/**
 * The occurrences of a series within the span, on the clock of the series: a weekly appointment keeps its time when the clocks are set.
 *
 * @param turns in their order.
 * @returns by time, or why its times cannot be told. Throws RuleError.
 */
export function occurrencesOf(
  component: ICAL.Component,
  { zones, span, turns }: { readonly zones: Zones; readonly span: Span; readonly turns: readonly Turn[] },
): Occurrence[] | RowProblem {
  const times = zones.timesOf(component)
  if (typeof times === 'string') return times
  const startProperty = component.getFirstProperty('dtstart')
  const clock = zones.of(startProperty)
  const first = startProperty?.getFirstValue()
  if (clock === null || !(first instanceof ICAL.Time)) return 'zone'
  if (clock === 'floating' && !first.isDate && namesInstants(component)) return 'zone'
  const series: Series = { component, zones, clock, first }
  const ownLastsMs = times.end === null ? null : between(times.start, times.end)
  const lasting = namedDays(series)
  const found: Occurrence[] = []
  for (const recurrence of recurrencesOf(series, [...lasting.keys()], reachOf(span, turns))) {
    const turn = turns.findLast(({ from }) => from <= recurrence)
    const next = timeOfKey(recurrence)
    const start = zones.momentOf(turn ? shifted(next, turn.by) : next, clock)
    const aboutMs = aboutMsOf(start)
    if (aboutMs < span.fromMs || aboutMs >= span.toMs) continue
    const lastsMs = turn ? turn.lastsMs : (lasting.get(recurrence) ?? ownLastsMs)
    found.push({ recurrence, start, end: lastsMs === null ? null : later(start, lastsMs) })
  }
  return found
}

interface Series {
  readonly component: ICAL.Component
  readonly zones: Zones
  readonly clock: Exclude<Zone, null>
  readonly first: ICAL.Time
}

/** RFC 5545, 3.8.5: the start, what the rules say, and the days that are named; without those that are excepted. */
function recurrencesOf(
  { component, zones, clock, first }: Series,
  named: readonly string[],
  reach: Pick<RuleReading, 'from' | 'to'>,
): string[] {
  const rules = rulesOf(component, 'rrule')
  const reading = { ...reach, start: asUtc(first), isWholeDay: first.isDate }
  const datesOf = (rule: ICAL.Recur, isAlone: boolean): string[] | null => {
    if (rule.until) rule.until = wholeDay(zones.onClock(rule.until, clock, clock))
    return datesOfRule(rule, { ...reading, isAlone })?.map((date) => keyOf(date, first.isDate)) ?? null
  }
  const ruled = rules.map((rule) => datesOf(rule, rules.length === 1))
  if (ruled.includes(null)) throw new RuleError('never')
  const all = new Set([recurrenceKey(first), ...ruled.flatMap((dates) => dates ?? []), ...named])
  const exceptedByRule = rulesOf(component, 'exrule').flatMap((rule) => datesOf(rule, false) ?? [])
  const excepted = new Set([...exceptedByRule, ...valuesOf('exdate', { component, zones, clock, first }).map(({ key }) => key)])
  return [...all].filter((key) => !excepted.has(key) && !excepted.has(dayOf(key))).toSorted()
}

function rulesOf(component: ICAL.Component, name: 'rrule' | 'exrule'): ICAL.Recur[] {
  return component.getAllProperties(name).map((property) => {
    const rule = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) throw new RuleError('rule')
    return rule
  })
}

/** True: days of it are excepted or added by an instant, which nobody can find on a clock that is not known. */
function namesInstants(component: ICAL.Component): boolean {
  const values: unknown[] = ['exdate', 'rdate'].flatMap((name) =>
    component.getAllProperties(name).flatMap((property) => property.getValues()),
  )
  return values.some((value) => value instanceof ICAL.Time && isUtc(value))
}

/** The days that are named one by one, and how long what is told with its length lasts, in milliseconds. */
function namedDays(series: Series): ReadonlyMap<string, number | null> {
  return new Map(valuesOf('rdate', series).map(({ key, lastsMs }) => [key, lastsMs]))
}

/** Days and times may be told in UTC or by another clock than that of the series. */
function valuesOf(name: 'exdate' | 'rdate', { component, zones, clock, first }: Series): { key: string; lastsMs: number | null }[] {
  return component.getAllProperties(name).flatMap((property) => {
    const of = zones.of(property)
    return property.getValues().flatMap((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value
      if (!(time instanceof ICAL.Time)) return []
      const key = recurrenceKey(zones.onClock(time, of, clock))
      const lastsMs = value instanceof ICAL.Period ? value.getDuration().toSeconds() * 1000 : null
      return [{ key: first.isDate ? dayOf(key) : name === 'rdate' && time.isDate ? `${key}T${timeOfDay(first)}` : key, lastsMs }]
    })
  })
}

const dayOf = (key: string): string => key.slice(0, 10)
const timeOfDay = (time: ICAL.Time): string => recurrenceKey(time).slice(11)
const keyOf = (date: Temporal.ZonedDateTime, isWholeDay: boolean): string =>
  isWholeDay ? date.toPlainDate().toString() : date.toPlainDateTime().toString({ smallestUnit: 'second' })
const timeOfKey = (key: string): ICAL.Time => (key.length === 10 ? ICAL.Time.fromDateString(key) : ICAL.Time.fromDateTimeString(key))

const dayMs = 24 * 3_600_000

/** Wide enough for every clock, and for what a turn brings in from outside. */
function reachOf({ fromMs, toMs }: Span, turns: readonly Turn[]): Pick<RuleReading, 'from' | 'to'> {
  const widenedMs = Math.max(0, ...turns.map(({ by }) => Math.abs(by.toSeconds() * 1000))) + 2 * dayMs
  const at = (ms: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC')
  return { from: at(fromMs - widenedMs), to: at(toMs + widenedMs) }
}

function shifted(time: ICAL.Time, by: ICAL.Duration): ICAL.Time {
  const moved = time.clone()
  moved.addDuration(by)
  return moved
}

/** The window's edge need not be exact where a time has no zone. */
function aboutMsOf(moment: CalendarMoment): number {
  if (moment.kind === 'instant') return moment.atMs
  return Date.parse(moment.kind === 'wall' ? `${moment.at}Z` : `${moment.on}T00:00:00Z`)
}

/** A day as the end of what has a time: that day is in it, as whoever wrote it meant. */
function wholeDay(until: ICAL.Time): ICAL.Time {
  if (!until.isDate) return until
  return ICAL.Time.fromData({ year: until.year, month: until.month, day: until.day, hour: 23, minute: 59, second: 59 })
}

import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { RowProblem, RowRemark } from '../../shared/import-words.ts'
import { isTimeZone } from '../../shared/time-zone.ts'
import { instantOf } from './moments.ts'
import { windowsZones } from './windows-zones.ts'

/** A time as it can be passed between threads. `wall`: of no zone, so that somebody has to say whose clock is meant. */
export type CalendarMoment =
  | { readonly kind: 'instant'; readonly atMs: number; readonly remark: RowRemark | null }
  | { readonly kind: 'wall'; readonly at: string }
  | { readonly kind: 'date'; readonly on: string }

/** What turns the times of one file into instants. `floating`: of no zone; null: of one that nobody knows. */
export type Zone =
  | { readonly kind: 'iana'; readonly name: string }
  | { readonly kind: 'own'; readonly zone: ICAL.Timezone }
  | 'floating'
  | null

export interface Times {
  readonly start: CalendarMoment
  readonly end: CalendarMoment | null
}

export interface Zones {
  of(property: ICAL.Property | null): Zone
  /** Start and end of an event, or why they cannot be told. */
  timesOf(component: ICAL.Component): Times | RowProblem
  /** Which occurrence an exception is about, on the clock of its series. Null: it does not say. */
  recurrenceOf(component: ICAL.Component, clock: Zone): ICAL.Time | null
  momentOf(time: ICAL.Time, zone: Exclude<Zone, null>): CalendarMoment
  /** A time of one zone, or in UTC, as the clock of another one shows it; a time of no zone, and a day, as they are. */
  onClock(time: ICAL.Time, of: Zone, clock: Zone): ICAL.Time
}

/**
 * Zones are known by their IANA name, by the name that Windows has for them, or by what the file itself says of them.
 *
 * @param definitions the file's VTIMEZONE components.
 */
export function zonesOf(definitions: readonly ICAL.Component[]): Zones {
  const own = new Map<string, ICAL.Component>()
  for (const component of definitions) own.set(String(component.getFirstPropertyValue('tzid')), component)

  function named(tzid: string): Zone {
    const iana = ianaNameOf(tzid)
    if (iana !== null) return { kind: 'iana', name: iana }
    const component = own.get(tzid)
    // Without its hours it would be taken for UTC.
    if (!component?.getAllSubcomponents().some((observance) => observance.hasProperty('tzoffsetto'))) return null
    const location = component.getFirstPropertyValue('x-lic-location')
    if (typeof location === 'string' && isTimeZone(location)) return { kind: 'iana', name: location }
    return { kind: 'own', zone: new ICAL.Timezone({ component, tzid }) }
  }

  const of = (property: ICAL.Property | null): Zone => {
    const time = property?.getFirstValue()
    if (time instanceof ICAL.Time && isUtc(time)) return { kind: 'iana', name: 'UTC' }
    const tzid = property?.getFirstParameter('tzid')
    return tzid ? named(tzid) : 'floating'
  }

  function timeOf(component: ICAL.Component, name: string): CalendarMoment | RowProblem | null {
    const property = component.getFirstProperty(name)
    const time = property?.getFirstValue()
    if (!property || !(time instanceof ICAL.Time)) return null
    const zone = of(property)
    return zone === null ? 'zone' : momentOf(time, zone)
  }

  function timesOf(component: ICAL.Component): Times | RowProblem {
    const start = timeOf(component, 'dtstart')
    if (start === null) return 'no-start'
    if (typeof start === 'string') return start
    const end = timeOf(component, 'dtend')
    if (typeof end === 'string') return end
    if (end !== null) return { start, end }
    const duration = component.getFirstPropertyValue('duration')
    return { start, end: duration instanceof ICAL.Duration ? later(start, duration.toSeconds() * 1000) : null }
  }

  return {
    of,
    timesOf,
    momentOf,
    onClock,
    recurrenceOf(component, clock) {
      const property = component.getFirstProperty('recurrence-id')
      const time = property?.getFirstValue()
      return time instanceof ICAL.Time ? onClock(time, of(property), clock) : null
    },
  }
}

/** The time of an occurrence on the clock of its series. */
export const recurrenceKey = (time: ICAL.Time): string => time.toString().replace(/Z$/u, '')

/** `/freeassociation.sourceforge.net/Europe/Berlin` and the like end with the name. */
function ianaNameOf(tzid: string): string | null {
  const plain = tzid.trim().replace(/^"|"$/gu, '')
  const candidates = [plain, plain.split('/').slice(-2).join('/'), plain.split('/').slice(-3).join('/'), windowsZones[plain]]
  return candidates.find((name) => name !== undefined && name !== '' && isTimeZone(name)) ?? null
}

export const isUtc = (time: ICAL.Time): boolean => time.zone === ICAL.Timezone.utcTimezone

function momentOf(time: ICAL.Time, zone: Exclude<Zone, null>): CalendarMoment {
  if (time.isDate) return { kind: 'date', on: time.toString() }
  if (isUtc(time)) return { kind: 'instant', atMs: time.toUnixTime() * 1000, remark: null }
  if (zone === 'floating') return { kind: 'wall', at: time.toString() }
  if (zone.kind === 'iana') return { kind: 'instant', ...instantOf(Temporal.PlainDateTime.from(time.toString()), zone.name) }
  const zoned = time.clone()
  zoned.zone = zone.zone
  return { kind: 'instant', atMs: zoned.toUnixTime() * 1000, remark: null }
}

function onClock(time: ICAL.Time, of: Zone, clock: Zone): ICAL.Time {
  if (time.isDate || clock === null || clock === 'floating') return time
  if (!isUtc(time) && (of === null || of === 'floating' || isSame(of, clock))) return time
  // In UTC the zone does not count.
  const moment = momentOf(time, of ?? 'floating')
  if (moment.kind !== 'instant') return time
  const instant = Temporal.Instant.fromEpochMilliseconds(moment.atMs)
  if (clock.kind === 'iana')
    return timeOfText(instant.toZonedDateTimeISO(clock.name).toPlainDateTime().toString({ smallestUnit: 'second' }))
  const wall = ICAL.Time.fromJSDate(new Date(moment.atMs), true).convertToZone(clock.zone).clone()
  wall.zone = ICAL.Timezone.localTimezone
  return wall
}

const timeOfText = (text: string): ICAL.Time => ICAL.Time.fromDateTimeString(text)

function isSame(one: Exclude<Zone, null | 'floating'>, other: Exclude<Zone, null | 'floating'>): boolean {
  if (one.kind === 'iana') return other.kind === 'iana' && one.name === other.name
  return other.kind === 'own' && one.zone.tzid === other.zone.tzid
}

/** By the clock where there is no zone, by elapsed time where there is one. */
export function later(moment: CalendarMoment, byMs: number): CalendarMoment {
  if (moment.kind === 'instant') return { kind: 'instant', atMs: moment.atMs + byMs, remark: null }
  if (moment.kind === 'wall') return { kind: 'wall', at: Temporal.PlainDateTime.from(moment.at).add({ milliseconds: byMs }).toString() }
  return {
    kind: 'date',
    on: Temporal.PlainDate.from(moment.on)
      .add({ days: Math.round(byMs / 86_400_000) })
      .toString(),
  }
}

/** Milliseconds from one to the other; null: they are of different kinds. */
export function between(from: CalendarMoment, to: CalendarMoment): number | null {
  if (from.kind === 'instant' && to.kind === 'instant') return to.atMs - from.atMs
  if (from.kind === 'wall' && to.kind === 'wall')
    return Temporal.PlainDateTime.from(from.at)
      .until(Temporal.PlainDateTime.from(to.at))
      .total({ unit: 'milliseconds', relativeTo: '2000-01-01' })
  if (from.kind === 'date' && to.kind === 'date')
    return (
      Temporal.PlainDate.from(from.on).until(Temporal.PlainDate.from(to.on)).total({ unit: 'days', relativeTo: '2000-01-01' }) * 86_400_000
    )
  return null
}

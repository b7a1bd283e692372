import ICAL from 'ical.js'
import { mostImportRows, type RowProblem } from '../../shared/import-words.ts'
import { isImpossible, isQuotedPrintable, withPlainDays, withWholeDays, type JsonProperty } from './calendar-days.ts'
import { between, isUtc, recurrenceKey, zonesOf, type CalendarMoment, type Zone, type Zones } from './calendar-times.ts'
import { UnreadableFileError } from './decode.ts'
import { occurrencesOf, type Turn } from './occurrences.ts'
import { RuleError } from './rule-dates.ts'

export interface CalendarPerson {
  readonly name: string | null
  /** Lower case. */
  readonly email: string | null
}

/** One occurrence of an event, as a calendar tells it. */
export interface CalendarEvent {
  /** Which event of the file, from 1. */
  readonly row: number
  readonly uid: string | null
  /** Of a series: which of its occurrences, by the time it was meant for. */
  readonly recurrence: string | null
  readonly start: CalendarMoment
  /** Null: not told. */
  readonly end: CalendarMoment | null
  readonly title: string | null
  readonly notes: string | null
  readonly location: string | null
  readonly category: string | null
  readonly isTentative: boolean
  readonly organizer: CalendarPerson | null
  /** Without rooms and the organizer. */
  readonly attendees: readonly CalendarPerson[]
}

export interface CalendarProblem {
  readonly row: number
  readonly reason: RowProblem
  readonly text: string
}

export interface ParsedCalendar {
  readonly format: 'ics'
  readonly events: readonly CalendarEvent[]
  readonly problems: readonly CalendarProblem[]
}

/** Of series, what lies in here; single events are taken whenever they are. Half open. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export const isCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR/iu.test(text)

/**
 * The events of an iCalendar text, RFC 5545, series written out. Each event is read by itself, so that one that is broken takes no other down.
 *
 * @throws UnreadableFileError `no-rows` or `too-many-rows`
 */
export function readCalendar(text: string, span: Span): ParsedCalendar {
  const { events: blocks, zones: zoneBlocks, isCutOff } = blocksOf(text)
  if (blocks.length === 0 && !isCutOff) throw new UnreadableFileError('no-rows')
  if (blocks.length > mostImportRows) throw new UnreadableFileError('too-many-rows')
  const zones = zonesOf(zoneBlocks.flatMap((block) => readZone(block) ?? []))
  const isCancelling = /^METHOD:CANCEL\s*$/imu.test(text)
  const problems: CalendarProblem[] = []
  const series = new Map<string, Block[]>()
  for (const [index, block] of blocks.entries()) {
    const row = index + 1
    const found = readBlock(block)
    if (found === null) {
      problems.push({ row, reason: 'event', text: titleIn(block) })
      continue
    }
    const { component, isImpossible: isWrong } = found
    const uid = textOf(component, 'uid')
    const key = uid ?? `without ${row}`
    series.set(key, [...(series.get(key) ?? []), { row, uid, component, isWrong }])
  }
  if (isCutOff) problems.push({ row: blocks.length + 1, reason: 'cut-off', text: '' })
  const events: CalendarEvent[] = []
  for (const same of series.values()) {
    readSeries(same, { zones, span, isCancelling, events, problems })
    if (events.length > mostImportRows) throw new UnreadableFileError('too-many-rows')
  }
  return { format: 'ics', events, problems: problems.toSorted((a, b) => a.row - b.row) }
}

interface Block {
  readonly row: number
  readonly uid: string | null
  readonly component: ICAL.Component
  /** It has a day that there is not. What it is about is left out, too, rather than taken as it was before. */
  readonly isWrong: boolean
}

interface Reading {
  readonly zones: Zones
  readonly span: Span
  /** The file takes back what is in it: RFC 5546, 3.2.5. */
  readonly isCancelling: boolean
  readonly events: CalendarEvent[]
  readonly problems: CalendarProblem[]
}

/** An event with what was said of single occurrences of it; of several versions of one event that with the highest `SEQUENCE`, then the last. */
function readSeries(versions: readonly Block[], { zones, span, isCancelling, events, problems }: Reading): void {
  const same = versions.toSorted((one, other) => sequenceOf(one) - sequenceOf(other))
  const master = same.findLast(({ component }) => !component.hasProperty('recurrence-id'))
  const leave = ({ row, component }: Block, reason: RowProblem): void => {
    problems.push({ row, reason, text: textOf(component, 'summary') ?? '' })
  }
  /** What ical.js stumbles over when it is asked for a value. */
  const readOrLeave = (block: Block, read: () => void): void => {
    try {
      if (block.isWrong) leave(block, 'date')
      else read()
    } catch (error) {
      leave(block, error instanceof RuleError ? error.reason : 'event')
    }
  }
  const take = (
    block: Block,
    recurrence: string | null,
    at: { readonly start: CalendarMoment; readonly end: CalendarMoment | null },
  ): void => {
    if (isCancelling || isCancelled(block)) leave(block, 'cancelled')
    else events.push({ ...describe(block), recurrence, ...at })
  }
  const takeSingle = (block: Block, recurrence: string | null): void => {
    const at = zones.timesOf(block.component)
    if (typeof at === 'string') leave(block, at)
    else take(block, recurrence, at)
  }

  const isOfDays = master?.component.getFirstProperty('dtstart')?.type === 'date'
  const byRecurrence = new Map<string, Block>()
  const turns: (Turn & { readonly block: Block })[] = []
  let isUnplaced = false
  for (const block of same.filter(({ component }) => component.hasProperty('recurrence-id')))
    readOrLeave({ ...block, isWrong: false }, () => {
      const clock = zones.of((master ?? block).component.getFirstProperty('dtstart'))
      const time = zones.recurrenceOf(block.component, clock)
      if (clock === 'floating' && !isOfDays && time && isUtc(time)) isUnplaced = true
      byRecurrence.set(time === null ? '' : isOfDays ? recurrenceKey(time).slice(0, 10) : recurrenceKey(time), block)
      const turn = time && !block.isWrong && turnOf(block, { zones, clock, time })
      if (turn) turns.push({ ...turn, block })
    })
  turns.sort((one, other) => (one.from < other.from ? -1 : 1))

  if (master && !isSeries(master.component)) readOrLeave(master, () => takeSingle(master, null))
  else if (master) {
    if (isCancelling || isCancelled(master)) return leave(master, 'cancelled')
    readOrLeave(master, () => {
      // Whose clock the series is on is asked later: which occurrence an instant means cannot be told.
      if (isUnplaced) return leave(master, 'zone')
      const occurrences = occurrencesOf(master.component, { zones, span, turns })
      if (typeof occurrences === 'string') return leave(master, occurrences)
      let taken = 0
      for (const { recurrence, ...at } of occurrences) {
        // Some programs name the day of an occurrence alone.
        if (byRecurrence.has(recurrence) || byRecurrence.has(recurrence.slice(0, 10))) continue
        const block: Block = turns.findLast(({ from }) => from <= recurrence)?.block ?? master
        if (block !== master && isCancelled(block)) continue
        take(block, recurrence, at)
        taken += 1
      }
      if (taken === 0 && byRecurrence.size === 0) leave(master, 'outside')
    })
  }
  for (const [recurrence, block] of byRecurrence) readOrLeave(block, () => takeSingle(block, recurrence))
}

/** RFC 5545, 3.2.13. Null: it is about one occurrence only, or its own time cannot be told. */
function turnOf(
  { component }: Block,
  { zones, clock, time }: { readonly zones: Zones; readonly clock: Zone; readonly time: ICAL.Time },
): Turn | null {
  const range = component.getFirstProperty('recurrence-id')?.getFirstParameter('range')
  if (range?.toUpperCase() !== 'THISANDFUTURE') return null
  const property = component.getFirstProperty('dtstart')
  const start = property?.getFirstValue()
  const times = zones.timesOf(component)
  if (!(start instanceof ICAL.Time) || typeof times === 'string') return null
  return {
    from: recurrenceKey(time),
    by: zones.onClock(start, zones.of(property ?? null), clock).subtractDate(time),
    lastsMs: times.end === null ? null : between(times.start, times.end),
  }
}

function sequenceOf({ component }: Block): number {
  const told = Number(component.getFirstPropertyValue('sequence'))
  return Number.isFinite(told) ? told : 0
}

const isCancelled = ({ component }: Block): boolean => textOf(component, 'status')?.toUpperCase() === 'CANCELLED'
const isSeries = (component: ICAL.Component): boolean => component.hasProperty('rrule') || component.hasProperty('rdate')

function describe({ row, uid, component }: Block): Omit<CalendarEvent, 'recurrence' | 'start' | 'end'> {
  const organizer = component.getFirstProperty('organizer')
  const host = organizer && personOf(organizer)
  return {
    row,
    uid,
    title: textOf(component, 'summary'),
    notes: textOf(component, 'description'),
    location: textOf(component, 'location') ?? textOf(component, 'x-google-conference') ?? textOf(component, 'url'),
    category: textOf(component, 'categories'),
    isTentative: textOf(component, 'status')?.toUpperCase() === 'TENTATIVE',
    organizer: host,
    attendees: component
      .getAllProperties('attendee')
      .filter((attendee) => !['ROOM', 'RESOURCE'].includes((attendee.getFirstParameter('cutype') || '').toUpperCase()))
      .map(personOf)
      .filter(({ name, email }) => (email !== null || name !== null) && (host === null || email === null || email !== host.email)),
  }
}

function personOf(property: ICAL.Property): CalendarPerson {
  const address =
    /^mailto:(.+)$/iu
      .exec(String(property.getFirstValue() ?? ''))?.[1]
      ?.trim()
      .toLowerCase() ?? null
  const email = address ?? (property.getFirstParameter('email') || null)?.toLowerCase() ?? null
  const name = (property.getFirstParameter('cn') || '').trim()
  // Calendars repeat the address where they know no name.
  return { email, name: name === '' || name.toLowerCase() === email ? null : name }
}

function textOf(component: ICAL.Component, name: string): string | null {
  const text = String(component.getFirstPropertyValue(name) ?? '').trim()
  return text === '' ? null : text
}

interface Blocks {
  readonly events: readonly string[]
  readonly zones: readonly string[]
  readonly isCutOff: boolean
}

/** A line that goes on begins with a blank, so that these marks stand at the beginning of lines only. */
function blocksOf(text: string): Blocks {
  const found = { events: [] as string[], zones: [] as string[] }
  let open: { readonly end: string; readonly into: string[]; readonly lines: string[] } | null = null
  for (const line of text.split(/\r\n|\n|\r/u)) {
    const mark = line.trimEnd().toUpperCase()
    if (open === null) {
      if (mark === 'BEGIN:VEVENT') open = { end: 'END:VEVENT', into: found.events, lines: [line] }
      else if (mark === 'BEGIN:VTIMEZONE') open = { end: 'END:VTIMEZONE', into: found.zones, lines: [line] }
      continue
    }
    open.lines.push(line)
    if (mark !== open.end) continue
    open.into.push(open.lines.join('\r\n'))
    open = null
  }
  return { ...found, isCutOff: open?.into === found.events }
}

/** Null: it cannot be read. */
function readBlock(block: string): { readonly component: ICAL.Component; readonly isImpossible: boolean } | null {
  try {
    const [, , [event]] = parsed(block)
    if (!event) return null
    const [name, properties, parts] = event
    if (properties.some(isQuotedPrintable)) return null
    const timed = withWholeDays(properties.map(withPlainDays))
    return { component: new ICAL.Component([name, timed, parts]), isImpossible: timed.some(isImpossible) }
  } catch {
    return null
  }
}

/** Null: it cannot be read. */
function readZone(block: string): ICAL.Component | null {
  try {
    return new ICAL.Component(parsed(block)).getFirstSubcomponent('vtimezone')
  } catch {
    return null
  }
}

type JsonComponent = [name: string, properties: JsonProperty[], parts: JsonComponent[]]

/** A calendar with it: ical.js declares what it makes of a text as a list of anything. */
const parsed = (block: string): JsonComponent => ICAL.parse(`BEGIN:VCALENDAR\r\n${block}\r\nEND:VCALENDAR`) as JsonComponent

function titleIn(block: string): string {
  return /^SUMMARY[^:\r\n]*:(.*)$/imu.exec(block)?.[1]?.trim() ?? ''
}

import { Temporal } from 'temporal-polyfill'
import type { ImportPlan } from '../../shared/contract/imports.ts'
import type { DateOrder, ImportField, RowRemark } from '../../shared/import-words.ts'
import type { TypeRule } from '../../shared/settings.ts'
import { appointmentTypeOf } from '../ingest/type-rules.ts'
import {
  candidateOf,
  RowError,
  type AppointmentCandidate,
  type Candidate,
  type CandidateHost,
  type ClientCandidate,
  type Problem,
} from './candidate.ts'
import { instantOf, orderOf, readDate, readDuration, readMoment, readTime } from './moments.ts'
import type { ParsedTable, TableRow } from './read-table.ts'
import { clientOf, emailOf, lineOf, linesOf, locationOf, stageOf, statusOf, typeOf } from './texts.ts'

type Cells = Readonly<Partial<Record<ImportField, string>>>

export interface Reading {
  readonly plan: ImportPlan
  readonly typeRules: readonly TypeRule[]
}

const dated: readonly ImportField[] = ['start', 'date', 'end', 'endDate']

/** Which order the dates of the chosen columns are in; an example, where nobody can tell. */
export function dateOrderOf(
  { rows }: ParsedTable,
  { columns, hasHeader, dateOrder, kind }: ImportPlan,
): DateOrder | { readonly example: string } {
  if (dateOrder !== null) return dateOrder
  if (kind === 'clients') return 'dmy'
  const places = columns.flatMap((field, index) => (field !== null && dated.includes(field) ? [index] : []))
  return orderOf(dates(rows.slice(hasHeader ? 1 : 0), places)) ?? 'dmy'
}

function* dates(rows: readonly TableRow[], places: readonly number[]): Generator<string> {
  for (const { cells } of rows) for (const place of places) yield cells[place] ?? ''
}

/** What each row below the header tells, or why it cannot be read. */
export function* tableCandidates(table: ParsedTable, { plan, typeRules }: Reading, order: DateOrder): Generator<Candidate | Problem> {
  const header = plan.hasHeader ? table.rows[0] : undefined
  for (const row of table.rows.slice(plan.hasHeader ? 1 : 0)) {
    const read = plan.kind === 'clients' ? readClient : readAppointment
    yield candidateOf(row.row, () => read(row.row, cellsOf(row, plan, header), { plan, typeRules, order }))
  }
  if (table.brokenRow !== null) yield { kind: 'problem', row: table.brokenRow, field: null, reason: 'quotes', text: '' }
}

/** @throws RowError: a cell behind the last column has something in it, so that a separator is inside a value and all is shifted. */
function cellsOf({ cells }: TableRow, { columns }: ImportPlan, header: TableRow | undefined): Cells {
  const surplus = cells.slice(Math.max(columns.length, header?.cells.length ?? 0)).find((cell) => cell !== '')
  if (surplus !== undefined) throw new RowError('more-cells', null, surplus)
  return Object.fromEntries(columns.flatMap((field, index) => (field === null ? [] : [[field, cells[index] ?? '']])))
}

interface RowReading extends Reading {
  readonly order: DateOrder
}

function readClient(row: number, cells: Cells): ClientCandidate {
  const client = clientOf(cells)
  if (client === null) throw new RowError('no-name', 'name')
  return { kind: 'client', row, client, notes: linesOf('notes', cells.notes ?? ''), stage: stageOf(cells.stage ?? '') }
}

const longestMs = 24 * 3_600_000
/** Of an end without a day, before its start: what is longer is a slip of the pen, and no night. */
const longestNightMs = 12 * 3_600_000

function readAppointment(row: number, cells: Cells, { plan, typeRules, order }: RowReading): AppointmentCandidate {
  const remarks: RowRemark[] = []
  const start = startOf(cells, order)
  const startMs = instant(start, plan.timeZone, remarks)
  const endMs = endOf(cells, { start, startMs, plan, order, remarks })
  if (endMs <= startMs) throw new RowError('end-before-start', 'end', cells.end ?? cells.endTime ?? '')
  if (endMs - startMs > longestMs) throw new RowError('too-long', 'end', cells.end ?? cells.endDate ?? cells.duration ?? '')
  const title = lineOf('title', cells.title ?? '')
  const providerType = lineOf('type', cells.type ?? '')
  return {
    kind: 'appointment',
    row,
    startMs,
    endMs,
    title,
    providerType,
    type:
      (providerType === null ? plan.type : typeOf(providerType)) ??
      appointmentTypeOf(typeRules, 'manual', { providerType: providerType ?? title, providerTypeSlug: null }),
    host: hostOf(cells),
    client: clientOf(cells),
    location: locationOf(lineOf('location', cells.location ?? '')),
    notes: linesOf('notes', cells.notes ?? ''),
    status: statusOf(cells.status ?? ''),
    uid: null,
    recurrence: null,
    remarks,
  }
}

export type Wall = { readonly kind: 'instant'; readonly atMs: number } | { readonly kind: 'wall'; readonly at: Temporal.PlainDateTime }

function instant(moment: Wall, timeZone: string, remarks: RowRemark[]): number {
  if (moment.kind === 'instant') return moment.atMs
  const { atMs, remark } = instantOf(moment.at, timeZone)
  if (remark !== null) remarks.push(remark)
  return atMs
}

function startOf(cells: Cells, order: DateOrder): Wall {
  const [start, date, time] = [cells.start ?? '', cells.date ?? '', cells.time ?? '']
  if (start === '' && date === '') throw new RowError(time === '' ? 'no-start' : 'no-date', cells.date === undefined ? 'start' : 'date')
  const field = start === '' ? 'date' : 'start'
  const text = start === '' ? date : start
  const moment = readMoment(text, order)
  if (moment === null) throw new RowError('date', field, text)
  // Spreadsheet programs write a day with midnight into a column of days.
  if (moment.kind !== 'date' && time === '') return moment
  if (time === '') throw new RowError('no-time', cells.time === undefined ? field : 'time', text)
  if (moment.kind === 'instant') return moment
  return { kind: 'wall', at: (moment.kind === 'date' ? moment.on : moment.at.toPlainDate()).toPlainDateTime(timeOf('time', time)) }
}

interface Beginning {
  readonly start: Wall
  readonly startMs: number
  readonly plan: ImportPlan
  readonly order: DateOrder
  readonly remarks: RowRemark[]
}

/** A time alone is of the day of the start, or where it is earlier of the next one, as long as that is one night. */
function endOf(cells: Cells, { start, startMs, plan, order, remarks }: Beginning): number {
  const [end, endDate, endTime, duration] = [cells.end ?? '', cells.endDate ?? '', cells.endTime ?? '', cells.duration ?? '']
  const startAt =
    start.kind === 'wall'
      ? start.at
      : Temporal.Instant.fromEpochMilliseconds(start.atMs).toZonedDateTimeISO(plan.timeZone).toPlainDateTime()
  if (end !== '' && readTime(end) === null) {
    const moment = readMoment(end, order)
    if (moment === null || moment.kind === 'date') throw new RowError('date', 'end', end)
    return instant(moment, plan.timeZone, [])
  }
  const timeText = end === '' ? endTime : end
  if (timeText !== '') {
    const time = timeOf(end === '' ? 'endTime' : 'end', timeText)
    const on = endDate === '' ? null : readDate(endDate, order)
    if (on === null && endDate !== '') throw new RowError('date', 'endDate', endDate)
    const sameDay = (on ?? startAt.toPlainDate()).toPlainDateTime(time)
    const nextDay = sameDay.add({ days: 1 })
    const isNextDay = on === null && sameDay.until(startAt).sign > 0 && startAt.until(nextDay).total('milliseconds') <= longestNightMs
    return instant({ kind: 'wall', at: isNextDay ? nextDay : sameDay }, plan.timeZone, [])
  }
  if (duration !== '') {
    const minutes = readDuration(duration)
    if (minutes === null) throw new RowError('duration', 'duration', duration)
    return startMs + minutes * 60_000
  }
  if (cells.end !== undefined || cells.endTime !== undefined || cells.duration !== undefined) remarks.push('no-end')
  return startMs + plan.minutes * 60_000
}

function timeOf(field: ImportField, text: string): Temporal.PlainTime {
  const time = readTime(text)
  if (time !== null) return time
  // A spreadsheet program may write the day of nothing before a time.
  const moment = readMoment(text, 'dmy')
  if (moment?.kind === 'wall') return moment.at.toPlainTime()
  throw new RowError('time', field, text)
}

function hostOf(cells: Cells): CandidateHost | null {
  const name = lineOf('host', cells.host ?? '')
  const email = emailOf('hostEmail', cells.hostEmail ?? '')
  if (email !== null) return { key: email, name, email }
  if (name === null) return null
  const inName = /^(.*)<([^<>\s]+@[^<>\s]+)>$/u.exec(name) ?? /^()(\S+@\S+\.\S+)$/u.exec(name)
  if (!inName) return { key: name.toLowerCase(), name, email: null }
  const address = emailOf('host', inName[2]!)
  return { key: address ?? name.toLowerCase(), name: inName[1]!.trim() || null, email: address }
}

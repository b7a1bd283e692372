import type { AppointmentCounter, CountedAppointment, CountedCursor, Interval, Part } from '../../shared/contract/overview.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'
import { prepared, type ReadDb } from './db.ts'

/*
 * What the overview counts of appointments. A number and its list are made of the same text, so that one can never tell something else
 * than the other.
 */

const stands = `status IN ('scheduled', 'arrived', 'completed')`

/** Whose appointment it is: of several hosts the first one, so that hosts add up to the whole. */
export const firstHost = `json_extract(host_ids, '$[0]')`

/** A request that was never booked and was turned down. What was booked once is cancelled, whatever the provider calls it. */
const declined = `booked_at_ms IS NULL AND EXISTS (SELECT 1 FROM appointment_states AS s
  WHERE s.appointment_id = appointments.id AND json_extract(s.state, '$.cancellation.declined') = 1)`

/** One booking that two sources tell of is counted once, as the one that leads tells it. */
const forItself = `origin = 'real' AND led_by IS NULL`

const happenings = {
  /** A successor of a reschedule carries the first booking's time; what it replaced is not another booking. */
  booked: { at: 'booked_at_ms', where: `${forItself} AND status NOT IN ('pending', 'superseded')` },
  ended: { at: 'ended_at_ms', where: `${forItself} AND status = 'cancelled' AND NOT (${declined})` },
  due: { at: 'start_ms', where: `${forItself} AND status IN ('no_show', 'arrived', 'completed')` },
} as const

const hasValue = 'type IN (SELECT value FROM json_each(@valuedTypes))'

const counters = {
  booked: { of: happenings.booked, which: 'TRUE' },
  standing: { of: happenings.booked, which: stands },
  valued: { of: happenings.booked, which: `${stands} AND ${hasValue}` },
  unvalued: { of: happenings.booked, which: `${stands} AND NOT ${hasValue}` },
  cancelled: { of: happenings.ended, which: 'TRUE' },
  due: { of: happenings.due, which: 'TRUE' },
  noShows: { of: happenings.due, which: `status = 'no_show'` },
  came: { of: happenings.due, which: `status <> 'no_show'` },
} as const satisfies Record<AppointmentCounter, unknown>

/** What was counted of one source, type and host together. */
export interface AppointmentCell {
  readonly source: Source
  readonly type: AppointmentType
  readonly hostId: number | null
  readonly booked: number
  readonly standing: number
  readonly cancelled: number
  readonly noShows: number
  readonly came: number
}

const during = (at: string) => `${at} >= @startMs AND ${at} < @endMs`

function tallySql({ at, where }: { at: string; where: string }, counted: Partial<Record<keyof AppointmentCell, string>>): string {
  const names = ['booked', 'standing', 'cancelled', 'noShows', 'came'] as const
  const sums = names.map((name) => `${counted[name] === undefined ? '0' : `sum(${counted[name]})`} AS ${name}`)
  return `SELECT source, type, ${firstHost} AS hostId, ${sums.join(', ')} FROM appointments WHERE ${during(at)} AND ${where} GROUP BY 1, 2, 3`
}

const tallies = [
  tallySql(happenings.booked, { booked: counters.booked.which, standing: counters.standing.which }),
  tallySql(happenings.ended, { cancelled: counters.cancelled.which }),
  tallySql(happenings.due, { noShows: counters.noShows.which, came: counters.came.which }),
]

/** Real appointments only; a cell may come several times, for adding up. What the counters mean is said at `tallySchema`. */
export function tallyAppointments(db: ReadDb, { startMs, endMs }: Interval): AppointmentCell[] {
  return tallies.flatMap((sql) => prepared<AppointmentCell>(db, sql).all({ startMs, endMs }))
}

const partSql = {
  source: 'source IS @part',
  type: 'type IS @part',
  host: `${firstHost} IS @part`,
} as const satisfies Record<Part['by'], string>

/** The value that `partSql` and its like compare with. */
export function valueOf(part: Part): string | number | null {
  if (part.by === 'host') return part.hostId
  return part.by === 'source' ? part.source : part.type
}

export interface CountedPage<Row> {
  readonly rows: Row[]
  readonly total: number
  readonly nextCursor: CountedCursor | null
}

export interface Asked {
  readonly interval: Interval
  readonly part: Part | null
  /** Of the last row of the page before; null: the first page. */
  readonly cursor: CountedCursor | null
  readonly limit: number
}

/** What one of the counters counts, newest first. @param valuedTypes those that have a value in the settings; the rows come without it. */
export function listCountedAppointments(
  db: ReadDb,
  counter: AppointmentCounter,
  { interval, part, cursor, limit }: Asked,
  valuedTypes: readonly AppointmentType[],
): CountedPage<Omit<CountedAppointment, 'value'>> {
  const { of, which } = counters[counter]
  const fits = `FROM appointments WHERE ${during(of.at)} AND ${of.where} AND ${which}${part === null ? '' : ` AND ${partSql[part.by]}`}`
  const values = { ...interval, valuedTypes: JSON.stringify(valuedTypes), part: part === null ? null : valueOf(part) }
  const rows = prepared<Omit<CountedAppointment, 'value'>>(
    db,
    `SELECT id, ${of.at} AS atMs, source, type, status, start_ms AS startMs, client_label AS clientLabel, host_label AS hostLabel
     ${fits} AND (${of.at}, id) < (@atMs, @id) ORDER BY ${of.at} DESC, id DESC LIMIT @limit`,
  ).all({ ...values, ...(cursor ?? fromTheNewest), limit: limit + 1 })
  const total = prepared<{ total: number }>(db, `SELECT count(*) AS total ${fits}`).get(values)!.total
  return pageOf(rows, limit, total)
}

/** Before every row. */
export const fromTheNewest: CountedCursor = { atMs: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }

/** @param rows one more than the limit, if there are more */
export function pageOf<Row extends CountedCursor>(rows: readonly Row[], limit: number, total: number): CountedPage<Row> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, total, nextCursor: rows.length > limit && last ? { atMs: last.atMs, id: last.id } : null }
}

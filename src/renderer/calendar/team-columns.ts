import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { t } from '../ui/t.tsx'
import type { MarkedSlot, Move } from './editing.ts'
import { addDays, dayEndMs, dayStartMs, wallSeconds } from './office-days.ts'
import type { Day } from './office-days.ts'
import { movedOnTheWall, resizedOnTheWall, slotAt } from './slots.ts'
import type { WallDelta } from './slots.ts'
import { spanOf } from './span.ts'

/** One column of the Team view. The grid knows only days, so each column is a made-up one, in a zone without daylight saving. */
export interface TeamColumn {
  readonly key: string
  /** Null: the column of appointments that name no host. */
  readonly hostId: number | null
  readonly name: string
  readonly detail: string | null
  readonly madeUpDay: Day
}

/** An appointment as it lies in one column. `start` and `end` are wall-clock times of the made-up day, `YYYY-MM-DDTHH:mm:ss`. */
export interface TeamPlace {
  /** Unique in the grid: an appointment with two hosts lies in two columns. */
  readonly key: string
  readonly card: AppointmentCard
  readonly start: string
  readonly end: string
}

/** The first of the made-up days: far from any day that somebody looks at, so that none of them is ever "today". */
export const firstMadeUpDay: Day = '2001-01-01'

export const noHostKey = 'none'

/**
 * One column a member, in the order in which they are given, which is the office's own, so that a member stays in the same place from day
 * to day. Who is not active has one only on days on which they have appointments. The column for appointments without a host stands
 * last, and only when there are any.
 */
export function teamColumns(
  hosts: readonly Host[],
  cardsOfDay: readonly Pick<AppointmentCard, 'hostIds'>[],
): Omit<TeamColumn, 'madeUpDay'>[] {
  const busy = new Set(cardsOfDay.flatMap(({ hostIds }) => hostIds))
  const members = hosts
    .filter(({ id, active }) => active || busy.has(id))
    .map((host) => ({ key: String(host.id), hostId: host.id, name: hostName(host), detail: host.role }))
  const hasHostless = cardsOfDay.some(({ hostIds }) => hostIds.length === 0)
  return hasHostless ? [...members, { key: noHostKey, hostId: null, name: t('calendar.noHost'), detail: null }] : members
}

/** The columns of one page, each with its made-up day. `page` starts at 0 and is brought into range. */
export function pageOfColumns(
  columns: readonly Omit<TeamColumn, 'madeUpDay'>[],
  page: number,
  pageSize: number,
): { columns: TeamColumn[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(columns.length / pageSize))
  const inRange = Math.min(Math.max(page, 0), pages - 1)
  const shown = columns.slice(inRange * pageSize, (inRange + 1) * pageSize)
  return { columns: shown.map((column, index) => ({ ...column, madeUpDay: addDays(firstMadeUpDay, index) })), page: inRange, pages }
}

/**
 * Where a day's appointments lie in the columns: by the clock on the office's wall, clipped to the day. An appointment of several hosts
 * lies in each of their columns; one whose hosts are all on other pages lies nowhere.
 */
export function placeInColumns(cards: readonly AppointmentCard[], day: Day, timeZone: string, columns: readonly TeamColumn[]): TeamPlace[] {
  return cards.flatMap((card) => {
    const hours = hoursOnDay(card, day, timeZone)
    if (!hours) return []
    return columns
      .filter((column) => (column.hostId === null ? card.hostIds.length === 0 : card.hostIds.includes(column.hostId)))
      .map((column) => ({
        key: placeKey(card, column),
        card,
        start: wallClock(column.madeUpDay, hours.startSeconds),
        end: wallClock(column.madeUpDay, hours.endSeconds),
      }))
  })
}

/** Of a wall-clock time on a made-up day. */
export function wallClock(madeUpDay: Day, seconds: number): string {
  const [day, rest] = seconds >= secondsOfDay ? [addDays(madeUpDay, 1), seconds - secondsOfDay] : [madeUpDay, seconds]
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${day}T${part(rest / 3600)}:${part((rest / 60) % 60)}:${part(rest % 60)}`
}

const secondsOfDay = 86_400

/** Wall-clock seconds since 00:00 between which an appointment lies on a day, at most 24:00; null when it does not touch the day. */
export function hoursOnDay(
  card: Pick<AppointmentCard, 'startMs' | 'endMs'>,
  day: Day,
  timeZone: string,
): { startSeconds: number; endSeconds: number } | null {
  if (!touchesDay(card, day, timeZone)) return null
  const { startMs, endMs } = spanOf(card)
  const startSeconds = startMs >= dayStartMs(day, timeZone) ? wallSeconds(startMs, timeZone) : 0
  if (endMs >= dayEndMs(day, timeZone)) return { startSeconds, endSeconds: secondsOfDay }
  const endSeconds = wallSeconds(endMs, timeZone)
  if (endSeconds > startSeconds) return { startSeconds, endSeconds }
  // The clocks went back meanwhile and the end reads no later than the start: drawn as long as it takes.
  return { startSeconds, endSeconds: Math.min(startSeconds + (endMs - startMs) / 1000, secondsOfDay) }
}

/** True when some of an appointment lies on the day. */
export function touchesDay(card: Pick<AppointmentCard, 'startMs' | 'endMs'>, day: Day, timeZone: string): boolean {
  const { startMs, endMs } = spanOf(card)
  return startMs < dayEndMs(day, timeZone) && endMs > dayStartMs(day, timeZone)
}

/** What a member is called on screen. */
export function hostName(host: Pick<Host, 'id' | 'name' | 'email'>): string {
  return host.name ?? host.email ?? t('calendar.hostNumber', { id: host.id })
}

/** True when a stretch of made-up time lies within one column; 24:00 still belongs to the column that it ends. */
export function isInOneColumn({ start, end }: { start: Date; end: Date }): boolean {
  return madeUpDayOf(start) === madeUpDayOf(new Date(end.getTime() - 1))
}

/** What was marked in a column, on the day that is shown. @throws when no column has that made-up day */
export function slotInColumns(
  { start, end }: { start: Date; end: Date },
  day: Day,
  timeZone: string,
  columns: readonly TeamColumn[],
): MarkedSlot {
  const column = columnOf(columns, start)
  const dayStart = Date.parse(column.madeUpDay)
  return { ...slotAt(day, (start.getTime() - dayStart) / 1000, (end.getTime() - dayStart) / 1000, timeZone), hostId: column.hostId }
}

/** Where a card was dropped: `delta.days` columns to the right of where it was taken, so much later on the wall's clock. */
export function moveInColumns({ key, card }: TeamPlace, delta: WallDelta, timeZone: string, columns: readonly TeamColumn[]): Move {
  const span = movedOnTheWall(card, { days: 0, seconds: delta.seconds }, timeZone)
  const column = columns[columns.findIndex((each) => key === placeKey(card, each)) + delta.days]
  return delta.days === 0 || !column ? { card, ...span } : { card, ...span, hostId: column.hostId }
}

/** A card whose lower edge was drawn. */
export function resizeInColumns({ card }: TeamPlace, delta: WallDelta, timeZone: string): Move {
  // A lower edge at 24:00 is the next made-up day's beginning: here days are hours.
  return { card, ...resizedOnTheWall(card, { days: 0, seconds: delta.days * secondsOfDay + delta.seconds }, timeZone) }
}

/** The column of a made-up time. @throws when there is none */
export function columnOf(columns: readonly TeamColumn[], date: Date): TeamColumn {
  const madeUpDay = madeUpDayOf(date)
  const column = columns.find((each) => each.madeUpDay === madeUpDay)
  if (!column) throw new Error(`No column has the made-up day ${madeUpDay}; there are ${columns.length}.`)
  return column
}

function madeUpDayOf(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

function placeKey(card: AppointmentCard, column: TeamColumn): string {
  return `${card.id}@${column.key}`
}

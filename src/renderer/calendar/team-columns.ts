import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { addDays, dayOf, dayStartMs, wallSeconds } from './office-days.ts'
import type { Day } from './office-days.ts'
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
 * One column a member, in the order of their names, so that a member stays in the same place from day to day. The column for
 * appointments without a host stands last, and only when there are any.
 */
export function teamColumns(hosts: readonly Host[], hasHostless: boolean): Omit<TeamColumn, 'madeUpDay'>[] {
  const members = hosts
    .map((host) => ({ key: String(host.id), hostId: host.id, name: nameOf(host), detail: host.role }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }) || a.hostId - b.hostId)
  return hasHostless ? [...members, { key: noHostKey, hostId: null, name: 'No host', detail: null }] : members
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
        key: `${card.id}@${column.key}`,
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
  const { startMs, endMs } = spanOf(card)
  if (startMs >= dayStartMs(addDays(day, 1), timeZone) || endMs <= dayStartMs(day, timeZone)) return null
  const startSeconds = dayOf(startMs, timeZone) === day ? wallSeconds(startMs, timeZone) : 0
  if (dayOf(endMs, timeZone) !== day) return { startSeconds, endSeconds: secondsOfDay }
  const endSeconds = wallSeconds(endMs, timeZone)
  if (endSeconds > startSeconds) return { startSeconds, endSeconds }
  // The clocks went back meanwhile and the end reads no later than the start: drawn as long as it takes.
  return { startSeconds, endSeconds: Math.min(startSeconds + (endMs - startMs) / 1000, secondsOfDay) }
}

function nameOf(host: Host): string {
  return host.name ?? host.email ?? `Host ${host.id}`
}

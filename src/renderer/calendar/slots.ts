import { Temporal } from 'temporal-polyfill'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { dayOf } from './office-days.ts'
import type { Day } from './office-days.ts'
import { spanOf } from './span.ts'

/** The grids' step: what a click marks, and the least that an appointment is moved or made longer by. */
export const stepMs = 15 * 60_000

/** Instants, half open. */
export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** Seconds of the clock on the wall, days apart from them: a day is not always 24 hours. */
export interface WallDelta {
  readonly days: number
  readonly seconds: number
}

/**
 * The stretch of a day that somebody marked by the clock on the wall, seconds since 00:00, at most 24:00. Where the clocks show an hour
 * twice, the pair of instants is taken that is as far apart as what was marked; else the earlier one of each.
 */
export function slotAt(day: Day, startSeconds: number, endSeconds: number, timeZone: string): Span {
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime()
  const starts = instantsOf(midnight.add({ seconds: startSeconds }), timeZone)
  const ends = instantsOf(midnight.add({ seconds: endSeconds }), timeZone)
  const markedMs = (endSeconds - startSeconds) * 1000
  const pairs = starts.flatMap((startMs) => ends.map((endMs) => ({ startMs, endMs }))).filter(({ startMs, endMs }) => endMs > startMs)
  const [startMs] = starts
  // Both in the hour that the clocks skip: what was marked begins after it.
  return pairs.find((pair) => pair.endMs - pair.startMs === markedMs) ?? pairs[0] ?? { startMs, endMs: startMs + markedMs }
}

/** The instant whose clock shows that much more; of two such instants the one that is as far away as it looks. */
export function shiftedOnTheWall(ms: number, { days, seconds }: WallDelta, timeZone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime().add({ days, seconds })
  const wantedMs = ms + (days * 86_400 + seconds) * 1000
  return instantsOf(wall, timeZone).toSorted((a, b) => Math.abs(a - wantedMs) - Math.abs(b - wantedMs))[0]!
}

/** Another time on the wall's clock, and the same length. */
export function movedOnTheWall(card: Pick<AppointmentCard, 'startMs' | 'endMs'>, delta: WallDelta, timeZone: string): Span {
  const { startMs, endMs } = spanOf(card)
  const movedMs = shiftedOnTheWall(startMs, delta, timeZone)
  return { startMs: movedMs, endMs: movedMs + (endMs - startMs) }
}

/** The same start, and an end that the wall's clock shows so much later; never less than one step long. */
export function resizedOnTheWall(card: Pick<AppointmentCard, 'startMs' | 'endMs'>, delta: WallDelta, timeZone: string): Span {
  const { startMs, endMs } = spanOf(card)
  return { startMs, endMs: Math.max(shiftedOnTheWall(endMs, delta, timeZone), startMs + stepMs) }
}

/** What a whole day means that somebody clicked: the next quarter of an hour where it is today, else nine in the morning; one step long. */
export function slotOnDay(day: Day, nowMs: number, timeZone: string): Span {
  const startMs = dayOf(nowMs, timeZone) === day ? nextQuarter(nowMs) : slotAt(day, morningSeconds, morningSeconds + 3600, timeZone).startMs
  return { startMs, endMs: startMs + stepMs }
}

const morningSeconds = 9 * 3600

/** The first full quarter of an hour at or after an instant. Every zone's offset is a multiple of it. */
export function nextQuarter(ms: number): number {
  return Math.ceil(ms / stepMs) * stepMs
}

/** When clocks show this: two instants where they go back, the one after the gap where they skip it, else one. Never empty. */
function instantsOf(wall: Temporal.PlainDateTime, timeZone: string): [number, ...number[]] {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation })) as [
    Temporal.ZonedDateTime,
    Temporal.ZonedDateTime,
  ]
  if (earlier.epochMilliseconds === later.epochMilliseconds || !earlier.toPlainDateTime().equals(wall)) return [later.epochMilliseconds]
  return [earlier.epochMilliseconds, later.epochMilliseconds]
}

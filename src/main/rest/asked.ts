import { Temporal } from 'temporal-polyfill'
import { longestRangeDays, restLimit, type AppointmentQuery } from '../../shared/contract/rest-schemas.ts'
import type { AppointmentsAsked, Place } from '../store/rest-appointments.ts'
import { wrongField } from './refusal.ts'

const usualDays = 30
const longestMs = longestRangeDays * 86_400_000
/** One of the days on the office's clock may have so much more. */
const longerDayMs = 3_600_000

/**
 * What a list is asked for, from its parameters.
 *
 * @param timeZone the office's: its days are meant.
 * @throws ORPCError INVALID_PARAMETER
 */
export function appointmentsAsked(input: AppointmentQuery, timeZone: string, nowMs: number): AppointmentsAsked {
  const { client, updatedSince, cursor, limit = restLimit.usual } = input
  const updatedSinceMs = updatedSince === undefined ? null : instantMs(updatedSince)
  return {
    ...rangeOf(input, timeZone, nowMs),
    sources: listOf(input.source),
    types: listOf(input.type),
    statuses: listOf(input.status),
    hosts: listOf(input.host),
    clientId: client ?? null,
    updatedSinceMs,
    after: cursor === undefined ? null : placeOf(cursor, updatedSinceMs === null ? 'start' : 'change'),
    limit,
  }
}

function rangeOf(
  { startDate, endDate, updatedSince }: AppointmentQuery,
  timeZone: string,
  nowMs: number,
): Pick<AppointmentsAsked, 'startMs' | 'endMs'> {
  const dayOf = (ms: number): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate()
  const beginOf = (day: Temporal.PlainDate): number => day.toZonedDateTime({ timeZone }).epochMilliseconds
  const startOf = (text: string): number => (isDay(text) ? beginOf(Temporal.PlainDate.from(text)) : instantMs(text))
  const endOf = (text: string): number => (isDay(text) ? beginOf(Temporal.PlainDate.from(text).add({ days: 1 })) : instantMs(text))
  if (startDate === undefined && updatedSince !== undefined) return { startMs: null, endMs: endDate === undefined ? null : endOf(endDate) }
  const startMs = startDate === undefined ? beginOf(dayOf(nowMs)) : startOf(startDate)
  const endMs = endDate === undefined ? beginOf(dayOf(startMs).add({ days: usualDays + 1 })) : endOf(endDate)
  if (endMs <= startMs)
    throw wrongField(
      'INVALID_PARAMETER',
      'endDate',
      `${isDay(endDate ?? '') ? 'not before' : 'after'} startDate${startDate === undefined ? ', which is today' : ''}`,
    )
  const areInstants = [startDate, endDate].every((text) => text !== undefined && !isDay(text))
  if (endMs - startMs > (areInstants ? longestMs : longestMs + longerDayMs))
    throw wrongField('INVALID_PARAMETER', 'endDate', `at most ${longestRangeDays} days after startDate`)
  return { startMs, endMs }
}

const isDay = (text: string): boolean => text.length === 10

/** @param text as the contract's schema takes it: with any number of digits of a second, of which Temporal reads nine. */
export const instantMs = (text: string): number => Date.parse(text)

/** `null`: not asked for. */
function listOf<Item>(given: Item | readonly Item[] | undefined): readonly Item[] | null {
  if (given === undefined) return null
  return Array.isArray(given) ? (given as readonly Item[]) : [given as Item]
}

const cursorKinds = { start: 's', change: 'u', client: 'c' } as const
type CursorKind = keyof typeof cursorKinds

/** Where a page ended, for whoever asks for the next one: nobody's data is in it. */
export const cursorOf = (kind: CursorKind, { atMs, id }: Place): string =>
  Buffer.from(`${cursorKinds[kind]} ${atMs} ${id}`).toString('base64url')

/** @throws ORPCError INVALID_PARAMETER: it was made for another list, or by somebody else. */
export function placeOf(cursor: string, kind: CursorKind): Place {
  const found = /^([suc]) (-?\d{1,15}) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (found?.[1] !== cursorKinds[kind])
    throw wrongField('INVALID_PARAMETER', 'cursor', 'the nextCursor of the page before, as it was given')
  return { atMs: Number(found[2]), id: Number(found[3]) }
}

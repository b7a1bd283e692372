import type { AppointmentStatus, LinkReason, Source } from '../../shared/words.ts'

/** One row of the store, with what the same booking is recognised by in another source. */
export interface LinkRow {
  readonly id: number
  readonly source: Source
  readonly externalId: string
  readonly status: AppointmentStatus
  readonly startMs: number | null
  readonly endMs: number | null
  /** Every start that was ever told of it. */
  readonly starts: readonly number[]
  readonly hostIds: readonly number[]
  /** Lower case. Of a calendar's event: of everyone who takes part; of a booking: of all records that are shown as its client. */
  readonly emails: readonly string[]
  readonly iCalUid: string | null
  /** Its own id in Google, or the one that the booking tool says it wrote there. */
  readonly calendarEventId: string | null
}

/** In the order in which they lead: booking tools, then the desk, then calendars. */
const leading: readonly Source[] = ['calendly', 'cal-com', 'smart-scheduler', 'healthcare', 'manual', 'google-calendar']

/** Smaller leads. */
export const rankOf = (source: Source): number => leading.indexOf(source)

export const isCalendar = (source: Source): boolean => source === 'google-calendar'

export const isGone = (status: AppointmentStatus): boolean => status === 'cancelled' || status === 'superseded'

/**
 * An instance of a series has the series' id and the time at which the series has it, whenever it is moved to. Source: Google's event
 * resource, `<series>_<UTC basic time>`, of an all-day one `<series>_<date>`.
 *
 * @returns null: not an instance.
 */
export function originalStartOf(eventId: string | null): number | null {
  const found = /_(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/u.exec(eventId ?? '')
  if (!found) return null
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits) => Number(digits ?? 0))
  return Date.UTC(year, month - 1, day, hours, minutes, seconds)
}

/** Without a person's saying so. */
export type Recognised = Exclude<LinkReason, 'by-hand'>

/** By what an event repeats a booking, the surest first; null: it does not. All instances of a series have one iCalUID, so their times count. */
export function recognise(event: LinkRow, booking: LinkRow): Recognised | null {
  if (!isCalendar(event.source) || isCalendar(booking.source)) return null
  if (event.calendarEventId !== null && event.calendarEventId === booking.calendarEventId) return 'calendar-event'
  const sameTime = shareAny(event.starts, booking.starts)
  const isInstance = originalStartOf(event.calendarEventId) !== null
  if (event.iCalUid !== null && event.iCalUid === booking.iCalUid && (sameTime || !isInstance)) return 'ical-uid'
  const sameMeeting = sameTime && shareAny(event.hostIds, booking.hostIds) && shareAny(event.emails, booking.emails)
  return sameMeeting ? 'same-meeting' : null
}

function shareAny<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.some((each) => others.includes(each))
}

/** A booking that an event repeats. */
export interface Found {
  readonly booking: LinkRow
  readonly because: Recognised
  /** Those that replaced it, one after the other; empty: it was not rescheduled. */
  readonly later: readonly LinkRow[]
}

export interface Followed {
  readonly row: LinkRow
  readonly because: LinkReason
}

/**
 * Which of the bookings that an event repeats it follows. One that stands goes along to the end of a chain of reschedules; one that was
 * cancelled stays with the link of the chain that it was written for.
 *
 * @returns null: it repeats none.
 */
export function followed(event: LinkRow, found: readonly Found[]): Followed | null {
  const targets = isGone(event.status) ? found.filter((each) => !isOvertaken(each, found)) : found
  const choices = targets.map(({ booking, because, later }) => {
    const end = isGone(event.status) ? undefined : later.at(-1)
    return { row: end ?? booking, because }
  })
  return choices.sort((a, b) => compareChoices(event, a, b))[0] ?? null
}

function isOvertaken({ later }: Found, found: readonly Found[]): boolean {
  return found.some(({ booking }) => later.some(({ id }) => id === booking.id))
}

const surest: readonly LinkReason[] = ['calendar-event', 'ical-uid', 'same-meeting']

/** Total, and without our own ids, which go by arrival. */
function compareChoices(event: LinkRow, a: Followed, b: Followed): number {
  return (
    surest.indexOf(a.because) - surest.indexOf(b.because) ||
    rankOf(a.row.source) - rankOf(b.row.source) ||
    // Of a group's several bookings, one that goes on while the event does.
    Number(isGone(a.row.status) !== isGone(event.status)) - Number(isGone(b.row.status) !== isGone(event.status)) ||
    Number(a.row.startMs !== event.startMs) - Number(b.row.startMs !== event.startMs) ||
    (a.row.externalId < b.row.externalId ? -1 : Number(a.row.externalId > b.row.externalId))
  )
}

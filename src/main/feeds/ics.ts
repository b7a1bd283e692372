import ical, { escape, foldLines, ICalCalendarMethod, ICalEvent } from 'ical-generator'
import type { ICalCalendar, ICalEventData } from 'ical-generator'
import type { RevisedAppointment } from '../store/feed-appointments.ts'
import { cleanLine } from './clean-text.ts'
import { eventOf, type EventWording } from './event-of.ts'

/** What a calendar is told to wait before it asks again. In seconds. Google asks when it likes. */
export const refreshSeconds = 15 * 60

export interface CalendarHead {
  /** Shown as the calendar's name. Absent: a file with one event, which goes into a calendar that has one. */
  readonly name?: string
  /** The office's, by IANA name. */
  readonly timeZone: string
}

export const icsContentType = 'text/calendar; charset=utf-8'

const end = 'END:VCALENDAR\r\n'

/** A calendar has to hold something (RFC 5545, 3.6), and Outlook refuses one that does not: of a feed that is empty so far. */
const somethingAtLeast = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n')

/** One appointment as a file for any calendar. Null: its start is not known. */
export function icsOf(appointment: RevisedAppointment, wording: EventWording): string | null {
  const event = eventOf(appointment, wording)
  return event === null ? null : [...icsParts([event], { timeZone: wording.timeZone })].join('')
}

/** The library looks at each character, which takes longer than all the rest; few lines are long enough to need it. */
function folded(text: string): string {
  const lines = text.split('\r\n')
  return lines.map((line) => (Buffer.byteLength(line) > 74 ? foldLines(line) : line)).join('\r\n')
}

/** A calendar in parts, one an event, so that whoever writes a long one can let others have a turn. Lines end with CRLF, at 75 octets the latest. */
export function* icsParts(events: Iterable<ICalEventData>, { name, timeZone }: CalendarHead): Generator<string> {
  const calendar: ICalCalendar = ical({
    prodId: { company: 'Deskbell', product: 'Deskbell', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
    // The library escapes events, and not the calendar's own name.
    ...(name !== undefined && { name: escape(cleanLine(name), false), ttl: refreshSeconds, x: { 'X-WR-TIMEZONE': timeZone } }),
  })
  yield calendar.toString().replace(/END:VCALENDAR$/, '')
  let isEmpty = true
  for (const event of events) {
    isEmpty = false
    yield folded(new ICalEvent(event, calendar).toString())
  }
  if (isEmpty) yield somethingAtLeast
  yield end
}

import type { Booking } from '../store/booking-page.ts'
import type { AppointmentStatus, AppointmentType, Origin } from '../../shared/words.ts'
import { isTimeZone } from '../../shared/time-zone.ts'
import { cleanLine } from '../feeds/clean-text.ts'

/** How it stands, as the page says it. `replaced`: moved to a time that has not reached us. */
export type Standing = 'booked' | 'moved' | 'pending' | 'cancelled' | 'over' | 'replaced'

/** What the page says of a booking. Whatever a provider wrote is text, to be escaped. */
export interface BookingFacts {
  readonly origin: Origin | 'example'
  readonly standing: Standing
  readonly type: AppointmentType
  /** Milliseconds since 1970; null: not known. */
  readonly startMs: number | null
  readonly endMs: number | null
  /** In which a page without a script tells the time, and whose zone that is. */
  readonly timeZone: string
  readonly zoneOf: 'booked' | 'office'
  readonly details: BookingDetails | null
}

/** What only whoever booked may read; null where the id that was shown could be counted up to. */
export interface BookingDetails {
  readonly title: string | null
  readonly hosts: readonly string[]
  readonly place: Place | null
}

export type Place =
  | { readonly kind: 'video'; readonly url: string; readonly hostname: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unsaid'; readonly how: 'video' | 'phone' }

/** @param officeZone IANA. @param isCountable of the id by which it was asked for. */
export function factsOf(booking: Booking, officeZone: string, isCountable: boolean): BookingFacts {
  const { appointment, origin, isMoved } = booking
  const { status, type, start, end, timeZone, title, providerType, hosts } = appointment
  const booked = timeZone !== null && isTimeZone(timeZone) ? timeZone : null
  return {
    origin,
    standing: standingOf(status, isMoved || appointment.rescheduled),
    type,
    startMs: start === null ? null : Date.parse(start),
    endMs: end === null ? null : Date.parse(end),
    timeZone: booked ?? officeZone,
    zoneOf: booked === null ? 'office' : 'booked',
    details: isCountable
      ? null
      : {
          title: cleanLine(title ?? providerType ?? '') || null,
          hosts: hosts.flatMap(({ name }) => cleanLine(name ?? '') || []),
          place: placeOf(appointment.location),
        },
  }
}

/**
 * True: an id that somebody could come upon by counting, such as 1042. Whoever has one has shown nothing, and reads no name and no link.
 * Cal.com's and Calendly's ids are random; what Smart-Scheduler's look like nobody says.
 */
export function isCountable(id: string): boolean {
  return id.length < 6 || /^\d{1,15}$/.test(id)
}

function standingOf(status: AppointmentStatus, isMoved: boolean): Standing {
  switch (status) {
    case 'pending':
    case 'cancelled':
      return status
    case 'superseded':
      return 'replaced'
    case 'completed':
    case 'no_show':
      return 'over'
    case 'scheduled':
    case 'arrived':
      return isMoved ? 'moved' : 'booked'
  }
}

function placeOf(location: Booking['appointment']['location']): Place | null {
  if (location === null) return null
  const { kind, text, url } = location
  // Read once more: what is stored was checked when it came, and a link on a public page is worth two looks.
  if (url !== null && URL.canParse(url)) {
    const { protocol, href, host } = new URL(url)
    if (protocol === 'https:' || protocol === 'http:') return { kind: 'video', url: href, hostname: host }
  }
  if (kind === 'video') return { kind: 'unsaid', how: 'video' }
  // The number is the client's as often as the office's, and calendars show this page's address to others.
  if (kind === 'phone') return { kind: 'unsaid', how: 'phone' }
  const said = cleanLine(text ?? '')
  return said === '' ? null : { kind: 'text', text: said }
}

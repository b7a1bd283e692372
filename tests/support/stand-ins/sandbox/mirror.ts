import type { StandInCalCom } from '../cal-com.ts'
import type { StandInCalendly } from '../calendly.ts'
import type { StandInGoogle } from '../google.ts'
import type { GoogleCalendar } from '../google/calendar.ts'
import { instantOf } from '../google/event.ts'

interface Mirrored {
  /** In whose primary calendar. */
  readonly host: string
  readonly id: string
  readonly iCalUID: string | null
  readonly summary: string
  readonly startMs: number
  readonly endMs: number
  readonly clients: readonly { readonly email: string; readonly name: string }[]
  readonly isOn: boolean
}

/** What booking tools do beside telling us: each booking is an event in the host's Google calendar too, and follows it. */
export function mirrorInto(google: StandInGoogle, calendly: StandInCalendly, calCom: StandInCalCom): void {
  for (const booking of [...calendlyBookings(calendly), ...calComBookings(calCom)]) {
    const calendar = google.calendars.find(({ id }) => id === booking.host)
    if (calendar !== undefined) mirror(calendar, booking)
  }
}

function mirror(calendar: GoogleCalendar, { id, iCalUID, summary, startMs, endMs, clients, isOn }: Mirrored): void {
  const known = calendar.find(id)
  if (known === null) {
    if (!isOn) return
    const attendees = clients.map(({ email, name }) => ({ email, displayName: name, responseStatus: 'accepted' }) as const)
    const owner = { email: calendar.email, responseStatus: 'accepted' } as const
    calendar.add(
      { summary, start: { atMs: startMs }, end: { atMs: endMs }, attendees: [owner, ...attendees] },
      { id, ...(iCalUID !== null && { iCalUID }) },
    )
    return
  }
  if (!isOn) {
    if (!known.isCancelled) calendar.cancel(id)
    return
  }
  if (instantOf(known.content.start, calendar.timeZone) !== startMs) calendar.change(id, { start: { atMs: startMs }, end: { atMs: endMs } })
}

function calendlyBookings({ account }: StandInCalendly): Mirrored[] {
  return account.events.map((event) => {
    const invitees = account.invitees.filter((invitee) => invitee.event === event)
    const clients = invitees.map(({ person }) => person)
    return {
      host: event.host.email,
      id: event.calendarEventId,
      iCalUID: null,
      summary: `${clients[0]?.name ?? ''} and ${event.host.name}`,
      startMs: event.startMs,
      endMs: event.endMs,
      clients,
      isOn: event.cancellation === null,
    }
  })
}

function calComBookings({ account }: StandInCalCom): Mirrored[] {
  return account.bookings.map(({ uid, iCalUid, eventType, startMs, endMs, attendees, host, status }) => ({
    host: host.email,
    // Google's ids know no capitals and no dashes.
    id: `calcom${Buffer.from(uid).toString('hex')}`,
    iCalUID: iCalUid,
    summary: `${eventType.title} between ${host.name} and ${attendees[0]?.name ?? ''}`,
    startMs,
    endMs,
    clients: attendees,
    isOn: status === 'ACCEPTED' || status === 'PENDING',
  }))
}

import type { CalComBooking } from '../cal-com-account.ts'
import type { CalendlyInvitee } from '../calendly-account.ts'
import type { SmartAppointment } from '../smart-scheduler.ts'

/*
 * What the providers add to the address to which they send whoever has booked. The visitor's browser carries it, and could change all of it.
 */

const iso = (ms: number): string => new Date(ms).toISOString()

/** With forwarding on, as packages/lib/bookingSuccessRedirect.ts of calcom/cal.com adds them. */
export function calComRedirect({ uid, eventType, host, attendees, startMs, endMs }: CalComBooking): string {
  const [person] = attendees
  return queryOf({
    isSuccessBookingPage: 'true',
    email: person?.email,
    eventTypeSlug: eventType.slug,
    uid,
    title: `${eventType.title} between ${host.name} and ${person?.name}`,
    startTime: iso(startMs),
    endTime: iso(endMs),
    location: 'integrations:daily',
    attendeeName: person?.name,
    hostName: host.name,
  })
}

/** With "Pass event details to your redirected page": the invitee and nothing else names the booking. */
export function calendlyRedirect({ uri, event, person }: CalendlyInvitee): string {
  return queryOf({
    assigned_to: event.host.name,
    event_type_name: event.name,
    event_start_time: iso(event.startMs),
    event_end_time: iso(event.endMs),
    invitee_uuid: uri.slice(uri.lastIndexOf('/') + 1),
    invitee_full_name: person.name,
    invitee_email: person.email,
  })
}

/** As the brief has it. */
export function smartSchedulerRedirect({ id }: SmartAppointment): string {
  return queryOf({ bookingConfirmed: 'true', bookingId: id })
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))).toString()
}

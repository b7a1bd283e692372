import type { Attendee, HostReference } from '../../../shared/appointment.ts'
import type { EventPerson, GoogleEvent } from './schema.ts'

/** Whose calendar an event was read from. */
export interface CalendarOwner {
  /** The account's address, in lower case. */
  readonly email: string
  /** The host who was chosen for the calendar at the desk; null: each event's organiser holds it. */
  readonly host: { readonly hostId: number; readonly name: string | null; readonly email: string | null } | null
}

export interface EventPeople {
  readonly hosts: readonly HostReference[]
  readonly clients: readonly EventPerson[]
  /** The calendar's owner as an attendee; null: not among them. */
  readonly self: EventPerson | null
}

/** Secondary calendars and rooms have addresses of their own, and organise what is made in them; they are nobody. */
const isCalendarsOwn = (email: string | null | undefined): boolean => /@(?:group|resource)\.calendar\.google\.com$/i.test(email ?? '')

const isPerson = ({ email, displayName }: EventPerson): boolean => (Boolean(email) || Boolean(displayName)) && !isCalendarsOwn(email)

/**
 * Who holds the appointment and who comes to it. Clients are all attendees but the organiser, the calendar's owner and rooms; where nobody is
 * left and somebody else invited the owner, it is they who come.
 */
export function peopleOf({ attendees, organizer, creator }: GoogleEvent, owner: CalendarOwner): EventPeople {
  const listed = attendees ?? []
  const self = listed.find((one) => one.self === true) ?? null
  const isOrganisedHere = organizer?.self === true || isCalendarsOwn(organizer?.email) || !organizer
  const others = listed.filter((one) => one.self !== true && one.organizer !== true && one.resource !== true && isPerson(one))
  const inviter: EventPerson | null = isOrganisedHere ? null : (listed.find((one) => one.organizer === true) ?? { ...organizer })
  const isInvited = others.length === 0 && inviter !== null && isPerson(inviter)
  const clients = isInvited ? [inviter] : others
  const holder = isInvited ? (self ?? { email: owner.email }) : isCalendarsOwn(organizer?.email) ? creator : organizer
  return { hosts: hostsOf(owner, holder), clients, self }
}

function hostsOf({ host }: CalendarOwner, holder: Pick<EventPerson, 'email' | 'displayName'> | null | undefined): HostReference[] {
  if (host !== null) return [{ hostId: host.hostId, email: host.email, name: host.name, role: null }]
  if (!holder || (!holder.email && !holder.displayName)) return []
  return [{ email: holder.email ?? null, name: holder.displayName ?? null, role: null }]
}

/** An address of nobody's own can stand for several people, so without one the name is all there is. */
export function attendeeOf({ email, displayName }: EventPerson): Omit<Attendee, 'active' | 'noShow'> {
  return { email: email ?? null, name: displayName ?? null, phone: null, timeZone: null, externalId: null }
}

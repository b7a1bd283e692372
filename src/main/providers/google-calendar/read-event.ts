import type { Cancellation, Location } from '../../../shared/appointment.ts'
import type { AppointmentChange, DetailsPatch } from '../../ingest/change.ts'
import { attendeeKey } from '../../ingest/fold-details.ts'
import { locationFromText, videoLocation } from '../reading/location.ts'
import { passAlong } from '../reading/pass-along.ts'
import { cleanParagraph } from '../reading/text.ts'
import { externalIdOf } from './ids.ts'
import { attendeeOf, peopleOf, type CalendarOwner, type EventPeople } from './people.ts'
import { plainText } from './plain-text.ts'
import { eventSchema, type EventPerson, type GoogleEvent } from './schema.ts'
import { timesOf } from './times.ts'

export interface EventContext {
  /** Our id of the calendar. */
  readonly calendarId: number
  /** IANA name: what whole days are read in. */
  readonly timeZone: string
  readonly owner: CalendarOwner
  /** Google's clock at the reading. */
  readonly readAtMs: number
}

/**
 * What Google tells of one event, as a whole reading.
 *
 * @returns null: no appointment, such as a birthday, a working location, or a note over a whole day. Throws nothing: an event that cannot be
 * read is none either, and says so by its absence from the calendar.
 */
export function readEvent(value: unknown, context: EventContext): AppointmentChange | null {
  const parsed = eventSchema.safeParse(value)
  if (!parsed.success) return null
  const event = parsed.data
  // https://developers.google.com/workspace/calendar/api/guides/event-types
  if (event.eventType && event.eventType !== 'default') return null
  const said = { ...whole(event, context), ...whenBooked(event) }
  const times = timesOf(event, context.timeZone)
  const isCancelled = event.status === 'cancelled'
  // Nothing but its id may be told of it then; what is known of it stays.
  if (times === null) return isCancelled ? { ...said, ...cancelled(event, null) } : null
  const people = peopleOf(event, context.owner)
  if (times.isAllDay && event.transparency === 'transparent' && people.clients.length === 0) return null
  const told = { ...said, details: detailsOf(event, times, people), ...attendance(event, people) }
  const ending = isCancelled ? { by: null } : declinedBy(people)
  return ending === null ? { ...told, kind: 'created' } : { ...told, ...cancelled(event, ending) }
}

function whole({ id, status, updated }: GoogleEvent, { calendarId, readAtMs }: EventContext) {
  return {
    about: 'appointment',
    source: 'google-calendar',
    externalId: externalIdOf(calendarId, id),
    kind: 'created',
    providerEvent: status ?? null,
    happenedAtMs: updated ?? readAtMs,
    details: {},
    isWhole: true,
  } as const satisfies AppointmentChange
}

/** Imported events carry a time before there were calendars. */
const calendarsBeganMs = Date.UTC(2000, 0, 1)

function whenBooked({ created }: GoogleEvent): Pick<AppointmentChange, 'bookedAtMs'> {
  return typeof created === 'number' && created > calendarsBeganMs ? { bookedAtMs: created } : {}
}

interface Ending {
  readonly by: string | null
  readonly isDeclined?: boolean
}

function cancelled({ updated }: GoogleEvent, ending: Ending | null) {
  const isDeclined = ending?.isDeclined ?? false
  const cancellation: Cancellation = { by: ending?.by ?? null, reason: null, declined: isDeclined, rescheduleRequested: false }
  return { kind: isDeclined ? 'declined' : 'cancelled', cancellation, ...(updated && { endedAtMs: updated }) } as const
}

/**
 * Who said no. The calendar's owner: the appointment will not be held, and Google draws it struck out; that is a host declining. Every client:
 * nobody will come, which is what a cancellation by the client means elsewhere. One of several clients only leaves, see `attendance`.
 */
function declinedBy({ self, clients }: EventPeople): Ending | null {
  if (self !== null && hasDeclined(self)) return { by: nameOf(self), isDeclined: true }
  const [first] = clients
  return first !== undefined && clients.every(hasDeclined) ? { by: nameOf(first) } : null
}

const hasDeclined = ({ responseStatus }: EventPerson): boolean => responseStatus === 'declined'
const nameOf = ({ displayName, email }: EventPerson): string | null => displayName ?? email ?? null

function attendance({ attendeesOmitted }: GoogleEvent, { clients }: EventPeople) {
  const attendees = clients.map(attendeeOf)
  const stays = clients.some((client) => !hasDeclined(client))
  const leaving = stays ? clients.filter(hasDeclined).map((client) => attendeeKey(attendeeOf(client))) : []
  return { attendees, attendeesAreAll: attendeesOmitted !== true, ...(leaving.length > 0 && { leaving }) }
}

/** Google knows no kinds of appointments, no client's zone, and nothing of who came. */
function detailsOf(event: GoogleEvent, times: { startMs: number; endMs: number | null }, { hosts }: EventPeople): DetailsPatch {
  return {
    title: event.summary ?? null,
    startMs: times.startMs,
    endMs: times.endMs,
    startAssumed: false,
    location: locationOf(event),
    hosts: [...hosts],
    iCalUid: event.iCalUID ?? null,
    // Cleaned once more: written as an entity, anything could have got in.
    notes: event.description ? cleanParagraph(plainText(event.description), 10_000) : null,
    metadata: passAlong(event.extendedProperties?.shared),
  }
}

/** The video, where there is one: who sits in the room finds it without a link. */
function locationOf({ conferenceData, hangoutLink, location }: GoogleEvent): Location | null {
  const entry = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === 'video')
  const link = entry?.uri ?? hangoutLink
  if (link) return videoLocation(link, conferenceData?.conferenceSolution?.name ?? null)
  return location ? locationFromText(location) : null
}

import { Temporal } from 'temporal-polyfill'

export interface GoogleAttendee {
  readonly email: string
  readonly displayName?: string
  readonly responseStatus?: 'needsAction' | 'accepted' | 'declined' | 'tentative'
  /** A room. */
  readonly resource?: boolean
  readonly optional?: boolean
}

/** An instant on the calendar's clock, or a day of its zone. */
export type GoogleMoment = { readonly atMs: number } | { readonly date: string }

/** What a person sets on an event. */
export interface GoogleEventContent {
  readonly summary: string
  readonly start: GoogleMoment
  /** Exclusive, of days too. */
  readonly end: GoogleMoment
  readonly status: 'confirmed' | 'tentative'
  readonly attendees: readonly GoogleAttendee[]
  readonly location: string | null
  readonly description: string | null
  /** With a link to a video meeting. */
  readonly video: boolean
  /** As Google calls them: `default`, `birthday`, `workingLocation`, `outOfOffice`, `focusTime`, `fromGmail`. */
  readonly eventType: string
  /** Who invited; null: the calendar's own person. */
  readonly organizer: { readonly email: string; readonly displayName?: string } | null
}

/** One event, or one instance of a series, as a calendar keeps it. */
export interface GoogleEvent {
  readonly id: string
  readonly iCalUID: string
  readonly content: GoogleEventContent
  readonly isCancelled: boolean
  /** What was cancelled tells no more than its id, unless it is kept so that it can be restored. */
  readonly keepsDetails: boolean
  /** Cancelled so long ago that the API does not know of it any more. */
  readonly isForgotten: boolean
  /** Null: it stands alone. */
  readonly series: { readonly id: string; readonly originalStart: GoogleMoment } | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly sequence: number
  /** Grows with each change of the calendar: what a sync token remembers. */
  readonly version: number
}

export const isDay = (moment: GoogleMoment): moment is { readonly date: string } => 'date' in moment

/** The instant at which it begins, in the zone of its calendar. */
export function instantOf(moment: GoogleMoment, timeZone: string): number {
  if (!isDay(moment)) return moment.atMs
  return Temporal.PlainDate.from(moment.date).toZonedDateTime({ timeZone }).epochMilliseconds
}

/** Later by whole days on the calendar's clock. */
export function daysLater(moment: GoogleMoment, days: number, timeZone: string): GoogleMoment {
  if (isDay(moment)) return { date: Temporal.PlainDate.from(moment.date).add({ days }).toString() }
  return { atMs: Temporal.Instant.fromEpochMilliseconds(moment.atMs).toZonedDateTimeISO(timeZone).add({ days }).epochMilliseconds }
}

/** An instance's id: the series' and its original start in UTC, or its original day. */
export function instanceIdOf(seriesId: string, originalStart: GoogleMoment): string {
  const start = isDay(originalStart) ? originalStart.date : `${new Date(originalStart.atMs).toISOString().slice(0, 19)}Z`
  return `${seriesId}_${start.replaceAll(/[-:]/g, '')}`
}

function toGoogle(moment: GoogleMoment, timeZone: string): object {
  if (isDay(moment)) return { date: moment.date }
  const local = Temporal.Instant.fromEpochMilliseconds(moment.atMs).toZonedDateTimeISO(timeZone)
  return { dateTime: local.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 }), timeZone }
}

/** The event as the API tells it to the person whose calendar it is. */
export function resourceOf(event: GoogleEvent, { email, timeZone }: { readonly email: string; readonly timeZone: string }): object {
  const { id, content, series, isCancelled, keepsDetails } = event
  const instance = series && { recurringEventId: series.id, originalStartTime: toGoogle(series.originalStart, timeZone) }
  const head = { kind: 'calendar#event', etag: `"${event.updatedAtMs * 2}${event.version}"`, id }
  if (isCancelled && !keepsDetails) return { ...head, status: 'cancelled', ...instance }

  const organizer = content.organizer ?? { email }
  const self = (address: string): object => (address === email ? { self: true } : {})
  const meeting = `https://meet.google.com/${id.slice(0, 3)}-${id.slice(3, 7)}-${id.slice(7, 10)}`
  return {
    ...head,
    status: isCancelled ? 'cancelled' : content.status,
    htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
    created: new Date(event.createdAtMs).toISOString(),
    updated: new Date(event.updatedAtMs).toISOString(),
    summary: content.summary,
    ...(content.location !== null && { location: content.location }),
    ...(content.description !== null && { description: content.description }),
    creator: { ...organizer, ...self(organizer.email) },
    organizer: { ...organizer, ...self(organizer.email) },
    start: toGoogle(content.start, timeZone),
    end: toGoogle(content.end, timeZone),
    ...instance,
    iCalUID: event.iCalUID,
    sequence: event.sequence,
    ...(content.attendees.length > 0 && {
      attendees: content.attendees.map(({ responseStatus = 'needsAction', ...attendee }) => ({
        ...attendee,
        ...(attendee.email === organizer.email && { organizer: true }),
        ...self(attendee.email),
        responseStatus,
      })),
    }),
    ...(content.video && {
      hangoutLink: meeting,
      conferenceData: {
        entryPoints: [{ entryPointType: 'video', uri: meeting, label: meeting.slice('https://'.length) }],
        conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      },
    }),
    ...(content.eventType === 'workingLocation' && { workingLocationProperties: { type: 'homeOffice', homeOffice: {} } }),
    reminders: { useDefault: true },
    eventType: content.eventType,
  }
}

import { z } from 'zod'
import { anything, email, flag, id, instant, line, list, object, optionalId, paragraph, rawText, url } from '../reading/fields.ts'

const person = object({ email: email(), displayName: line(), self: flag() })

/** A moment with an offset, or a whole day. https://developers.google.com/workspace/calendar/api/v3/reference/events */
const moment = object({ dateTime: instant(), date: rawText(10) })

/**
 * An event as Google's API tells it. Of a cancelled one nothing but `id` is promised, of a cancelled instance of a series also
 * `recurringEventId` and `originalStartTime`.
 */
export const eventSchema = z.looseObject({
  id: id(1024),
  status: rawText(40),
  eventType: rawText(40),
  iCalUID: optionalId(),
  created: instant(),
  updated: instant(),
  summary: line(500),
  description: paragraph(20_000),
  location: line(1000),
  start: moment,
  end: moment,
  transparency: rawText(40),
  creator: person,
  organizer: person,
  attendees: list(
    z.looseObject({
      email: email(),
      displayName: line(),
      organizer: flag(),
      self: flag(),
      resource: flag(),
      responseStatus: rawText(40),
    }),
  ),
  attendeesOmitted: flag(),
  hangoutLink: url(),
  conferenceData: object({
    entryPoints: list(z.looseObject({ entryPointType: rawText(40), uri: rawText() })),
    conferenceSolution: object({ name: line() }),
  }),
  extendedProperties: object({ shared: anything() }),
})
export type GoogleEvent = z.infer<typeof eventSchema>
export type EventPerson = NonNullable<GoogleEvent['attendees']>[number]

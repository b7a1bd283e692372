/*
 * An event's id is unique within its calendar only, so an appointment's id has the calendar before it: ours, because one and the same
 * calendar can be read through two accounts. Neither has a blank in it.
 */

/** @param calendarId ours. */
export function externalIdOf(calendarId: number, eventId: string): string {
  return `${calendarId} ${eventId}`
}

/** Google's id of the event. */
export function eventIdOf(externalId: string): string {
  return externalId.slice(externalId.indexOf(' ') + 1)
}

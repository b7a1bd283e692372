const root = 'https://api.calendly.com/scheduled_events'

/** How Calendly names events and invitees since its second API. The older payload's UUIDs are the same, only without the path. */
export function eventUri(eventUuid: string): string {
  return `${root}/${encodeURIComponent(eventUuid)}`
}

export function inviteeUri(eventUuid: string, inviteeUuid: string): string {
  return `${eventUri(eventUuid)}/invitees/${encodeURIComponent(inviteeUuid)}`
}

/** How far others get, and what they are told, as plain constants for window and desk. */

/** What may be done with an API key. `setup`: register channels, manage subscriptions. */
export const scopes = ['read', 'write', 'setup'] as const
export type Scope = (typeof scopes)[number]

/** What happened, as others are told of it: by our own webhooks, and by the stream of events. */
export const outwardEvents = [
  'appointment.created',
  'appointment.updated',
  'appointment.cancelled',
  'appointment.completed',
  'appointment.no_show',
  'client.stage_changed',
] as const
export type OutwardEvent = (typeof outwardEvents)[number]

/** Who works at another desk: sees, does what the front desk does, or sets what an admin sets (secrets excepted). */
export const deskRoles = ['viewer', 'desk', 'admin'] as const
export type DeskRole = (typeof deskRoles)[number]

/** How much a calendar feed tells of an appointment: that there is one, its kind, who and where, or also how to reach them and what they wrote. */
export const feedDetails = ['busy', 'type', 'names', 'all'] as const
export type FeedDetail = (typeof feedDetails)[number]

/** What fetches a calendar feed, by its User-Agent. */
export const feedPrograms = ['google', 'apple', 'outlook', 'thunderbird', 'android', 'browser', 'other'] as const
export type FeedProgram = (typeof feedPrograms)[number]

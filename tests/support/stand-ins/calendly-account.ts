import { asUuid, createIds } from './common/ids.ts'

export interface CalendlyPerson {
  readonly name: string
  readonly email: string
  /** IANA name. */
  readonly timeZone: string
}

export interface CalendlyUser extends CalendlyPerson {
  readonly uri: string
}

export interface CalendlyCancellation {
  readonly canceledBy: string
  readonly reason: string | null
  readonly cancelerType: 'host' | 'invitee'
  readonly atMs: number
}

export interface CalendlyEvent {
  readonly uri: string
  readonly name: string
  readonly host: CalendlyUser
  readonly startMs: number
  readonly endMs: number
  /** How many invitees it takes: more than one for a group event. */
  readonly limit: number
  /** The id of the event that it wrote into the host's Google calendar. */
  readonly calendarEventId: string
  readonly createdAtMs: number
  updatedAtMs: number
  cancellation: CalendlyCancellation | null
}

export interface CalendlyInvitee {
  readonly uri: string
  readonly event: CalendlyEvent
  readonly person: CalendlyPerson
  readonly createdAtMs: number
  /** Null: it was booked afresh. */
  readonly oldInvitee: string | null
  newInvitee: string | null
  updatedAtMs: number
  cancellation: CalendlyCancellation | null
  noShow: { readonly uri: string; readonly atMs: number } | null
}

export interface CalendlyForm {
  readonly uri: string
  readonly person: CalendlyPerson
  readonly createdAtMs: number
}

/** What Calendly would tell its subscribers. */
export type CalendlyNews =
  | {
      readonly event: 'invitee.created' | 'invitee.canceled' | 'invitee_no_show.created' | 'invitee_no_show.deleted'
      readonly invitee: CalendlyInvitee
    }
  | { readonly event: 'routing_form_submission.created'; readonly form: CalendlyForm }

export interface Booking {
  readonly person: CalendlyPerson
  readonly startMs: number
  /** 30 unless told. */
  readonly minutes?: number
  /** The event type's name. */
  readonly name?: string
  /** The account's first user unless told. */
  readonly host?: CalendlyUser
  /** Above 1 for a group event. */
  readonly limit?: number
  /** Of the event in Google; made up unless told. */
  readonly calendarEventId?: string
  /** A group event to take a seat in, which says all of the above beside the person. */
  readonly joins?: string
}

type Slot = Omit<Booking, 'person' | 'joins'>

/** What people do at Calendly: book, move, cancel, tell who did not come. Throws where Calendly's pages would not offer it. */
export interface CalendlyAccount {
  readonly organization: string
  /** The first one owns the token. */
  readonly users: readonly CalendlyUser[]
  readonly events: readonly CalendlyEvent[]
  readonly invitees: readonly CalendlyInvitee[]
  book(booking: Booking): CalendlyInvitee
  /** The invitee gets a new URI, on a new event or on the group event that is joined. @returns the new one. */
  reschedule(inviteeUri: string, to: { readonly startMs: number; readonly joins?: string }): CalendlyInvitee
  cancel(inviteeUri: string, told?: { readonly by?: 'host' | 'invitee'; readonly reason?: string }): void
  /** The host cancels the whole event, for everybody who still comes. */
  cancelEvent(eventUri: string, reason?: string): CalendlyCancellation
  markNoShow(inviteeUri: string): { readonly uri: string; readonly atMs: number }
  undoNoShow(inviteeUri: string): void
  submitForm(person: CalendlyPerson): CalendlyForm
}

const api = 'https://api.calendly.com'
const demoUsers: readonly CalendlyPerson[] = [
  { name: 'Dana Whitfield', email: 'dana.whitfield@office.example', timeZone: 'America/New_York' },
  { name: 'Marcus Lindqvist', email: 'marcus.lindqvist@office.example', timeZone: 'America/New_York' },
]

export class CalendlyRefusal extends Error {
  override readonly name = 'CalendlyRefusal'
}

export function createCalendlyAccount({
  now,
  seed,
  tell,
}: {
  readonly now: () => number
  readonly seed: number
  readonly tell: (news: CalendlyNews) => void
}): CalendlyAccount {
  const nextId = createIds(seed)
  const uriOf = (kind: string, under = api): string => `${under}/${kind}/${asUuid(nextId(kind))}`
  const users = demoUsers.map((user) => ({ ...user, uri: uriOf('users') }))
  const [owner] = users as [CalendlyUser, ...CalendlyUser[]]
  const events: CalendlyEvent[] = []
  const invitees: CalendlyInvitee[] = []

  const eventOf = (uri: string): CalendlyEvent => found(events, uri)
  const inviteeOf = (uri: string): CalendlyInvitee => found(invitees, uri)
  const activeOn = (event: CalendlyEvent): CalendlyInvitee[] =>
    invitees.filter((invitee) => invitee.event === event && invitee.cancellation === null)

  function eventToJoin(uri: string): CalendlyEvent {
    const event = eventOf(uri)
    if (event.cancellation !== null) throw new CalendlyRefusal('the event was canceled')
    if (activeOn(event).length >= event.limit) throw new CalendlyRefusal('the event is full')
    return event
  }

  function addEvent({ startMs, minutes = 30, name = '30 Minute Meeting', host = owner, limit = 1, calendarEventId }: Slot): CalendlyEvent {
    const atMs = now()
    const event: CalendlyEvent = {
      uri: uriOf('scheduled_events'),
      name,
      host,
      startMs,
      endMs: startMs + minutes * 60_000,
      limit,
      calendarEventId: calendarEventId ?? nextId('calendar event'),
      createdAtMs: atMs,
      updatedAtMs: atMs,
      cancellation: null,
    }
    events.push(event)
    return event
  }

  function addInvitee(event: CalendlyEvent, person: CalendlyPerson, oldInvitee: string | null): CalendlyInvitee {
    const atMs = now()
    const invitee: CalendlyInvitee = {
      uri: uriOf('invitees', event.uri),
      event,
      person,
      createdAtMs: atMs,
      oldInvitee,
      newInvitee: null,
      updatedAtMs: atMs,
      cancellation: null,
      noShow: null,
    }
    invitees.push(invitee)
    return invitee
  }

  function leave(invitee: CalendlyInvitee, cancellation: CalendlyCancellation): void {
    invitee.cancellation = cancellation
    invitee.updatedAtMs = cancellation.atMs
    // Nobody is left: Calendly cancels the event with the last invitee.
    if (activeOn(invitee.event).length > 0 || invitee.event.cancellation !== null) return
    invitee.event.cancellation = cancellation
    invitee.event.updatedAtMs = cancellation.atMs
  }

  function standing(uri: string): CalendlyInvitee {
    const invitee = inviteeOf(uri)
    if (invitee.cancellation !== null) throw new CalendlyRefusal('the invitee has canceled')
    return invitee
  }

  return {
    organization: uriOf('organizations'),
    users,
    events,
    invitees,
    book({ person, joins, ...slot }) {
      const invitee = addInvitee(joins === undefined ? addEvent(slot) : eventToJoin(joins), person, null)
      tell({ event: 'invitee.created', invitee })
      return invitee
    },
    reschedule(inviteeUri, { startMs, joins }) {
      const old = standing(inviteeUri)
      const { name, host, limit } = old.event
      const minutes = (old.event.endMs - old.event.startMs) / 60_000
      const event = joins === undefined ? addEvent({ startMs, minutes, name, host, limit }) : eventToJoin(joins)
      const invitee = addInvitee(event, old.person, old.uri)
      old.newInvitee = invitee.uri
      leave(old, { canceledBy: old.person.name, reason: null, cancelerType: 'invitee', atMs: now() })
      tell({ event: 'invitee.canceled', invitee: old })
      tell({ event: 'invitee.created', invitee })
      return invitee
    },
    cancel(inviteeUri, { by = 'invitee', reason } = {}) {
      const invitee = standing(inviteeUri)
      const canceledBy = by === 'host' ? invitee.event.host.name : invitee.person.name
      leave(invitee, { canceledBy, reason: reason ?? null, cancelerType: by, atMs: now() })
      tell({ event: 'invitee.canceled', invitee })
    },
    cancelEvent(eventUri, reason) {
      const event = eventOf(eventUri)
      if (event.cancellation !== null) throw new CalendlyRefusal('the event was canceled')
      const cancellation = { canceledBy: event.host.name, reason: reason ?? null, cancelerType: 'host', atMs: now() } as const
      const leaving = activeOn(event)
      for (const invitee of leaving) leave(invitee, cancellation)
      for (const invitee of leaving) tell({ event: 'invitee.canceled', invitee })
      return cancellation
    },
    markNoShow(inviteeUri) {
      const invitee = standing(inviteeUri)
      if (invitee.noShow !== null) throw new CalendlyRefusal('the invitee is marked already')
      invitee.noShow = { uri: uriOf('invitee_no_shows'), atMs: now() }
      tell({ event: 'invitee_no_show.created', invitee })
      return invitee.noShow
    },
    undoNoShow(inviteeUri) {
      const invitee = inviteeOf(inviteeUri)
      if (invitee.noShow === null) throw new CalendlyRefusal('the invitee is not marked')
      invitee.noShow = null
      tell({ event: 'invitee_no_show.deleted', invitee })
    },
    submitForm(person) {
      const form = { uri: uriOf('routing_form_submissions'), person, createdAtMs: now() }
      tell({ event: 'routing_form_submission.created', form })
      return form
    },
  }
}

function found<T extends { readonly uri: string }>(all: readonly T[], uri: string): T {
  const one = all.find((candidate) => candidate.uri === uri)
  if (one === undefined) throw new CalendlyRefusal(`there is no ${uri}`)
  return one
}

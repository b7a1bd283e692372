import type { FastifyReply } from 'fastify'
import { createIds } from './common/ids.ts'
import { serveStandIn } from './common/serve.ts'
import type { StandIn, StandInOptions } from './common/serve.ts'
import { createCalendar } from './google/calendar.ts'
import type { GoogleCalendar } from './google/calendar.ts'
import { createChannels } from './google/channels.ts'
import type { GoogleChannels } from './google/channels.ts'
import { errors } from './google/errors.ts'
import type { GoogleError } from './google/errors.ts'
import { resourceOf } from './google/event.ts'
import { listEvents } from './google/list-events.ts'
import type { Paging } from './google/list-events.ts'
import { addAuthority } from './google/oauth.ts'
import type { Bearer, GoogleAuthority, GoogleClient, GooglePerson } from './google/oauth.ts'

export interface StandInGoogleOptions extends StandInOptions {
  readonly client?: GoogleClient
  readonly people?: readonly GooglePerson[]
  /** Of the primary calendars: IANA. */
  readonly timeZone?: string
  /** Google's own limit of a channel's life. */
  readonly longestChannelMs?: number
}

export interface StandInGoogle extends StandIn {
  readonly client: GoogleClient
  /** For `DESKBELL_INTERNET`. */
  readonly internet: {
    readonly googleApi: string
    readonly googleAuthorise: string
    readonly googleToken: string
    readonly googleRevoke: string
  }
  readonly people: readonly GooglePerson[]
  readonly authority: GoogleAuthority
  readonly channels: GoogleChannels
  readonly calendars: readonly GoogleCalendar[]
  /** By Google's id; throws when there is none. */
  calendar(id: string): GoogleCalendar
  addCalendar(calendar: Pick<GoogleCalendar, 'id' | 'summary' | 'timeZone' | 'email'>): GoogleCalendar
  /** Somebody beside the owner finds the calendar in their list, and may read it. */
  share(id: string, email: string): void
  /** Sync tokens given so far, and pages of changes, are answered 410 from now on, and what was cancelled is forgotten. */
  expireSyncTokens(): void
  setPaging(paging: Partial<Paging>): void
}

const weekMs = 7 * 24 * 3_600_000
const anyCalendarScope = ['calendar', 'calendar.readonly', 'calendar.events', 'calendar.events.readonly']
const listScopes = ['calendar', 'calendar.readonly', 'calendar.calendarlist', 'calendar.calendarlist.readonly']

/** Google's sign-in and Calendar v3, as its documentation tells them; each person has a primary calendar. */
export async function createStandInGoogle({
  client = { id: '4711-sandbox.apps.googleusercontent.com', secret: null },
  people = [{ email: 'office@northwind.example', name: 'Northwind Office' }],
  timeZone = 'America/New_York',
  longestChannelMs = weekMs,
  ...options
}: StandInGoogleOptions = {}): Promise<StandInGoogle> {
  const nextId = createIds(options.seed ?? 1)
  const calendars = new Map<string, GoogleCalendar>()
  /** By calendar: who may read it beside its owner. */
  const readers = new Map<string, ReadonlySet<string>>()
  let paging: Paging = { most: 2_500, beginsEmpty: false }
  let epoch = 0
  let authority!: GoogleAuthority
  let channels!: GoogleChannels
  let now!: () => number

  function addCalendar(calendar: Parameters<StandInGoogle['addCalendar']>[0], isPrimary = false): GoogleCalendar {
    const added = createCalendar({ ...calendar, isPrimary, now, nextId, onChange: (id) => channels.notify(id) })
    calendars.set(calendar.id, added)
    return added
  }

  const isSeenBy = ({ id, email }: GoogleCalendar, person: string): boolean => email === person || readers.get(id)?.has(person) === true

  const standIn = await serveStandIn(options, (app, parts) => {
    now = parts.now
    authority = addAuthority(app, { client, people, now, nextId })
    channels = createChannels({ now, nextId, outbox: parts.outbox, longestMs: longestChannelMs })

    const refuse = (reply: FastifyReply, { status, body }: GoogleError): FastifyReply => reply.code(status).send(body)
    const answer = (reply: FastifyReply, told: GoogleError | object): FastifyReply =>
      isError(told) ? refuse(reply, told) : reply.send(told)
    /** Null: the refusal was sent. */
    const bearerOf = (authorization: string | undefined, reply: FastifyReply, scopes: readonly string[]): Bearer | null => {
      const bearer = authority.bearerOf(authorization)
      if (bearer === null) {
        void refuse(reply, errors.unauthorized)
        return null
      }
      if (bearer.scopes.some((scope) => scopes.some((wanted) => scope.endsWith(`/auth/${wanted}`)))) return bearer
      void refuse(reply, errors.scope)
      return null
    }
    const calendarOf = ({ email }: Bearer, id: string): GoogleCalendar | null => {
      const found = calendars.get(id === 'primary' ? email : id)
      return found !== undefined && isSeenBy(found, email) ? found : null
    }

    app.get<{ Querystring: { maxResults?: string; pageToken?: string } }>('/calendar/v3/users/me/calendarList', async (request, reply) => {
      const bearer = bearerOf(request.headers.authorization, reply, listScopes)
      if (bearer === null) return reply
      const own = [...calendars.values()].filter((calendar) => isSeenBy(calendar, bearer.email))
      const from = Number(request.query.pageToken ?? 0)
      const to = from + Math.min(Number(request.query.maxResults ?? 100), paging.most, 250)
      return {
        kind: 'calendar#calendarList',
        etag: '"p1"',
        ...(to < own.length ? { nextPageToken: String(to) } : { nextSyncToken: 'calendars' }),
        items: own.slice(from, to).map(({ id, summary, timeZone, isPrimary, email }) => ({
          kind: 'calendar#calendarListEntry',
          id,
          summary,
          timeZone,
          selected: true,
          accessRole: email === bearer.email ? 'owner' : 'reader',
          ...(isPrimary && email === bearer.email && { primary: true }),
        })),
      }
    })
    app.get<{ Params: { id: string } }>('/calendar/v3/calendars/:id/events', async (request, reply) => {
      const bearer = bearerOf(request.headers.authorization, reply, anyCalendarScope)
      if (bearer === null) return reply
      const calendar = calendarOf(bearer, request.params.id)
      return answer(reply, calendar === null ? errors.notFound : listEvents(request.query, { calendar, epoch, paging }))
    })
    app.get<{ Params: { id: string; eventId: string } }>('/calendar/v3/calendars/:id/events/:eventId', async (request, reply) => {
      const bearer = bearerOf(request.headers.authorization, reply, anyCalendarScope)
      if (bearer === null) return reply
      const calendar = calendarOf(bearer, request.params.id)
      const event = calendar?.find(request.params.eventId) ?? null
      return calendar === null || event === null || event.isForgotten ? refuse(reply, errors.notFound) : resourceOf(event, calendar)
    })
    app.post<{ Params: { id: string } }>('/calendar/v3/calendars/:id/events/watch', async (request, reply) => {
      const bearer = bearerOf(request.headers.authorization, reply, anyCalendarScope)
      if (bearer === null) return reply
      const calendar = calendarOf(bearer, request.params.id)
      if (calendar === null) return refuse(reply, errors.notFound)
      return answer(reply, await channels.watch(calendar.id, bearer.email, request.body))
    })
    app.post('/calendar/v3/channels/stop', async (request, reply) => {
      const bearer = bearerOf(request.headers.authorization, reply, anyCalendarScope)
      if (bearer === null) return reply
      const refusal = channels.stop(bearer.email, request.body)
      return refusal === null ? reply.code(204).send() : refuse(reply, refusal)
    })
  })

  for (const { email } of people) addCalendar({ id: email, summary: email, timeZone, email }, true)
  return {
    ...standIn,
    client,
    people,
    authority,
    channels,
    internet: {
      googleApi: standIn.url,
      googleAuthorise: `${standIn.url}/o/oauth2/v2/auth`,
      googleToken: `${standIn.url}/token`,
      googleRevoke: `${standIn.url}/revoke`,
    },
    get calendars() {
      return [...calendars.values()]
    },
    calendar(id) {
      const found = calendars.get(id)
      if (found === undefined) throw new Error(`Google's stand-in has no calendar ${id}`)
      return found
    },
    addCalendar: (calendar) => addCalendar(calendar),
    share: (id, email) => void readers.set(id, new Set([...(readers.get(id) ?? []), email])),
    expireSyncTokens() {
      epoch += 1
      for (const calendar of calendars.values()) calendar.forgetCancelled()
    },
    setPaging: (changed) => void (paging = { ...paging, ...changed }),
  }
}

function isError(told: GoogleError | object): told is GoogleError {
  return 'status' in told && 'body' in told
}

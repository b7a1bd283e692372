import { z } from 'zod'
import type { AppointmentChange } from '../ingest/change.ts'
import { readCalendly } from '../providers/calendly/read.ts'
import { listedEventSchema, listedInviteeSchema, type ListedEvent } from '../providers/calendly/schema.ts'
import { supersededHalf, wholeInvitee } from '../providers/calendly/whole.ts'
import { findLinkedAppointment } from '../store/appointments.ts'
import { pages, pathOf } from './calendly-pages.ts'
import { openCalendlySubscriptions } from './calendly-subscriptions.ts'
import { calendlyUserSchema, type CalendlyUser } from './calendly-user.ts'
import type { Client, ClientParts } from './client.ts'
import { ApiError, type Api, type Query } from './http.ts'
import { parseReply } from './parse-reply.ts'
import type { Span } from './reader.ts'

/*
 * Calendly's second API. Source: developer.calendly.com/api-docs/calendly-api (users, scheduled events, webhooks).
 * There is no filter for what has changed since some time: everything in a span of starts is read, in both states.
 */

/** Asked for at the same time: an event's invitees are a request of their own. */
const atOnce = 6

export function openCalendly({ api, db, connection, paths, onUnreadable }: ClientParts): Client {
  const scope = connection.scope ?? 'user'
  let known: CalendlyUser | null = null

  async function me(): Promise<CalendlyUser> {
    known ??= parseReply(calendlyUserSchema, (await api.get('users/me')).body).resource
    return known
  }

  async function owner(): Promise<Query> {
    const { uri, current_organization: organization } = await me()
    return scope === 'user' ? { user: uri } : { organization }
  }

  async function* read({ fromMs, toMs }: Span): AsyncIterable<readonly AppointmentChange[]> {
    const listed = new Set<string>()
    const halves: AppointmentChange[] = []
    for (const status of ['active', 'canceled']) {
      const query = {
        ...(await owner()),
        status,
        min_start_time: new Date(fromMs).toISOString(),
        max_start_time: new Date(toMs).toISOString(),
        sort: 'start_time:asc',
      }
      for await (const { items, atMs } of pages(api, 'scheduled_events', query)) {
        const events = readable(listedEventSchema, items)
        for (let from = 0; from < events.length; from += atOnce) {
          const several = await Promise.all(events.slice(from, from + atOnce).map((event) => readEvent(event, atMs)))
          for (const change of several.flat()) {
            listed.add(change.externalId)
            const half = supersededHalf(change)
            if (half) halves.push(half)
          }
          yield several.flat()
        }
      }
    }
    yield halves.filter(({ externalId }) => !listed.has(externalId) && !isKnownSuperseded(externalId))
  }

  /** @param atMs when the event was listed: what its invitees tell beyond that is no older. */
  async function readEvent(event: ListedEvent, atMs: number): Promise<AppointmentChange[]> {
    const hosted = await withOwnName(event)
    const changes: AppointmentChange[] = []
    try {
      for await (const { items } of pages(api, `${pathOf(event.uri)}/invitees`, {}))
        changes.push(...readable(listedInviteeSchema, items).map((invitee) => wholeInvitee(hosted, invitee, atMs)))
    } catch (error) {
      // One event that is not there any more keeps nobody from reading the others.
      if (!(error instanceof ApiError && error.status === 404)) throw error
      onUnreadable()
    }
    return changes
  }

  /** Older answers name hosts by their URI only: the token's owner is known all the same. */
  async function withOwnName(event: ListedEvent): Promise<ListedEvent> {
    const { uri, name, email } = await me()
    const memberships = event.event_memberships?.map((one) =>
      one.user === uri ? { ...one, user_email: one.user_email ?? email ?? null, user_name: one.user_name ?? name ?? null } : one,
    )
    return { ...event, event_memberships: memberships }
  }

  function readable<T extends z.ZodType>(schema: T, items: readonly unknown[]): z.output<T>[] {
    return items.flatMap((item) => {
      const parsed = schema.safeParse(item)
      if (parsed.success) return [parsed.data]
      onUnreadable()
      return []
    })
  }

  function isKnownSuperseded(externalId: string): boolean {
    return findLinkedAppointment(db, { source: 'calendly', externalId, origin: 'real' })?.status === 'superseded'
  }

  async function sample(): Promise<boolean> {
    const { uri: user, current_organization: organization } = await me()
    const query = { event: 'invitee.created', organization, scope, ...(scope === 'user' && { user }) }
    const { body, atMs } = await api.get('sample_webhook_data', query)
    try {
      const context = { headers: {}, rawBody: Buffer.alloc(0), receivedAtMs: atMs, signedAtMs: null, messageId: null }
      return readCalendly(body, { ...context, clinicTimestamp: 'start' }).changes.length > 0
    } catch {
      return false
    }
  }

  return {
    async identify() {
      const { name = null, email = null } = await me()
      return { name, email }
    },
    read,
    subscriptions: openCalendlySubscriptions(api, me, scope, paths),
    sample,
    markNoShow: ({ externalId }, noShow) => markNoShow(api, externalId, noShow),
  }
}

const noShowSchema = z.looseObject({ resource: z.looseObject({ no_show: z.looseObject({ uri: z.string() }).nullish() }) })

/**
 * Looks first how it stands, so that an attempt whose answer was lost can be repeated.
 * Source: create invitee no show (`{invitee}`, 201), delete invitee no show (204).
 */
async function markNoShow(api: Api, inviteeUri: string, noShow: boolean): Promise<number> {
  const { body, atMs } = await api.get(pathOf(inviteeUri))
  const present = parseReply(noShowSchema, body).resource.no_show ?? null
  if ((present !== null) === noShow) return atMs
  if (present === null) return (await api.post('invitee_no_shows', { invitee: inviteeUri })).atMs
  return (await api.delete(pathOf(present.uri))).atMs
}

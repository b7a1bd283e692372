import type { FastifyInstance } from 'fastify'
import type { CalendlyState } from './calendly.ts'
import { CalendlyRefusal } from './calendly-account.ts'
import type { CalendlyEvent, CalendlyInvitee } from './calendly-account.ts'
import { denied, directionOf, instantOf, invalid, notFound, pageOf } from './calendly-answers.ts'
import type { Query } from './calendly-answers.ts'
import { cancellationResource, eventResource, instant, inviteeResource, lastPart } from './calendly-resources.ts'

const statuses = ['active', 'canceled']

/**
 * Events, invitees and no-shows.
 * Source: developer.calendly.com/api-docs/calendly-api/scheduled-events. There is no filter for what changed since some time.
 */
export function addScheduleRoutes(app: FastifyInstance, state: CalendlyState): void {
  const { account } = state
  const eventOf = (uuid: string): CalendlyEvent =>
    mine(
      account.events.find(({ uri }) => lastPart(uri) === uuid),
      state,
    )
  const inviteeOf = (uri: string | undefined): CalendlyInvitee => {
    const invitee = account.invitees.find((one) => one.uri === uri)
    if (invitee === undefined) throw notFound()
    mine(invitee.event, state)
    return invitee
  }

  app.get<{ Querystring: Query }>('/scheduled_events', async ({ query }) => {
    const isAsked = askedFor(query, state)
    const status = statusOf(query)
    const [fromMs, toMs] = [instantOf(query, 'min_start_time'), instantOf(query, 'max_start_time')]
    const direction = directionOf(query, 'start_time')
    const listed = account.events
      .filter(isAsked)
      .filter((event) => status === undefined || (event.cancellation === null) === (status === 'active'))
      .filter(({ startMs }) => (fromMs === null || startMs >= fromMs) && (toMs === null || startMs < toMs))
      .filter(
        (event) => query['invitee_email'] === undefined || invitees(event).some(({ person }) => person.email === query['invitee_email']),
      )
      .toSorted((a, b) => direction * (a.startMs - b.startMs))
    return pageOf(listed, query, '/scheduled_events', (event) => eventResource(event, account))
  })

  app.get<{ Params: { uuid: string } }>('/scheduled_events/:uuid', async ({ params }) => ({
    resource: eventResource(eventOf(params.uuid), account),
  }))

  app.get<{ Params: { uuid: string }; Querystring: Query }>('/scheduled_events/:uuid/invitees', async ({ params, query }) => {
    const event = eventOf(params.uuid)
    const status = statusOf(query)
    const direction = directionOf(query, 'created_at')
    const listed = invitees(event)
      .filter((invitee) => status === undefined || (invitee.cancellation === null) === (status === 'active'))
      .filter(({ person }) => query['email'] === undefined || person.email === query['email'])
      .toSorted((a, b) => direction * (a.createdAtMs - b.createdAtMs))
    return pageOf(listed, query, `/scheduled_events/${params.uuid}/invitees`, inviteeResource)
  })

  app.get<{ Params: { uuid: string; invitee: string } }>('/scheduled_events/:uuid/invitees/:invitee', async ({ params }) => ({
    resource: inviteeResource(inviteeOf(`${eventOf(params.uuid).uri}/invitees/${params.invitee}`)),
  }))

  app.post<{ Params: { uuid: string }; Body: { reason?: string } | undefined }>(
    '/scheduled_events/:uuid/cancellation',
    async ({ params, body }, reply) => {
      const event = eventOf(params.uuid)
      if (event.cancellation !== null) throw denied('Event is already canceled')
      return reply.code(201).send({ resource: cancellationResource(account.cancelEvent(event.uri, body?.reason)) })
    },
  )

  app.post<{ Body: { invitee?: string } | undefined }>('/invitee_no_shows', async ({ body }, reply) => {
    if (typeof body?.invitee !== 'string') throw invalid('invitee', "can't be blank")
    const invitee = inviteeOf(body.invitee)
    try {
      return await reply.code(201).send({ resource: noShowResource(invitee, account.markNoShow(invitee.uri)) })
    } catch (error) {
      if (error instanceof CalendlyRefusal) throw invalid('invitee', error.message)
      throw error
    }
  })

  const markedBy = (uuid: string): CalendlyInvitee => {
    const invitee = account.invitees.find(({ noShow }) => noShow !== null && lastPart(noShow.uri) === uuid)
    return inviteeOf(invitee?.uri)
  }
  app.get<{ Params: { uuid: string } }>('/invitee_no_shows/:uuid', async ({ params }) => {
    const invitee = markedBy(params.uuid)
    return { resource: invitee.noShow && noShowResource(invitee, invitee.noShow) }
  })
  app.delete<{ Params: { uuid: string } }>('/invitee_no_shows/:uuid', async ({ params }, reply) => {
    account.undoNoShow(markedBy(params.uuid).uri)
    return reply.code(204).send()
  })

  function invitees(event: CalendlyEvent): CalendlyInvitee[] {
    return account.invitees.filter((invitee) => invitee.event === event)
  }
}

function noShowResource({ uri: invitee }: CalendlyInvitee, { uri, atMs }: NonNullable<CalendlyInvitee['noShow']>) {
  return { created_at: instant(atMs), invitee, uri }
}

/** Who is no admin sees only what they host. */
function mine(event: CalendlyEvent | undefined, { isAdmin, owner }: CalendlyState): CalendlyEvent {
  if (event === undefined) throw notFound()
  if (!isAdmin && event.host !== owner()) throw denied()
  return event
}

function statusOf({ status }: Query): string | undefined {
  if (status !== undefined && !statuses.includes(status)) throw invalid('status', 'must be active or canceled')
  return status
}

/** One of `user` and `organization` has to be given; all of the organization's events are for its admins. */
function askedFor({ user, organization }: Query, { account, isAdmin, owner }: CalendlyState): (event: CalendlyEvent) => boolean {
  if (organization !== undefined) {
    if (organization !== account.organization) throw denied()
    if (!isAdmin) throw denied()
    return ({ host }) => user === undefined || host.uri === user
  }
  if (user === undefined) throw invalid('user', 'one of user, organization and group must be present')
  if (user !== owner().uri && !(isAdmin && account.users.some(({ uri }) => uri === user))) throw denied()
  return ({ host }) => host.uri === user
}

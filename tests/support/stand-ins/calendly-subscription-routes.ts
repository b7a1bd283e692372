import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { CalendlyState } from './calendly.ts'
import type { CalendlyEvent, CalendlyInvitee, CalendlyNews } from './calendly-account.ts'
import { CalendlyError, denied, directionOf, invalid, notFound, pageOf } from './calendly-answers.ts'
import type { Query } from './calendly-answers.ts'
import { lastPart } from './calendly-resources.ts'
import { envelopeOf, subscriptionResource } from './calendly-subscriptions.ts'

const offeredEvents = [
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
  'event_type.created',
  'event_type.updated',
  'event_type.deleted',
] as const
const scopes = ['user', 'organization'] as const
const ofForms = 'routing_form_submission.created'

const newSubscriptionSchema = z.object({
  url: z.string(),
  events: z.array(z.enum(offeredEvents)).min(1),
  organization: z.string(),
  user: z.string().optional(),
  scope: z.enum(scopes),
  signing_key: z.string().min(1).optional(),
})

/** Webhook subscriptions and the sample. Source: developer.calendly.com/api-docs/calendly-api/webhooks. */
export function addSubscriptionRoutes(app: FastifyInstance, state: CalendlyState): void {
  const { account, subscriptions } = state

  app.get<{ Querystring: Query }>('/webhook_subscriptions', async ({ query }) => {
    const scope = scopeOf(query)
    allow(scope, query, state)
    const direction = directionOf(query, 'created_at')
    const listed = subscriptions.all
      .filter((one) => one.scope === scope && (scope === 'organization' || one.user === query['user']))
      .toSorted((a, b) => direction * (a.createdAtMs - b.createdAtMs))
    return pageOf(listed, query, '/webhook_subscriptions', (one) => subscriptionResource(one, account))
  })

  app.post('/webhook_subscriptions', async ({ body }, reply) => {
    const parsed = newSubscriptionSchema.safeParse(body)
    if (!parsed.success) throw invalid(parsed.error.issues[0]?.path.join('.') ?? '', 'is invalid')
    const { url, events, scope, user, signing_key: signingKey = null } = parsed.data
    allow(scope, parsed.data, state)
    if (state.plan === 'no-webhooks' || (state.plan === 'free' && events.includes(ofForms)))
      throw denied('Please upgrade to a paid Calendly account.')
    if (!isFitForCallback(url, state)) throw invalid('url', 'must be a valid https url')
    if (scope === 'user' && events.includes(ofForms)) throw invalid('events', `${ofForms} needs the scope organization`)
    const made = subscriptions.add({
      callbackUrl: url,
      events,
      scope,
      user: scope === 'user' ? (user ?? null) : null,
      creator: state.owner().uri,
      signingKey,
    })
    if (made === null) throw new CalendlyError(409, 'Already Exists', 'Hook with this url already exists')
    return reply.code(201).send({ resource: subscriptionResource(made, account) })
  })

  app.get<{ Params: { uuid: string } }>('/webhook_subscriptions/:uuid', async ({ params }) => {
    const found = subscriptions.all.find(({ uri }) => lastPart(uri) === params.uuid)
    if (found === undefined) throw notFound()
    return { resource: subscriptionResource(found, account) }
  })

  app.delete<{ Params: { uuid: string } }>('/webhook_subscriptions/:uuid', async ({ params }, reply) => {
    const found = subscriptions.all.find(({ uri }) => lastPart(uri) === params.uuid)
    if (found === undefined) throw notFound()
    subscriptions.remove(found.uri)
    return reply.code(204).send()
  })

  app.get<{ Querystring: Query }>('/sample_webhook_data', async ({ query }) => {
    const scope = scopeOf(query)
    allow(scope, query, state)
    const event = offeredEvents.find((offered) => offered === query['event'])
    if (event === undefined) throw invalid('event', 'is not included in the list')
    return envelopeOf(sampleOf(event, state), { creator: state.owner().uri }, account, state.now())
  })
}

function scopeOf({ scope }: Query): (typeof scopes)[number] {
  const known = scopes.find((one) => one === scope)
  if (known === undefined) throw invalid('scope', 'must be user, organization or group')
  return known
}

/** The organization has to be the token's own; its scope is for admins; the scope `user` has to name the token's own user. */
function allow(
  scope: (typeof scopes)[number],
  { organization, user }: { organization?: string; user?: string },
  state: CalendlyState,
): void {
  if (organization === undefined) throw invalid('organization', "can't be blank")
  if (organization !== state.account.organization) throw denied()
  if (scope === 'organization') {
    if (!state.isAdmin) throw denied()
    return
  }
  if (user === undefined) throw invalid('user', "can't be blank")
  if (user !== state.owner().uri) throw denied()
}

function isFitForCallback(url: string, { takesLocalCallbacks }: CalendlyState): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:') return true
  return takesLocalCallbacks && protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** Made up, and kept nowhere. */
function sampleOf(event: (typeof offeredEvents)[number], { account, now, owner }: CalendlyState): CalendlyNews {
  const atMs = now()
  const person = { name: 'John Doe', email: 'john.doe@example.com', timeZone: 'America/New_York' }
  if (event === 'routing_form_submission.created')
    return { event, form: { uri: `${account.organization}/sample`, person, createdAtMs: atMs } }
  if (event.startsWith('event_type.')) throw notFound()
  const on: CalendlyEvent = {
    uri: 'https://api.calendly.com/scheduled_events/SAMPLE',
    name: '30 Minute Meeting',
    host: owner(),
    startMs: atMs + 86_400_000,
    endMs: atMs + 88_200_000,
    limit: 1,
    calendarEventId: 'sample',
    createdAtMs: atMs,
    updatedAtMs: atMs,
    cancellation: null,
  }
  const invitee: CalendlyInvitee = {
    uri: `${on.uri}/invitees/SAMPLE`,
    event: on,
    person,
    createdAtMs: atMs,
    oldInvitee: null,
    newInvitee: null,
    updatedAtMs: atMs,
    cancellation: event === 'invitee.canceled' ? { canceledBy: person.name, reason: null, cancelerType: 'invitee', atMs } : null,
    noShow: event === 'invitee_no_show.created' ? { uri: 'https://api.calendly.com/invitee_no_shows/SAMPLE', atMs } : null,
  }
  return { event: event as Exclude<CalendlyNews['event'], 'routing_form_submission.created'>, invitee }
}

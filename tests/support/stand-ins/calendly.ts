import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { CalendlyRefusal, createCalendlyAccount } from './calendly-account.ts'
import type { CalendlyAccount, CalendlyUser } from './calendly-account.ts'
import { CalendlyError, denied, notFound, sendError } from './calendly-answers.ts'
import { addScheduleRoutes } from './calendly-schedule.ts'
import { addSubscriptionRoutes } from './calendly-subscription-routes.ts'
import { createCalendlySubscriptions } from './calendly-subscriptions.ts'
import type { CalendlySubscription, CalendlySubscriptions, NewSubscription } from './calendly-subscriptions.ts'
import { userResource } from './calendly-resources.ts'
import { serveStandIn } from './common/serve.ts'
import type { StandIn, StandInOptions } from './common/serve.ts'

export interface CalendlyOptions extends StandInOptions {
  /** True: addresses of this machine without TLS are taken for callbacks, which the real Calendly refuses. */
  readonly takesLocalCallbacks?: boolean
}

/** `free` tells of no forms; `no-webhooks` is what it was until November 2026. Source: developer.calendly.com/release-notes/2026/11/3. */
export type CalendlyPlan = 'no-webhooks' | 'free' | 'paid'

/** What the routes look at. */
export interface CalendlyState {
  readonly account: CalendlyAccount
  readonly subscriptions: CalendlySubscriptions
  readonly takesLocalCallbacks: boolean
  readonly now: () => number
  plan: CalendlyPlan
  /** False: the token's owner is a member who sees only their own. */
  isAdmin: boolean
  owner(): CalendlyUser
}

/** Calendly's second API, and what people do on its pages. */
export interface StandInCalendly extends StandIn, Pick<CalendlySubscriptions, 'retryDue'> {
  readonly account: CalendlyAccount
  /** The personal access token, as long as Calendly's real ones. */
  readonly token: string
  readonly subscriptions: readonly CalendlySubscription[]
  /** As the API does it, without asking it. Throws if the address is taken. */
  subscribe(given: Pick<NewSubscription, 'callbackUrl' | 'signingKey'> & { readonly events?: readonly string[] }): CalendlySubscription
  /** One, or all of them. */
  disableSubscription(uri?: string): void
  revokeToken(): void
  /** A person makes another token. @returns it. */
  renewToken(): string
  setPlan(plan: CalendlyPlan): void
  setAdmin(isAdmin: boolean): void
}

const inviteeEvents = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'] as const

/** @param options `seed` makes all of its ids. Its own limit of requests counts by `now`. */
export async function createStandInCalendly(options: CalendlyOptions = {}): Promise<StandInCalendly> {
  const { now = Date.now, seed = 1 } = options
  let tokens = 0
  const newToken = (): string => {
    tokens += 1
    const words = Array.from({ length: 9 }, (_, index) => createHash('sha256').update(`${seed} ${tokens} ${index}`).digest('base64url'))
    return `eyJraWQiOiJzdGFuZC1pbiJ9.${words.join('')}`
  }
  let token: string | null = newToken()
  let shownToken = token
  let state!: CalendlyState
  const standIn = await serveStandIn(options, (app, { outbox }) => {
    const subscriptions = createCalendlySubscriptions({ now, seed, outbox, account: () => state.account })
    const account = createCalendlyAccount({ now, seed, tell: (news) => subscriptions.tell(news) })
    const [owner] = account.users as [CalendlyUser, ...CalendlyUser[]]
    const takesLocalCallbacks = options.takesLocalCallbacks ?? false
    state = { account, subscriptions, takesLocalCallbacks, now, plan: 'paid', isAdmin: true, owner: () => owner }
    addAnswers(app)
    addRateLimit(app, state)
    app.addHook('onRequest', async ({ headers }) => {
      if (token === null || headers.authorization !== `Bearer ${token}`)
        throw new CalendlyError(401, 'Unauthenticated', 'The access token is invalid')
    })
    app.get('/users/me', async () => ({ resource: userResource(owner, account) }))
    addScheduleRoutes(app, state)
    addSubscriptionRoutes(app, state)
  })
  const { account, subscriptions } = state

  return {
    ...standIn,
    account,
    get token() {
      return shownToken
    },
    get subscriptions() {
      return subscriptions.all
    },
    subscribe({ callbackUrl, signingKey, events = inviteeEvents }) {
      const creator = state.owner().uri
      const made = subscriptions.add({ callbackUrl, signingKey, events, scope: 'organization', user: null, creator })
      if (made === null) throw new CalendlyRefusal('there is a subscription for this address')
      return made
    },
    disableSubscription(uri) {
      for (const subscription of subscriptions.all)
        if (uri === undefined || subscription.uri === uri) subscriptions.disable(subscription.uri)
    },
    retryDue: () => subscriptions.retryDue(),
    revokeToken: () => void (token = null),
    renewToken() {
      shownToken = token = newToken()
      return shownToken
    },
    setPlan: (plan) => void (state.plan = plan),
    setAdmin: (isAdmin) => void (state.isAdmin = isAdmin),
  }
}

function addAnswers(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendError(reply, notFound()))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof CalendlyError) return sendError(reply, error)
    // What the pages would not offer, the API refuses.
    if (error instanceof CalendlyRefusal) return sendError(reply, denied(error.message))
    throw error
  })
}

/** Per user and minute: 500 on paid plans, 50 on the free one. Source: developer.calendly.com/api-docs/overview/rate-limits. */
function addRateLimit(app: FastifyInstance, state: CalendlyState): void {
  const windowMs = 60_000
  let [since, used] = [Number.NEGATIVE_INFINITY, 0]
  app.addHook('onRequest', async (_request, reply) => {
    const atMs = state.now()
    if (atMs - since >= windowMs || atMs < since) [since, used] = [atMs, 0]
    used += 1
    const limit = state.plan === 'paid' ? 500 : 50
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': Math.max(limit - used, 0),
      'x-ratelimit-reset': Math.ceil((since + windowMs - atMs) / 1000),
    })
    if (used > limit) throw new CalendlyError(429, 'Too Many Requests', 'You have exceeded the rate limit.')
  })
}

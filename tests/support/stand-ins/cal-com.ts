import { asUuid, createIds } from './common/ids.ts'
import { serveStandIn } from './common/serve.ts'
import type { StandIn, StandInOptions } from './common/serve.ts'
import { CalComRefusal, createCalComAccount } from './cal-com-account.ts'
import type { CalComAccount } from './cal-com-account.ts'
import { addAnswers, addRateLimit, CalComError } from './cal-com-answers.ts'
import { addBookingRoutes } from './cal-com-bookings.ts'
import { pingBody } from './cal-com-payloads.ts'
import { addWebhookRoutes } from './cal-com-webhook-routes.ts'
import { createCalComWebhooks } from './cal-com-webhooks.ts'
import type { CalComWebhook, CalComWebhooks } from './cal-com-webhooks.ts'

export interface CalComOptions extends StandInOptions {
  /** True: addresses of this machine are taken for webhooks, which the real Cal.com refuses. */
  readonly takesLocalCallbacks?: boolean
}

/** What the routes look at. */
export interface CalComState {
  readonly account: CalComAccount
  readonly webhooks: CalComWebhooks
  readonly takesLocalCallbacks: boolean
  readonly now: () => number
}

/** Cal.com's second API, and what people do on its pages. */
export interface StandInCalCom extends StandIn {
  readonly account: CalComAccount
  /** The API key. */
  readonly token: string
  readonly webhooks: readonly CalComWebhook[]
  /** As its settings page does it. Throws if the address is taken. */
  subscribe(given: Pick<CalComWebhook, 'subscriberUrl' | 'secret'> & { readonly triggers?: readonly string[] }): CalComWebhook
  /** Switches webhooks off: one, or all of them. */
  disableSubscription(id?: string): void
  /** The test button of its settings page. */
  ping(id: string): void
  revokeToken(): void
  /** @returns the new key. */
  renewToken(): string
}

/** Those that tell of bookings; Cal.com offers more. */
const bookingTriggers = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_REJECTED',
  'BOOKING_CANCELLED',
  'BOOKING_NO_SHOW_UPDATED',
  'MEETING_ENDED',
] as const

/** @param options `seed` makes all of its ids. Its own limit of requests counts by `now`. */
export async function createStandInCalCom(options: CalComOptions = {}): Promise<StandInCalCom> {
  const { now = Date.now, seed = 1 } = options
  const nextKey = createIds(seed + 2)
  const newToken = (): string => `cal_live_${asUuid(nextKey('key')).replaceAll('-', '')}`
  let token: string | null = newToken()
  let shownToken = token
  let state!: CalComState
  const standIn = await serveStandIn(options, (app, { outbox }) => {
    const account = createCalComAccount({ now, seed, tell: (news) => state.webhooks.tell(news) })
    const webhooks = createCalComWebhooks({ now, seed, outbox, userId: account.host.id })
    state = { account, webhooks, takesLocalCallbacks: options.takesLocalCallbacks ?? false, now }
    addAnswers(app, now)
    addRateLimit(app, now)
    app.addHook('onRequest', async ({ headers }) => {
      if (token === null || headers.authorization !== `Bearer ${token}`)
        throw new CalComError(401, 'UnauthorizedException', 'ApiAuthStrategy - api key - Your api key is not valid')
    })
    app.get('/v2/me', async () => {
      const { id, username, email, name, timeZone } = account.host
      return { status: 'success', data: { id, username, email, name, timeFormat: 24, timeZone, weekStart: 'Monday', defaultScheduleId: 1 } }
    })
    addBookingRoutes(app, state)
    addWebhookRoutes(app, state)
  })
  const { account, webhooks } = state

  return {
    ...standIn,
    account,
    get token() {
      return shownToken
    },
    get webhooks() {
      return webhooks.all
    },
    subscribe({ subscriberUrl, secret, triggers = bookingTriggers }) {
      const made = webhooks.add({ subscriberUrl, secret, triggers, active: true, payloadTemplate: null })
      if (made === null) throw new CalComRefusal('there is a webhook for this address')
      return made
    },
    disableSubscription(id) {
      for (const webhook of webhooks.all) if (id === undefined || webhook.id === id) webhook.active = false
    },
    ping(id) {
      const webhook = webhooks.all.find((one) => one.id === id)
      if (webhook) webhooks.push(webhook, pingBody(now()), 'PING')
    },
    revokeToken: () => void (token = null),
    renewToken() {
      shownToken = token = newToken()
      return shownToken
    },
  }
}

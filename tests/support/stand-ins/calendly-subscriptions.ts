import { createHmac } from 'node:crypto'
import type { CalendlyAccount, CalendlyNews } from './calendly-account.ts'
import { eventResource, formResource, instant, inviteeResource } from './calendly-resources.ts'
import { asUuid, createIds } from './common/ids.ts'
import type { Outbox, Push } from './common/outbox.ts'

export interface CalendlySubscription {
  readonly uri: string
  readonly callbackUrl: string
  readonly events: readonly string[]
  readonly scope: 'user' | 'organization'
  /** Of scope `user`: whose bookings it hears of. */
  readonly user: string | null
  readonly creator: string
  /** Null: pushes are not signed. */
  readonly signingKey: string | null
  readonly createdAtMs: number
  updatedAtMs: number
  state: 'active' | 'disabled'
  /** Since when its pushes have been failing; null: they do not. */
  retryStartedAtMs: number | null
}

export type NewSubscription = Pick<CalendlySubscription, 'callbackUrl' | 'events' | 'scope' | 'user' | 'creator' | 'signingKey'>

export interface CalendlySubscriptions {
  readonly all: readonly CalendlySubscription[]
  /** Null: one with this address exists already. */
  add(subscription: NewSubscription): CalendlySubscription | null
  remove(uri: string): boolean
  /** As Calendly does by itself after 24 hours of failures. Nobody is told. */
  disable(uri: string): void
  tell(news: CalendlyNews): void
  /** Puts into the outbox again what failed and is due by Calendly's clock, and gives subscriptions up that failed for 24 hours. */
  retryDue(): void
}

const hourMs = 3_600_000
/** Failures for 24 h disable a subscription. Source: developer.calendly.com/api-docs/overview/webhooks/webhook-errors. */
const givesUpAfterMs = 24 * hourMs
const firstPauseMs = 60_000

export function createCalendlySubscriptions({
  now,
  seed,
  outbox,
  account,
}: {
  readonly now: () => number
  readonly seed: number
  readonly outbox: Outbox
  readonly account: () => CalendlyAccount
}): CalendlySubscriptions {
  const nextId = createIds(seed + 1)
  let all: CalendlySubscription[] = []
  let failed: { readonly subscription: CalendlySubscription; readonly push: Push; readonly dueAtMs: number }[] = []
  const subscriptionOf = new WeakMap<Push, CalendlySubscription>()

  function forget(subscription: CalendlySubscription): void {
    failed = failed.filter((one) => one.subscription !== subscription)
    outbox.lose((push) => subscriptionOf.get(push) === subscription)
  }

  function giveUp(subscription: CalendlySubscription): void {
    subscription.state = 'disabled'
    subscription.updatedAtMs = now()
    forget(subscription)
  }

  function put(subscription: CalendlySubscription, news: CalendlyNews): void {
    const body = JSON.stringify(envelopeOf(news, subscription, account(), now()))
    let pauseMs = firstPauseMs
    const push: Push = {
      url: subscription.callbackUrl,
      body,
      headers: (sentAtMs) => ({ 'content-type': 'application/json', ...signatureOf(body, subscription.signingKey, sentAtMs) }),
      about: aboutOf(news),
      answered(status) {
        if (subscription.state === 'disabled') return
        if (status !== null && status >= 200 && status < 300) {
          if (failed.every((one) => one.subscription !== subscription)) subscription.retryStartedAtMs = null
          return
        }
        subscription.retryStartedAtMs ??= now()
        failed.push({ subscription, push, dueAtMs: now() + pauseMs })
        pauseMs *= 2
      },
    }
    subscriptionOf.set(push, subscription)
    outbox.put(push)
  }

  return {
    get all() {
      return all
    },
    add(given) {
      // Of a disabled one the documentation says only that it has to be created again: whoever removes it first is right in any case.
      if (all.some(({ callbackUrl }) => callbackUrl === given.callbackUrl)) return null
      const atMs = now()
      const uri = `https://api.calendly.com/webhook_subscriptions/${asUuid(nextId('webhook_subscriptions'))}`
      const subscription: CalendlySubscription = {
        ...given,
        uri,
        createdAtMs: atMs,
        updatedAtMs: atMs,
        state: 'active',
        retryStartedAtMs: null,
      }
      all.push(subscription)
      return subscription
    },
    remove(uri) {
      const subscription = all.find((one) => one.uri === uri)
      if (subscription === undefined) return false
      all = all.filter((one) => one !== subscription)
      forget(subscription)
      return true
    },
    disable(uri) {
      const subscription = all.find((one) => one.uri === uri)
      if (subscription) giveUp(subscription)
    },
    tell(news) {
      for (const subscription of all) {
        if (subscription.state === 'active' && subscription.events.includes(news.event) && hears(subscription, news))
          put(subscription, news)
      }
    },
    retryDue() {
      for (const subscription of all) {
        const { retryStartedAtMs, state } = subscription
        if (state === 'active' && retryStartedAtMs !== null && now() - retryStartedAtMs >= givesUpAfterMs) giveUp(subscription)
      }
      const due = failed.filter(({ dueAtMs }) => dueAtMs <= now())
      failed = failed.filter(({ dueAtMs }) => dueAtMs > now())
      for (const { push } of due) outbox.put(push)
    },
  }
}

/** A user's subscription hears of the bookings with this user. */
function hears({ scope, user }: CalendlySubscription, news: CalendlyNews): boolean {
  return scope === 'organization' || ('invitee' in news && news.invitee.event.host.uri === user)
}

function aboutOf(news: CalendlyNews): string {
  return `${news.event} ${'invitee' in news ? news.invitee.uri : news.form.uri}`
}

/** The body of a webhook: the invitee as it stands now, with its event. */
export function envelopeOf(news: CalendlyNews, { creator }: Pick<CalendlySubscription, 'creator'>, account: CalendlyAccount, atMs: number) {
  const payload =
    'form' in news
      ? formResource(news.form)
      : { ...inviteeResource(news.invitee), scheduled_event: eventResource(news.invitee.event, account) }
  return { created_at: instant(atMs), created_by: creator, event: news.event, payload }
}

/** `t=<seconds>,v1=<hex>`. Source: developer.calendly.com/api-docs/overview/webhooks/webhook-signatures. */
function signatureOf(body: string, signingKey: string | null, sentAtMs: number): Record<string, string> {
  if (signingKey === null) return {}
  const t = Math.floor(sentAtMs / 1000)
  return { 'calendly-webhook-signature': `t=${t},v1=${createHmac('sha256', signingKey).update(`${t}.${body}`).digest('hex')}` }
}

export function subscriptionResource(subscription: CalendlySubscription, { organization }: CalendlyAccount) {
  const { uri, callbackUrl, events, scope, user, creator, createdAtMs, updatedAtMs, state, retryStartedAtMs } = subscription
  return {
    callback_url: callbackUrl,
    created_at: instant(createdAtMs),
    creator,
    events,
    group: null,
    organization,
    retry_started_at: retryStartedAtMs === null ? null : instant(retryStartedAtMs),
    scope,
    state,
    updated_at: instant(updatedAtMs),
    uri,
    user,
  }
}

import { describe, expect, onTestFinished, test } from 'vitest'
import { calendlyV1 } from '../../../src/main/signatures/calendly-v1.ts'
import { createStandInCalendly } from '../../support/stand-ins/calendly.ts'
import type { CalendlyOptions } from '../../support/stand-ins/calendly.ts'
import type { Push } from '../../support/stand-ins/common/outbox.ts'
import { NOON } from '../../support/temporary.ts'
import { asker } from './ask.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const url = 'https://desk.example/api/webhooks/calendly'
const key = 'a signing key of the tests, long enough'
const jane = { name: 'Jane Doe', email: 'jane@example.com', timeZone: 'Europe/Berlin' }
const bob = { name: 'Bob Nwosu', email: 'bob@example.com', timeZone: 'America/New_York' }

async function open(options: CalendlyOptions = {}) {
  const clock = { nowMs: NOON }
  const sent: { readonly push: Push; readonly sentAtMs: number }[] = []
  const wire = { answer: 200 as number | null }
  const calendly = await createStandInCalendly({
    now: () => clock.nowMs,
    async deliver(push, sentAtMs) {
      sent.push({ push, sentAtMs })
      return wire.answer
    },
    ...options,
  })
  onTestFinished(() => calendly.close())
  const { account } = calendly
  return {
    calendly,
    account,
    clock,
    sent,
    wire,
    ask: asker(calendly.url, () => calendly.token),
    organization: encodeURIComponent(account.organization),
    subscription: { url, events: ['invitee.created'], organization: account.organization, scope: 'organization', signing_key: key },
  }
}

describe('who asks', () => {
  test('is told whose token it is, by the clock of Calendly', async () => {
    const { account, ask } = await open()
    const { status, headers, body } = await ask('/users/me')
    expect([status, headers.get('date')]).toEqual([200, new Date(NOON).toUTCString()])
    expect(body).toMatchObject({
      resource: { uri: account.users[0]?.uri, current_organization: account.organization, timezone: 'America/New_York' },
    })
  })

  test('is refused without a token, and with one that was revoked', async () => {
    const { calendly, ask } = await open()
    const refusal = { status: 401, body: { title: 'Unauthenticated', message: 'The access token is invalid' } }
    expect(await ask('/users/me', { token: 'another' })).toMatchObject(refusal)
    calendly.revokeToken()
    expect(await ask('/users/me')).toMatchObject(refusal)
    calendly.renewToken()
    expect(await ask('/users/me')).toMatchObject({ status: 200 })
  })

  test('may ask 50 times a minute on the free plan, and is told when the next minute begins', async () => {
    const { calendly, ask, clock } = await open()
    calendly.setPlan('free')
    clock.nowMs += 15_000
    for (let count = 0; count < 50; count += 1) await ask('/users/me')
    clock.nowMs += 20_000
    const { status, headers, body } = await ask('/users/me')
    expect([status, headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')]).toEqual([429, '0', '40'])
    expect(body).toMatchObject({ title: 'Too Many Requests' })
    clock.nowMs += 40_000
    expect((await ask('/users/me')).status).toBe(200)
  })

  test('hears of what goes wrong on demand, also with an answer that is lost after the deed', async () => {
    const { calendly, account, ask } = await open()
    calendly.faults.add(
      { match: /users\/me/, status: 429, headers: { 'retry-after': '7' }, body: { title: 'Too Many Requests' } },
      { match: /users\/me/, status: null },
    )
    const { status, headers } = await ask('/users/me')
    expect([status, headers.get('retry-after')]).toEqual([429, '7'])
    await expect(ask('/users/me')).rejects.toThrow('fetch failed')
    const { uri } = account.book({ person: jane, startMs: NOON - hourMs })
    calendly.faults.add({ match: /POST \/invitee_no_shows/, status: 502, carriesOut: true })
    expect((await ask('/invitee_no_shows', { method: 'POST', body: { invitee: uri } })).status).toBe(502)
    expect(account.invitees[0]?.noShow).not.toBeNull()
  })
})

describe('events and invitees', () => {
  test('are listed page by page, by their start and state, and nothing is skipped when more are booked meanwhile', async () => {
    const { account, ask, organization } = await open()
    for (let hour = 0; hour < 5; hour += 1) account.book({ person: jane, startMs: NOON + hour * hourMs })
    account.cancel(account.invitees[4]!.uri)
    const window = `min_start_time=${new Date(NOON + hourMs).toISOString()}&max_start_time=${new Date(NOON + 4 * hourMs).toISOString()}`
    const path = `/scheduled_events?organization=${organization}&status=active&count=2&sort=start_time:asc&${window}`
    const first = await ask(path)
    account.book({ person: bob, startMs: NOON + 1.5 * hourMs })
    const { next_page_token: token, next_page: nextPage } = (first.body as { pagination: Record<string, string> }).pagination
    const second = await ask(`${path}&page_token=${token}`)
    const starts = ({ body }: typeof first) =>
      (body as { collection: { start_time: string }[] }).collection.map((event) => Date.parse(event.start_time))
    expect([starts(first), starts(second)]).toEqual([[NOON + hourMs, NOON + 2 * hourMs], [NOON + 3 * hourMs]])
    expect([nextPage?.startsWith('https://api.calendly.com/scheduled_events?'), second.body]).toMatchObject([
      true,
      { pagination: { next_page: null, next_page_token: null } },
    ])
  })

  test('need an organization or a user, which the token may see', async () => {
    const { calendly, account, ask, organization } = await open()
    const [, colleague] = account.users
    account.book({ person: jane, startMs: NOON + hourMs, host: colleague! })
    expect(await ask('/scheduled_events')).toMatchObject({ status: 400, body: { title: 'Invalid Argument' } })
    expect(await ask(`/scheduled_events?organization=${organization}&count=101`)).toMatchObject({ status: 400 })
    expect(await ask(`/scheduled_events?organization=${organization}`)).toMatchObject({
      status: 200,
      body: { collection: [{ status: 'active' }] },
    })
    calendly.setAdmin(false)
    expect(await ask(`/scheduled_events?organization=${organization}`)).toMatchObject({ status: 403, body: { title: 'Permission Denied' } })
    expect(await ask(`/scheduled_events/${account.events[0]!.uri.split('/').at(-1)}`)).toMatchObject({ status: 403 })
    expect(await ask('/scheduled_events/unknown')).toMatchObject({ status: 404, body: { title: 'Resource Not Found' } })
  })

  test('a moved invitee has another address, and each names the other', async () => {
    const { account, ask } = await open()
    const old = account.book({ person: jane, startMs: NOON + hourMs })
    const moved = account.reschedule(old.uri, { startMs: NOON + dayMs })
    const pathOf = (uri: string) => uri.replace('https://api.calendly.com', '')
    expect(await ask(pathOf(old.uri))).toMatchObject({
      body: { resource: { status: 'canceled', rescheduled: true, new_invitee: moved.uri } },
    })
    expect(await ask(pathOf(moved.uri))).toMatchObject({
      body: { resource: { status: 'active', rescheduled: false, old_invitee: old.uri } },
    })
    expect(await ask(pathOf(old.event.uri))).toMatchObject({ body: { resource: { status: 'canceled', invitees_counter: { active: 0 } } } })
  })

  test('of a group event one invitee can leave while the others stay', async () => {
    const { account, ask } = await open()
    const first = account.book({ person: jane, startMs: NOON + hourMs, limit: 2 })
    account.book({ person: bob, startMs: NOON + hourMs, joins: first.event.uri })
    expect(() => account.book({ person: bob, startMs: NOON + hourMs, joins: first.event.uri })).toThrow('full')
    account.cancel(first.uri, { by: 'host', reason: 'ill' })
    const path = first.event.uri.replace('https://api.calendly.com', '')
    expect(await ask(path)).toMatchObject({ body: { resource: { status: 'active', invitees_counter: { total: 2, active: 1, limit: 2 } } } })
    expect(await ask(`${path}/invitees?status=canceled`)).toMatchObject({
      body: { collection: [{ email: jane.email, cancellation: { canceler_type: 'host', reason: 'ill' } }] },
    })
    expect(await ask(`${path}/cancellation`, { method: 'POST', body: { reason: 'closed' } })).toMatchObject({ status: 201 })
    expect(await ask(`${path}/invitees?status=active`)).toMatchObject({ body: { collection: [] } })
  })

  test('a no-show is made once, shown, and taken back', async () => {
    const { account, ask } = await open()
    const { uri } = account.book({ person: jane, startMs: NOON - hourMs })
    const made = await ask('/invitee_no_shows', { method: 'POST', body: { invitee: uri } })
    const noShow = (made.body as { resource: { uri: string } }).resource.uri.replace('https://api.calendly.com', '')
    expect([made.status, (await ask('/invitee_no_shows', { method: 'POST', body: { invitee: uri } })).status]).toEqual([201, 400])
    expect(await ask(noShow)).toMatchObject({ status: 200, body: { resource: { invitee: uri } } })
    expect((await ask(noShow, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(noShow, { method: 'DELETE' })).status).toBe(404)
    expect((await ask('/invitee_no_shows', { method: 'POST', body: { invitee: `${uri}x` } })).status).toBe(404)
  })
})

describe('subscriptions', () => {
  test('are made once for an address, listed by scope, and removed', async () => {
    const { ask, subscription, organization } = await open()
    const made = await ask('/webhook_subscriptions', { method: 'POST', body: subscription })
    expect(made).toMatchObject({
      status: 201,
      body: { resource: { state: 'active', callback_url: url, retry_started_at: null, user: null } },
    })
    expect(await ask('/webhook_subscriptions', { method: 'POST', body: subscription })).toMatchObject({
      status: 409,
      body: { title: 'Already Exists', message: 'Hook with this url already exists' },
    })
    const list = `/webhook_subscriptions?organization=${organization}&scope=organization`
    expect(await ask(list)).toMatchObject({ body: { collection: [{ callback_url: url }] } })
    const { uri } = (made.body as { resource: { uri: string } }).resource
    const path = uri.replace('https://api.calendly.com', '')
    expect([(await ask(path, { method: 'DELETE' })).status, (await ask(path)).status]).toEqual([204, 404])
    expect(await ask(list)).toMatchObject({ body: { collection: [] } })
  })

  test.each([
    ['an address without TLS', { url: 'http://desk.example/hook' }, 400],
    ['one of this machine', { url: 'http://127.0.0.1:4000/hook' }, 400],
    ['an event that does not exist', { events: ['invitee.updated'] }, 400],
    ['no event', { events: [] }, 400],
    ['another organization', { organization: 'https://api.calendly.com/organizations/other' }, 403],
    ['the scope of a user who is not named', { scope: 'user' }, 400],
  ])('are refused for %s', async (_what, given, status) => {
    const { ask, subscription } = await open()
    expect(await ask('/webhook_subscriptions', { method: 'POST', body: { ...subscription, ...given } })).toMatchObject({ status })
  })

  test('tell of forms only for the whole organization, and on the paid plans', async () => {
    const { calendly, account, ask, subscription } = await open()
    const events = ['routing_form_submission.created', 'invitee.created']
    const ofUser = { ...subscription, scope: 'user', user: account.users[0]!.uri, events }
    const make = async (body: unknown) => (await ask('/webhook_subscriptions', { method: 'POST', body })).status
    expect(await make(ofUser)).toBe(400)
    calendly.setPlan('free')
    expect(await ask('/webhook_subscriptions', { method: 'POST', body: { ...subscription, events } })).toMatchObject({
      status: 403,
      body: { title: 'Permission Denied', message: 'Please upgrade to a paid Calendly account.' },
    })
    expect(await make(subscription)).toBe(201)
    calendly.setPlan('no-webhooks')
    expect(await make({ ...subscription, url: `${url}/2` })).toBe(403)
    calendly.setPlan('paid')
    expect(await make({ ...subscription, url: `${url}/2`, events })).toBe(201)
  })

  test('of one user hear only of what this user hosts', async () => {
    const { calendly, account, ask, subscription } = await open()
    const [owner, colleague] = account.users
    await ask('/webhook_subscriptions', { method: 'POST', body: { ...subscription, scope: 'user', user: owner!.uri } })
    account.book({ person: jane, startMs: NOON + hourMs, host: colleague! })
    account.book({ person: bob, startMs: NOON + hourMs })
    expect(calendly.outbox.waiting.map(({ body }) => (JSON.parse(body) as { payload: { email: string } }).payload.email)).toEqual([
      bob.email,
    ])
  })

  test('offer a sample that is kept nowhere', async () => {
    const { account, ask, organization } = await open()
    const path = `/sample_webhook_data?organization=${organization}&scope=organization&event=`
    expect(await ask(`${path}invitee.canceled`)).toMatchObject({
      status: 200,
      body: { event: 'invitee.canceled', payload: { status: 'canceled' } },
    })
    expect((await ask(`${path}invitee.updated`)).status).toBe(400)
    expect(account.invitees).toEqual([])
  })
})

describe('pushes', () => {
  test('are signed anew at each attempt, and tell what happened when it happened', async () => {
    const { calendly, account, clock, sent } = await open()
    calendly.subscribe({ callbackUrl: url, signingKey: key })
    const old = account.book({ person: jane, startMs: NOON + hourMs })
    clock.nowMs += 90_000
    const { uri } = account.reschedule(old.uri, { startMs: NOON + dayMs })
    clock.nowMs += hourMs
    await calendly.outbox.flush({ pick: ([booked, canceled, created]) => [created!, canceled!, booked!, booked!] })
    const told = sent.map(({ push }) => JSON.parse(push.body) as { event: string; created_at: string; payload: Record<string, unknown> })
    expect(told.map(({ event, created_at: at, payload }) => [event, Date.parse(at), payload['uri']])).toEqual([
      ['invitee.created', NOON + 90_000, uri],
      ['invitee.canceled', NOON + 90_000, old.uri],
      ['invitee.created', NOON, old.uri],
      ['invitee.created', NOON, old.uri],
    ])
    for (const { push, sentAtMs } of sent) {
      const input = {
        headers: push.headers(sentAtMs),
        rawBody: Buffer.from(push.body),
        secrets: [{ key: 'current' as const, secret: key }],
      }
      expect(calendlyV1.verify({ ...input, nowMs: clock.nowMs, toleranceSeconds: 180 })).toMatchObject({ ok: true })
    }
  })

  test('that fail are tried again with growing pauses, until one is taken', async () => {
    const { calendly, account, clock, sent, wire } = await open()
    calendly.subscribe({ callbackUrl: url, signingKey: key })
    wire.answer = 503
    account.book({ person: jane, startMs: NOON + dayMs })
    await calendly.outbox.flush()
    calendly.retryDue()
    expect([calendly.outbox.waiting.length, calendly.subscriptions[0]?.retryStartedAtMs]).toEqual([0, NOON])
    clock.nowMs += 60_000
    calendly.retryDue()
    await calendly.outbox.flush()
    clock.nowMs += 60_000
    calendly.retryDue()
    expect(calendly.outbox.waiting).toHaveLength(0)
    clock.nowMs += 60_000
    wire.answer = 200
    calendly.retryDue()
    await calendly.outbox.flush()
    expect([sent.length, calendly.subscriptions[0]?.retryStartedAtMs, calendly.subscriptions[0]?.state]).toEqual([3, null, 'active'])
  })

  test('that fail for a day disable the subscription, nobody is told, and nothing more comes', async () => {
    const { calendly, account, clock, wire, ask, subscription } = await open()
    calendly.subscribe({ callbackUrl: url, signingKey: key })
    wire.answer = null
    account.book({ person: jane, startMs: NOON + 5 * dayMs })
    await calendly.outbox.flush()
    clock.nowMs += dayMs
    calendly.retryDue()
    expect([calendly.subscriptions[0]?.state, calendly.outbox.waiting.length]).toEqual(['disabled', 0])
    account.book({ person: bob, startMs: NOON + 5 * dayMs })
    expect(calendly.outbox.waiting).toEqual([])
    expect((await ask('/webhook_subscriptions', { method: 'POST', body: subscription })).status).toBe(409)
  })
})

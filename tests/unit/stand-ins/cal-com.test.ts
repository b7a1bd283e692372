import { describe, expect, onTestFinished, test } from 'vitest'
import { calComSha256 } from '../../../src/main/signatures/cal-com-sha256.ts'
import { createStandInCalCom } from '../../support/stand-ins/cal-com.ts'
import type { CalComOptions } from '../../support/stand-ins/cal-com.ts'
import { NOON } from '../../support/temporary.ts'
import { asker } from './ask.ts'

const hourMs = 3_600_000
const subscriberUrl = 'https://desk.example/api/webhooks/cal-com'
const secret = 'a signing secret of the tests, long enough'
const jane = { name: 'Jane Doe', email: 'jane@example.com', timeZone: 'Europe/Berlin' }
const bob = { name: 'Bob Nwosu', email: 'bob@example.com', timeZone: 'America/New_York' }
const version = { 'cal-api-version': '2024-08-13' }

async function open(options: CalComOptions = {}) {
  const clock = { nowMs: NOON }
  const calCom = await createStandInCalCom({ now: () => clock.nowMs, deliver: async () => 500, ...options })
  onTestFinished(() => calCom.close())
  const ask = asker(calCom.url, () => calCom.token)
  const bookings = async (query = '') => {
    const { body } = await ask(`/v2/bookings${query}`, { headers: version })
    return (body as { data: { uid: string; status: string }[] }).data
  }
  const pushed = () =>
    calCom.outbox.waiting.map(({ body }) => JSON.parse(body) as { triggerEvent: string; payload: Record<string, unknown> })
  return { calCom, account: calCom.account, clock, ask, bookings, pushed }
}

describe('who asks', () => {
  test('is told whose key it is, and refused with another', async () => {
    const { calCom, ask } = await open()
    expect(await ask('/v2/me')).toMatchObject({ status: 200, body: { status: 'success', data: { email: 'priya.raman@office.example' } } })
    calCom.revokeToken()
    expect(await ask('/v2/me')).toMatchObject({ status: 401, body: { status: 'error', error: { code: 'UnauthorizedException' } } })
    calCom.renewToken()
    expect((await ask('/v2/me')).status).toBe(200)
  })

  test('has to name the version of the API that knows bookings', async () => {
    const { ask } = await open()
    expect((await ask('/v2/bookings')).status).toBe(400)
    expect(await ask('/v2/bookings', { headers: version })).toMatchObject({ status: 200, body: { data: [] } })
    expect(await ask('/v2/bookings/unknown', { headers: version })).toMatchObject({
      status: 404,
      body: { error: { code: 'NotFoundException' } },
    })
  })

  test('may ask 120 times a minute', async () => {
    const { ask, clock } = await open()
    for (let count = 0; count < 120; count += 1) await ask('/v2/me')
    clock.nowMs += 20_000
    const { status, headers } = await ask('/v2/me')
    expect([status, headers.get('retry-after')]).toEqual([429, '40'])
    clock.nowMs += 40_000
    expect((await ask('/v2/me')).status).toBe(200)
  })
})

describe('bookings', () => {
  test('are listed by their state, and what waits for confirmation is upcoming too', async () => {
    const { account, bookings } = await open()
    const past = account.book({ person: jane, startMs: NOON - 2 * hourMs })
    const waiting = account.book({ person: bob, startMs: NOON + hourMs, requiresConfirmation: true })
    const cancelled = account.book({ person: bob, startMs: NOON + 2 * hourMs })
    account.cancel(cancelled.uid)
    const uids = async (status: string) => (await bookings(`?status=${status}`)).map(({ uid }) => uid)
    expect([
      await uids('past'),
      await uids('unconfirmed'),
      await uids('upcoming'),
      await uids('cancelled'),
      await uids('recurring'),
    ]).toEqual([[past.uid], [waiting.uid], [waiting.uid], [cancelled.uid], []])
    expect(await uids('past,cancelled,unconfirmed')).toEqual([past.uid, waiting.uid, cancelled.uid])
    account.decline(waiting.uid, 'no time')
    expect(await bookings('?status=cancelled')).toMatchObject([{ status: 'rejected' }, { status: 'cancelled' }])
  })

  test('are listed by start, end and change, piece by piece', async () => {
    const { account, ask, bookings, clock } = await open()
    for (let hour = 0; hour < 5; hour += 1) account.book({ person: jane, startMs: NOON + hour * hourMs })
    const after = new Date(NOON + hourMs).toISOString()
    const before = new Date(NOON + 4 * hourMs).toISOString()
    const page = await ask(`/v2/bookings?afterStart=${after}&beforeEnd=${before}&take=2&skip=2`, { headers: version })
    expect(page.body).toMatchObject({
      data: [{ start: new Date(NOON + 3 * hourMs).toISOString() }],
      pagination: {
        returnedItems: 1,
        totalItems: 3,
        remainingItems: 0,
        currentPage: 2,
        totalPages: 2,
        hasNextPage: false,
        hasPreviousPage: true,
      },
    })
    clock.nowMs += hourMs
    account.cancel(account.bookings[3]!.uid)
    expect(await bookings(`?afterUpdatedAt=${after}`)).toMatchObject([{ uid: account.bookings[3]!.uid }])
    expect((await ask('/v2/bookings?take=251', { headers: version })).status).toBe(400)
    expect((await ask('/v2/bookings?status=confirmed', { headers: version })).status).toBe(400)
  })

  test('a moved one gets another uid, and each names the other', async () => {
    const { account, bookings } = await open()
    const old = account.book({ person: jane, startMs: NOON + hourMs })
    const moved = account.reschedule(old.uid, NOON + 3 * hourMs)
    expect(await bookings()).toMatchObject([
      { uid: old.uid, status: 'cancelled', rescheduledToUid: moved.uid },
      { uid: moved.uid, status: 'accepted', rescheduledFromUid: old.uid },
    ])
  })

  test('absence is told after the start only, and can be taken back', async () => {
    const { account, ask, clock, bookings } = await open()
    const { uid } = account.book({ person: jane, startMs: NOON + hourMs, guests: [bob] })
    const mark = (email: string, absent: boolean) =>
      ask(`/v2/bookings/${uid}/mark-absent`, { method: 'POST', body: { attendees: [{ email, absent }] }, headers: version })
    expect((await mark(bob.email, true)).status).toBe(400)
    clock.nowMs += hourMs
    expect((await mark(bob.email, true)).status).toBe(200)
    expect(await bookings()).toMatchObject([{ attendees: [{ absent: false }, { email: bob.email, absent: true }] }])
    await mark(bob.email, false)
    expect(await bookings()).toMatchObject([{ attendees: [{ absent: false }, { absent: false }] }])
    expect((await mark('nobody@example.com', true)).status).toBe(400)
  })
})

describe('webhooks', () => {
  test('are made once for an address, changed, listed and removed', async () => {
    const { ask } = await open()
    const given = { subscriberUrl, triggers: ['BOOKING_CREATED'], active: true, secret }
    const made = await ask('/v2/webhooks', { method: 'POST', body: given })
    expect(made).toMatchObject({ status: 201, body: { status: 'success', data: given } })
    expect(await ask('/v2/webhooks', { method: 'POST', body: given })).toMatchObject({
      status: 409,
      body: { error: { code: 'ConflictException' } },
    })
    const { id } = (made.body as { data: { id: string } }).data
    expect(await ask(`/v2/webhooks/${id}`, { method: 'PATCH', body: { active: false } })).toMatchObject({
      body: { data: { active: false, secret } },
    })
    expect(await ask('/v2/webhooks')).toMatchObject({ body: { data: [{ id, active: false }] } })
    expect([(await ask(`/v2/webhooks/${id}`, { method: 'DELETE' })).status, (await ask(`/v2/webhooks/${id}`)).status]).toEqual([200, 404])
  })

  test.each(['http://desk.example/hook', 'https://127.0.0.1/hook', 'hook'])('are refused for %s', async (address) => {
    const { ask } = await open()
    const body = { subscriberUrl: address, triggers: ['BOOKING_CREATED'], active: true }
    expect((await ask('/v2/webhooks', { method: 'POST', body })).status).toBe(400)
  })

  test('hear only what they asked for, and nothing while they are switched off', async () => {
    const { calCom, account, pushed } = await open()
    const webhook = calCom.subscribe({ subscriberUrl, secret, triggers: ['BOOKING_CANCELLED'] })
    const { uid } = account.book({ person: jane, startMs: NOON + hourMs })
    const another = account.book({ person: bob, startMs: NOON + hourMs })
    account.cancel(uid)
    calCom.disableSubscription(webhook.id)
    account.cancel(another.uid)
    expect(pushed().map(({ triggerEvent, payload }) => [triggerEvent, payload['uid']])).toEqual([['BOOKING_CANCELLED', uid]])
  })
})

describe('pushes', () => {
  test('are signed, or say that they are not', async () => {
    const { calCom, account } = await open()
    calCom.subscribe({ subscriberUrl, secret })
    calCom.subscribe({ subscriberUrl: 'https://other.example/hook', secret: null })
    account.book({ person: jane, startMs: NOON + hourMs })
    const [signed, open_] = calCom.outbox.waiting.map((push) => ({ headers: push.headers(NOON), rawBody: Buffer.from(push.body) }))
    const secrets = [{ key: 'current' as const, secret }]
    expect(calComSha256.verify({ ...signed!, secrets, nowMs: NOON, toleranceSeconds: 0 })).toMatchObject({ ok: true })
    expect(open_!.headers['x-cal-signature-256']).toBe('no-secret-provided')
  })

  test('that nobody takes are not tried again', async () => {
    const { calCom, account } = await open()
    calCom.subscribe({ subscriberUrl, secret })
    account.book({ person: jane, startMs: NOON + hourMs })
    expect([await calCom.outbox.flush(), calCom.outbox.waiting]).toEqual([[500], []])
  })

  test('name the booking that a move replaces, also while it waits for confirmation', async () => {
    const { calCom, account, pushed } = await open()
    calCom.subscribe({ subscriberUrl, secret })
    const old = account.book({ person: jane, startMs: NOON + hourMs, requiresConfirmation: true })
    account.confirm(old.uid)
    account.reschedule(old.uid, NOON + 3 * hourMs)
    expect(pushed().map(({ triggerEvent, payload }) => [triggerEvent, payload['status'], payload['rescheduleUid']])).toEqual([
      ['BOOKING_REQUESTED', 'PENDING', undefined],
      ['BOOKING_CREATED', 'ACCEPTED', undefined],
      ['BOOKING_REQUESTED', 'PENDING', old.uid],
    ])
  })

  test('of a seat that is given up name only who leaves, and the slot goes on', async () => {
    const { calCom, account, pushed, bookings } = await open()
    const { uid } = account.book({ person: jane, startMs: NOON + hourMs, seats: 2 })
    account.takeSeat(uid, bob, true)
    calCom.subscribe({ subscriberUrl, secret })
    account.leaveSeat(uid, jane.email)
    expect(pushed()).toMatchObject([
      { triggerEvent: 'BOOKING_CANCELLED', payload: { uid, status: 'CANCELLED', attendees: [{ email: jane.email }] } },
    ])
    expect(await bookings()).toMatchObject([{ status: 'accepted', attendees: [{ email: bob.email }] }])
    account.leaveSeat(uid, bob.email)
    expect(await bookings()).toMatchObject([{ status: 'cancelled' }])
  })

  test('of a meeting that is over are flat, and come once', async () => {
    const { calCom, account, clock } = await open()
    calCom.subscribe({ subscriberUrl, secret })
    const { uid } = account.book({ person: jane, startMs: NOON + hourMs })
    expect(() => account.endMeeting(uid)).toThrow('no meeting has ended')
    clock.nowMs += 2 * hourMs
    account.endMeeting(uid)
    expect(() => account.endMeeting(uid)).toThrow('no meeting has ended')
    expect(JSON.parse(calCom.outbox.waiting.at(-1)!.body)).toMatchObject({
      triggerEvent: 'MEETING_ENDED',
      uid,
      attendees: [{ noShow: false }],
    })
  })
})

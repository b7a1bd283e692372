import { expect, onTestFinished, test } from 'vitest'
import { standardWebhooks } from '../../../src/main/signatures/standard-webhooks.ts'
import { createStandInSmartScheduler } from '../../support/stand-ins/smart-scheduler.ts'
import type { SmartSchedulerOptions } from '../../support/stand-ins/smart-scheduler.ts'
import { NOON } from '../../support/temporary.ts'
import { asker } from './ask.ts'

const dayMs = 86_400_000
const secret = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXRlc3RzLTAwMQ=='
const client = { name: 'Jane Doe', email: 'jane@example.com' }
const today = new Date(NOON).toISOString().slice(0, 10)

async function open(options: SmartSchedulerOptions = {}) {
  const clock = { nowMs: NOON }
  const smart = await createStandInSmartScheduler({ now: () => clock.nowMs, deliver: async () => 200, ...options })
  onTestFinished(() => smart.close())
  return { smart, clock, ask: asker(smart.url, () => smart.token) }
}

test('lists what stands on the days asked for, both included, in the envelope that it was set to', async () => {
  const { smart, ask } = await open()
  const bare = await open({ envelope: 'bare' })
  const { id } = smart.book({ client, startMs: Date.parse(`${today}T23:59:00Z`) })
  smart.book({ client, startMs: NOON + dayMs })
  smart.cancel(smart.book({ client, startMs: NOON }).id)
  bare.smart.book({ client, startMs: NOON })
  const query = `/api/appointments?startDate=${today}&endDate=${today}`
  expect(await ask(query)).toMatchObject({ status: 200, body: { appointments: [{ id, duration: 45, client }] } })
  expect(await bare.ask(query)).toMatchObject({ status: 200, body: [{ client }] })
  expect((await ask('/api/appointments')).status).toBe(400)
})

test('knows nothing of an appointment that was cancelled, and refuses who has no token', async () => {
  const { smart, ask } = await open()
  const { id } = smart.book({ client, startMs: NOON })
  expect((await ask(`/api/appointments/${id}`)).status).toBe(200)
  expect((await ask(`/api/appointments/${id}`, { token: 'another' })).status).toBe(401)
  smart.cancel(id)
  expect((await ask(`/api/appointments/${id}`)).status).toBe(404)
  smart.revokeToken()
  expect((await ask(`/api/appointments/${id}`)).status).toBe(401)
})

test('signs each attempt anew, under the same id and with the time at which it happened', async () => {
  const { smart, clock } = await open()
  smart.subscribe({ url: 'https://desk.example/api/webhooks/smart-scheduler', secret })
  smart.move(smart.book({ client, startMs: NOON }).id, NOON + dayMs)
  const [created, updated] = smart.outbox.waiting
  clock.nowMs += dayMs
  const verified = [NOON, clock.nowMs].map((sentAtMs) => {
    const headers = created!.headers(sentAtMs)
    return standardWebhooks.verify({
      headers,
      rawBody: Buffer.from(created!.body),
      secrets: [{ key: 'current', secret }],
      nowMs: sentAtMs,
      toleranceSeconds: 300,
    })
  })
  expect(verified).toMatchObject([{ ok: true }, { ok: true }])
  expect(new Set(verified.map((one) => one.ok && one.messageId)).size).toBe(1)
  expect(JSON.parse(updated!.body)).toMatchObject({ type: 'appointment.updated', timestamp: new Date(NOON).toISOString() })
})

test('books a cancelled one again under its id, and tells nobody once it is not subscribed to any more', async () => {
  const { smart, ask } = await open()
  smart.subscribe({ url: 'https://desk.example/api/webhooks/smart-scheduler', secret })
  const { id } = smart.book({ client, startMs: NOON })
  smart.cancel(id)
  smart.rebook(id, NOON + dayMs)
  expect(smart.outbox.waiting.map(({ about }) => about)).toEqual([
    `appointment.created ${id}`,
    `appointment.cancelled ${id}`,
    `appointment.created ${id}`,
  ])
  smart.disableSubscription()
  smart.cancel(id)
  expect([smart.outbox.waiting.length, (await ask(`/api/appointments/${id}`)).status]).toEqual([3, 404])
})

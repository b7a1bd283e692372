import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { connectCalendly, openCalendlyOffice } from '../support/calendly-office.ts'
import { eventually } from '../support/eventually.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const jane = { name: 'Jane Doe', email: 'jane@example.com', timeZone: 'Europe/Berlin' }
const bob = { name: 'Bob Nwosu', email: 'bob@example.com', timeZone: 'Europe/Berlin' }

test('what happened over a weekend off is there after the start, the subscription is renewed, and one line tells both', async () => {
  const office = await openCalendlyOffice()
  const { calendly, clock } = office
  const startMs = Math.ceil(clock.nowMs / dayMs) * dayMs + 5 * dayMs
  const first = await office.start()
  const known = calendly.account.book({ person: jane, startMs })
  await connectCalendly(first, office)
  await first.close()

  calendly.account.cancel(known.uri)
  for (const hour of [1, 2, 3]) calendly.account.book({ person: bob, startMs: startMs + hour * hourMs })
  calendly.disableSubscription()
  clock.nowMs += 62 * hourMs
  const { desk } = await office.start()

  const gap = await eventually(async () => {
    const latest = await desk.away.latest()
    expect(latest?.recoveries).toEqual([{ provider: 'calendly', outcome: 'done', changed: 4, subscription: 'renewed', wasDisabled: true }])
    return latest!
  })
  expect({ reason: gap.reason, lasted: gap.toMs! - gap.fromMs }).toEqual({ reason: 'off', lasted: 62 * hourMs })
  expect(calendly.subscriptions.filter(({ state }) => state === 'active')).toHaveLength(1)
  const changes = await desk.away.changes({ gapId: gap.id })
  expect(changes.map(({ clientLabel, startMs: at, kind }) => ({ clientLabel, at, kind }))).toEqual([
    { clientLabel: 'Jane Doe', at: startMs, kind: 'cancelled' },
    ...[1, 2, 3].map((hour) => ({ clientLabel: 'Bob Nwosu', at: startMs + hour * hourMs, kind: 'created' })),
  ])
  const found = await desk.appointments.get({ id: changes[0]!.appointmentId })
  expect({ status: found.status, cause: found.history[0]?.reading?.cause }).toEqual({ status: 'cancelled', cause: 'gap' })

  await desk.away.dismiss({ id: gap.id })
  expect(await desk.away.latest()).toBeNull()
  expect(await desk.away.list({ limit: 10 })).toMatchObject([{ id: gap.id, isDismissed: true }])
})

test('a machine whose clock jumps has slept, and is caught up with', async () => {
  const office = await openCalendlyOffice()
  const { calendly, clock } = office
  const running = await office.start({ beatMs: 20 })
  await connectCalendly(running, office)
  calendly.account.book({ person: jane, startMs: clock.nowMs + 3 * dayMs })
  clock.nowMs += 8 * hourMs
  await eventually(async () =>
    expect(await running.desk.away.latest()).toMatchObject({
      reason: 'asleep',
      recoveries: [{ provider: 'calendly', outcome: 'done', changed: 1 }],
    }),
  )
})

test('a provider without a token is named as what could not be checked, and once it is connected it was', async () => {
  const office = await openCalendlyOffice()
  const { calendly, clock } = office
  const first = await office.start()
  await first.desk.providers.setSecret({ provider: 'calendly', secret: 'a-signing-secret-of-the-test', overlapHours: 0 })
  await first.close()
  calendly.account.book({ person: jane, startMs: clock.nowMs + 3 * dayMs })
  clock.nowMs += 3 * hourMs
  const second = await office.start()
  const recoveries = async () => (await second.desk.away.latest())?.recoveries
  await eventually(async () => expect(await recoveries()).toMatchObject([{ provider: 'calendly', outcome: 'no-token', changed: 0 }]))
  await connectCalendly(second, office)
  await eventually(async () => expect(await recoveries()).toMatchObject([{ provider: 'calendly', outcome: 'done', changed: 1 }]))
})

test('a token that was revoked is told once, nothing is lost, and with a new one the alert ends', async () => {
  const office = await openCalendlyOffice()
  const { calendly, clock, told } = office
  const { desk } = await office.start()
  await connectCalendly({ desk }, office)
  calendly.revokeToken()
  calendly.account.book({ person: jane, startMs: clock.nowMs + 3 * dayMs })
  for (let again = 0; again < 2; again += 1) expect((await desk.connections.read({ provider: 'calendly' })).outcome).toBe('token-refused')
  const alerts = async () => (await desk.health.alerts()).filter(({ kind }) => kind === 'token-refused')
  await eventually(async () => expect(await alerts()).toMatchObject([{ provider: 'calendly', endedAtMs: null, remedy: 'give-token' }]))
  await desk.health.check()
  expect(told.map(({ title }) => title)).toEqual(['Calendly refuses the token'])

  calendly.renewToken()
  await connectCalendly({ desk }, office)
  await desk.health.check()
  expect(await alerts()).toMatchObject([{ endedAtMs: clock.nowMs }])
  const everything = { sources: null, types: null, statuses: null, hostIds: null, search: null }
  const list = await desk.appointments.list({ startMs: clock.nowMs, endMs: clock.nowMs + 9 * dayMs, ...everything })
  expect(list.map(({ clientLabel }) => clientLabel)).toEqual(['Jane Doe'])
})

test('a lost port is an alert with its remedy until the receiver listens again, and a gap that was read over', async () => {
  const office = await openCalendlyOffice()
  const { clock } = office
  const running = await office.start()
  const { desk } = running
  await connectCalendly(running, office)
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await desk.settings.update({ port })
  const alerts = async () => (await desk.health.alerts()).filter(({ kind }) => kind === 'port-lost')
  await eventually(async () => expect(await alerts()).toMatchObject([{ detail: { port }, endedAtMs: null, remedy: 'restart-receiver' }]))

  clock.nowMs += 10 * minuteMs
  other.close()
  await once(other, 'close')
  await desk.receiver.restart()
  await eventually(async () => expect(await alerts()).toMatchObject([{ endedAtMs: clock.nowMs }]))
  await eventually(async () =>
    expect(await desk.away.latest()).toMatchObject({
      reason: 'port',
      toMs: clock.nowMs,
      recoveries: [{ provider: 'calendly', outcome: 'done' }],
    }),
  )
})

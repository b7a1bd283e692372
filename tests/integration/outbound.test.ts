import { expect, test } from 'vitest'
import type { SubscriptionChoice } from '../../src/shared/contract/subscriptions.ts'
import { outwardEventSchema } from '../../src/shared/public-appointment.ts'
import { eventually } from '../support/eventually.ts'
import { startSubscriber, subscriberHost, type Received, type Subscriber } from '../support/stand-ins/subscriber.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { calCom, calendly, clientIdOf, erase, foundIn, startOffice } from '../unit/keeping/marked-office.ts'
import { resolveHere } from '../unit/outbound/outbound-desk.ts'

const jane = { name: 'Jane Quill', email: 'jane.quill@clients.example' }

function choiceFor(subscriber: Subscriber, more: Partial<SubscriptionChoice> = {}): SubscriptionChoice {
  return {
    name: 'CRM',
    url: subscriber.url,
    events: ['appointment.created', 'appointment.updated', 'appointment.cancelled', 'client.stage_changed'],
    sources: [],
    types: [],
    hostIds: [],
    disclosure: { personal: false, medical: false, metadata: true },
    privateHost: subscriberHost,
    plainHost: subscriberHost,
    ...more,
  }
}

const startDesk = (options: Parameters<typeof startOffice>[0] = {}) =>
  startOffice({ ...options, toOutside: { resolve: resolveHere, timeouts: { connectMs: 2000, wholeMs: 5000 } } })

const typesOf = (received: readonly Received[]): string[] => received.map(({ body }) => (JSON.parse(body) as { type: string }).type)

async function untilReceived(subscriber: Subscriber, count: number): Promise<void> {
  await eventually(() => expect(subscriber.received.length).toBeGreaterThanOrEqual(count))
}

test('each change of 200 bookings is told once, signed, in order, and in the public shape', async () => {
  const subscriber = await startSubscriber()
  const office = await startDesk()
  const { secret } = await office.desk.subscriptions.create(
    choiceFor(subscriber, { events: ['appointment.created', 'appointment.cancelled'] }),
  )
  const bookings = Array.from({ length: 200 }, (_, at) => `B${at}`)
  await Promise.all(bookings.map((unique) => office.post(calendly('invitee.created', jane, unique))))
  await office.post(calendly('invitee.canceled', jane, 'B7'))
  await untilReceived(subscriber, 201)
  await eventually(async () => expect((await office.desk.subscriptions.list())[0]?.waiting).toBe(0))
  const bodies = subscriber.received.map((each) => outwardEventSchema.parse(subscriber.verify(secret, each)))
  const told = bodies.map(({ type, data }) => `${type} ${'externalId' in data ? data.externalId : ''}`)
  expect({
    count: told.length,
    different: new Set(told).size,
    ids: new Set(subscriber.received.map(({ headers }) => headers['webhook-id'])).size,
    last: bodies.at(-1)?.type,
    agent: subscriber.received[0]?.headers['user-agent'],
  }).toEqual({ count: 201, different: 201, ids: 201, last: 'appointment.cancelled', agent: 'Deskbell-Webhooks/0.0.0' })
})

test('nothing personal and nothing medical is told unless it was chosen, and the shape stays the same', async () => {
  const [closed, open] = [await startSubscriber(), await startSubscriber()]
  const office = await startDesk()
  await office.desk.subscriptions.create(choiceFor(closed))
  await office.desk.subscriptions.create(choiceFor(open, { disclosure: { personal: true, medical: true, metadata: true } }))
  const marks = Array.from({ length: 10 }, (_, at) => `mark${at}x`)
  for (const mark of marks) {
    const person = { name: `Name${mark} Family${mark}`, email: `mail${mark}@clients.example` }
    await office.post(calendly('invitee.created', person, mark, { answer: `answer${mark}` }))
    await office.post(calendly('invitee.canceled', person, mark, { cancelReason: `reason${mark}` }))
  }
  const values = marks.flatMap((mark) => [`Name${mark}`, `mail${mark}@clients.example`, `answer${mark}`, `reason${mark}`])
  // A booking and a cancellation of each, and at least one change of stage.
  await untilReceived(open, 30)
  await untilReceived(closed, open.received.length)
  const [all, public_] = [open, closed].map(({ received }) => received.map(({ body }) => body).join('\n'))
  expect(values.length).toBe(40)
  expect(values.filter((value) => !all!.includes(value))).toEqual([])
  expect(values.filter((value) => public_!.includes(value))).toEqual([])
  for (const { body } of [...open.received, ...closed.received]) expect(outwardEventSchema.safeParse(JSON.parse(body)).success).toBe(true)
})

test('each is told only of what it asked for', async () => {
  const [calComOnly, stages, otherHosts] = [await startSubscriber(), await startSubscriber(), await startSubscriber()]
  const office = await startDesk()
  await office.post(calendly('invitee.created', jane, 'before'))
  const { desk } = office
  await desk.subscriptions.create(choiceFor(calComOnly, { events: ['appointment.created'], sources: ['cal-com'] }))
  await desk.subscriptions.create(choiceFor(stages, { events: ['client.stage_changed'], sources: ['smart-scheduler'] }))
  await desk.subscriptions.create(choiceFor(otherHosts, { events: ['appointment.created'], hostIds: [999] }))
  const bob = { name: 'Bob Stone', email: 'bob.stone@clients.example' }
  await office.post(calendly('invitee.created', bob, 'one'))
  await office.post(calCom('BOOKING_CREATED', bob, 'two'))
  await untilReceived(calComOnly, 1)
  await untilReceived(stages, 1)
  await eventually(async () => expect((await desk.subscriptions.list()).map(({ waiting }) => waiting)).toEqual([0, 0, 0]))
  const sources = calComOnly.received.map(({ body }) => (JSON.parse(body) as { data: { source: string } }).data.source)
  expect({ sources, stages: new Set(typesOf(stages.received)), otherHosts: otherHosts.received.length }).toEqual({
    sources: ['cal-com'],
    stages: new Set(['client.stage_changed']),
    otherHosts: 0,
  })
})

test('while a secret is replaced both sign, and afterwards only the new one', async () => {
  const subscriber = await startSubscriber()
  const office = await startDesk()
  const { id, secret: first } = await office.desk.subscriptions.create(choiceFor(subscriber))
  const { secret: second } = await office.desk.subscriptions.rotate({ id, hours: 24 })
  await office.desk.subscriptions.test({ id })
  const [both] = subscriber.received
  expect([subscriber.verify(first, both!), subscriber.verify(second, both!)]).toEqual([
    expect.objectContaining({ type: 'test' }),
    expect.objectContaining({ type: 'test' }),
  ])
  await office.desk.subscriptions.endPrevious({ id })
  await office.desk.subscriptions.test({ id })
  const [, alone] = subscriber.received
  expect(() => subscriber.verify(first, alone!)).toThrow('No matching signature')
  expect(subscriber.verify(second, alone!)).toMatchObject({ type: 'test' })
  await office.close()
  expect(foundIn(office.dataDir, [first, second])).toEqual([])
})

test('what happens while it is paused is kept for it, and a restart changes nothing', async () => {
  const subscriber = await startSubscriber()
  const dataDir = temporaryFolder()
  const first = await startDesk({ dataDir })
  const { id, secret } = await first.desk.subscriptions.create(choiceFor(subscriber, { events: ['appointment.created'] }))
  await first.desk.subscriptions.setState({ id, state: 'paused' })
  await first.post(calendly('invitee.created', jane, 'one'))
  await first.post(calendly('invitee.created', jane, 'two'))
  await first.close()
  const second = await startDesk({ dataDir })
  expect((await second.desk.subscriptions.list())[0]).toMatchObject({ state: 'paused', waiting: 2 })
  expect(subscriber.received).toEqual([])
  await second.desk.subscriptions.setState({ id, state: 'active' })
  await untilReceived(subscriber, 2)
  for (const each of subscriber.received) subscriber.verify(secret, each)
  expect(typesOf(subscriber.received)).toEqual(['appointment.created', 'appointment.created'])
})

test('what was sent can be sent again, the same bytes under the same id, and what waits can be cancelled', async () => {
  const subscriber = await startSubscriber()
  const office = await startDesk()
  const { desk } = office
  const { id } = await desk.subscriptions.create(choiceFor(subscriber, { events: ['appointment.created'] }))
  await office.post(calendly('invitee.created', jane, 'one'))
  await untilReceived(subscriber, 1)
  await eventually(async () => expect((await desk.subscriptions.list())[0]?.waiting).toBe(0))
  expect(await desk.subscriptions.resendSince({ id, sinceMs: Date.now() - 60_000 })).toEqual({ count: 1 })
  await untilReceived(subscriber, 2)
  const [first, again] = subscriber.received
  expect([again!.body, again!.headers['webhook-id']]).toEqual([first!.body, first!.headers['webhook-id']])
  await desk.subscriptions.setState({ id, state: 'paused' })
  await office.post(calendly('invitee.created', jane, 'two'))
  expect(await desk.subscriptions.cancelAll({ id })).toEqual({ count: 1 })
  await desk.subscriptions.setState({ id, state: 'active' })
  const { messages } = await desk.subscriptions.messages({ id, state: null, beforeId: null })
  expect(messages.map(({ state }) => state)).toEqual(['cancelled', 'delivered'])
  const { log } = await desk.subscriptions.message({ messageId: messages[1]!.id })
  expect(log.map(({ status, requestHeaders }) => [status, /^v1,.{8}…$/.test(requestHeaders['webhook-signature']!)])).toEqual([
    [204, true],
    [204, true],
  ])
})

test('of an erased client nothing is left of what was sent or waits, and nothing of it is sent any more', async () => {
  const subscriber = await startSubscriber()
  subscriber.answer(() => ({ status: 200, body: `thanks for ${jane.email}`, headers: { 'content-type': 'text/plain' } }))
  const office = await startDesk()
  const { desk } = office
  const { id } = await desk.subscriptions.create(choiceFor(subscriber, { disclosure: { personal: true, medical: true, metadata: true } }))
  await office.post(calendly('invitee.created', jane, 'one'))
  await untilReceived(subscriber, 1)
  await desk.subscriptions.setState({ id, state: 'paused' })
  await office.post(calendly('invitee.created', jane, 'two'))
  await erase(office, await clientIdOf(office, jane.email))
  const { messages } = await desk.subscriptions.messages({ id, state: null, beforeId: null })
  expect(messages.filter(({ hasBody, state }) => hasBody || state === 'waiting')).toEqual([])
  await office.close()
  expect(foundIn(office.dataDir, [jane.name, jane.email])).toEqual([])
})

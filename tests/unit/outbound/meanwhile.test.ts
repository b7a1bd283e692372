import { expect, test } from 'vitest'
import { exampleAppointment } from '../../../src/shared/contract/rest-examples.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { eraseMessages } from '../../../src/main/store/outbox-keeping.ts'
import { insertMessage } from '../../../src/main/store/outbox.ts'
import { listAttempts } from '../../../src/main/store/outbox-attempts.ts'
import { startSubscriber } from '../../support/stand-ins/subscriber.ts'
import { choiceOf, outboundDesk, pass, stopDate, subscribedDesk } from './outbound-desk.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** With three messages, of which the first has failed until the next attempt lies hours ahead. */
async function stuckDesk() {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer({ status: 500 })
  for (const each of ['a', 'b', 'c']) await desk.queue(id, each)
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await desk.outbound.look()
    pass(desk.messages(id)[0]!.dueAtMs - Date.now())
  }
  pass(-hourMs)
  subscriber.answer({ status: 204 })
  const ids = () => subscriber.received.slice(5).map(({ headers }) => headers['webhook-id'])
  return { desk, id, ids, subscriber }
}

test('when the message that keeps the others waiting is taken out, the next one goes at once', async () => {
  const { desk, id, ids } = await stuckDesk()
  await desk.outbound.look()
  const before = ids()
  await desk.outbound.cancel(desk.messages(id)[0]!.id, 'mara')
  await desk.outbound.look()
  expect({ before, after: ids() }).toEqual({ before: [], after: ['b', 'c'] })
})

test('when everything that waits is taken out, what happens next goes at once', async () => {
  const { desk, id, ids } = await stuckDesk()
  await desk.outbound.cancelAll(id, 'mara')
  await desk.queue(id, 'd')
  await desk.outbound.look()
  expect(ids()).toEqual(['d'])
})

test('when the client is erased whose message keeps the others waiting, the next one goes at once', async () => {
  const { desk, id, ids } = await stuckDesk()
  await desk.writer.submit((db, notes) => {
    eraseMessages(db, [desk.messages(id)[0]!.id], Date.now())
    notes.topic('subscriptions')
  })
  await desk.outbound.look()
  expect(ids()).toEqual(['b', 'c'])
})

test('what the old address says after another one was set is not taken for the new one’s word', async () => {
  stopDate()
  const [old, next] = [await startSubscriber(), await startSubscriber()]
  old.answer({ status: 410 })
  const desk: Awaited<ReturnType<typeof outboundDesk>> = await outboundDesk({
    resolve: async () => {
      if (desk.subscription(id)?.url === old.url) await desk.outbound.update(id, choiceOf(next.url), 'mara')
      return [{ address: '127.0.0.1', family: 4 }]
    },
  })
  const { id } = await desk.outbound.create(choiceOf(old.url), 'mara')
  await desk.queue(id, 'msg_1')
  await desk.outbound.look()
  await desk.outbound.look()
  const [message] = desk.messages(id)
  expect({
    state: desk.subscription(id)?.state,
    message: message?.state,
    received: [old.received.length, next.received.length],
    log: listAttempts(desk.store.read, message!.id).map(({ status }) => status),
  }).toEqual({ state: 'active', message: 'delivered', received: [1, 1], log: [204, 410] })
})

test('what may be told no longer is not told by what waits, nor when it is sent again', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  const desk = await outboundDesk()
  const open = { personal: true, medical: true, metadata: true }
  const closed = { personal: false, medical: false, metadata: false }
  const choice = choiceOf(subscriber.url, { disclosure: open })
  const { id } = await desk.outbound.create(choice, 'mara')
  const body = JSON.stringify({ type: 'appointment.created', at: new Date(Date.now()).toISOString(), data: exampleAppointment })
  const queue = (webhookId: string) =>
    desk.writer.submit((db, notes) => {
      insertMessage(db, {
        subscriptionId: id,
        webhookId,
        type: 'appointment.created',
        appointmentId: 1,
        clientId: 1,
        body,
        atMs: Date.now(),
      })
      notes.topic('subscriptions')
    })
  await queue('before')
  await desk.outbound.look()
  await desk.outbound.setState(id, 'paused', 'mara')
  await queue('waiting')
  await desk.outbound.update(id, { ...choice, disclosure: closed }, 'mara')
  await desk.outbound.setState(id, 'active', 'mara')
  await desk.outbound.look()
  await desk.outbound.resend(desk.messages(id)[0]!.id, 'mara')
  await desk.outbound.look()
  const told = subscriber.received.map(({ headers, body: sent }) => ({ id: headers['webhook-id'], data: JSON.parse(sent).data }))
  expect(told[0]).toEqual({ id: 'before', data: exampleAppointment })
  expect(told.slice(1).map((each) => each.id)).toEqual(['waiting', 'before'])
  for (const { data } of told.slice(1)) {
    expect(data).toMatchObject({ id: exampleAppointment.id, title: null, attendees: [], answers: [], notes: null, metadata: {} })
    expect(data.client).toEqual({ ...exampleAppointment.client, name: null, email: null, phone: null, timeZone: null })
  }
})

test('what came of an attempt is noted later when the disk has no room, and nothing is sent twice for it', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  await desk.outbound.setState(id, 'paused', 'mara')
  for (const each of ['a', 'b']) await desk.queue(id, each)
  await desk.outbound.setState(id, 'active', 'mara')
  // More than fits into what the file has left.
  const headers = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`x-told-${index}`, 'y'.repeat(450)]))
  subscriber.answer({ status: 204, headers })
  const { database } = desk.store.write
  database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`)
  await desk.outbound.look()
  pass(60_000)
  await desk.outbound.look()
  const during = subscriber.received.length
  database.pragma('max_page_count = 1000000')
  pass(60_000)
  await desk.outbound.look()
  expect({
    during,
    received: subscriber.received.map(({ headers }) => headers['webhook-id']),
    states: desk.messages(id).map(({ state, attempts }) => [state, attempts]),
  }).toEqual({
    during: 1,
    received: ['a', 'b'],
    states: [
      ['delivered', 1],
      ['delivered', 1],
    ],
  })
})

test('days in which the machine was off are no days of failures', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer({ status: 500 })
  await desk.queue(id, 'a')
  await desk.outbound.look()
  pass(10 * dayMs)
  await desk.outbound.look()
  const state = desk.subscription(id)?.state
  subscriber.answer({ status: 204 })
  pass(hourMs)
  await desk.outbound.look()
  expect({ state, message: desk.messages(id)[0]?.state }).toEqual({ state: 'active', message: 'delivered' })
})

test('a clock that was set back by a day puts off by no day what is due in five minutes', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer({ status: 500 })
  await desk.queue(id, 'a')
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await desk.outbound.look()
    pass(desk.messages(id)[0]!.dueAtMs - Date.now())
  }
  pass(-2 * dayMs)
  subscriber.answer({ status: 204 })
  await desk.outbound.look()
  expect(desk.messages(id).map(({ state }) => state)).toEqual(['delivered'])
})

test('of many that are sent again each is queued once, however soon the first ones arrive', async () => {
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf('http://subscriber.test:9/hook'), 'mara')
  await desk.outbound.setState(id, 'paused', 'mara')
  const count = 500
  const all = Array.from({ length: count }, (_, index) => `msg_${index}`)
  await Promise.all(all.map((each) => desk.queue(id, each)))
  await desk.outbound.cancelAll(id, 'mara')
  const arrive = (): Promise<unknown> =>
    desk.writer.submit((db) => prepared(db, `UPDATE outbox SET state = 'delivered' WHERE state = 'waiting'`).run())
  let arrivals = 0
  desk.writer.afterCommit(({ topics }) => {
    if (topics.includes('subscriptions') && (arrivals += 1) <= 3) void arrive()
  })
  expect(await desk.outbound.resendSince(id, 0, 'mara')).toBe(count)
})

import { describe, expect, test } from 'vitest'
import { listAttempts } from '../../../src/main/store/outbox-attempts.ts'
import { retryPausesMs } from '../../../src/shared/subscription.ts'
import { scheduleMs } from '../../../src/main/outbound/retry-plan.ts'
import { startSubscriber, subscriberHost, type SubscriberAnswer } from '../../support/stand-ins/subscriber.ts'
import { makeCertificate } from '../../support/certificates.ts'
import { NOON } from '../../support/temporary.ts'
import { choiceOf, outboundDesk, pass, stopDate, subscribedDesk } from './outbound-desk.ts'

const hourMs = 3_600_000

/** Waits for nothing: moves the clock to when the next attempt is due. @returns how far it was moved each time. */
async function goOn(desk: Awaited<ReturnType<typeof outboundDesk>>, id: number): Promise<number[]> {
  const moved: number[] = []
  for (;;) {
    await desk.outbound.look()
    const waiting = desk.messages(id).find(({ state }) => state === 'waiting')
    if (!waiting || desk.subscription(id)?.state !== 'active') return moved
    const pauseMs = waiting.dueAtMs - Date.now()
    // A moment before it is due nothing is sent.
    const attempts = waiting.attempts
    pass(pauseMs - 1)
    await desk.outbound.look()
    expect(desk.messages(id).find(({ id: same }) => same === waiting.id)?.attempts).toBe(attempts)
    pass(1)
    moved.push(pauseMs)
  }
}

const failing: readonly {
  readonly what: string
  readonly answer: SubscriberAnswer
  readonly failure: string
  readonly status: number | null
}[] = [
  { what: 'answers 500', answer: { status: 500, body: 'broken' }, failure: 'status', status: 500 },
  { what: 'answers 404', answer: { status: 404 }, failure: 'status', status: 404 },
  { what: 'says nothing', answer: 'hang', failure: 'timeout', status: null },
  { what: 'cuts the connection', answer: 'reset', failure: 'reset', status: null },
]

test.each(failing)(
  'a subscriber who $what gets ten attempts at the times of the schedule, and then none',
  async ({ answer, failure, status }) => {
    stopDate()
    const subscriber = await startSubscriber()
    subscriber.answer(answer)
    const desk = await outboundDesk(answer === 'hang' ? { timeouts: { connectMs: 2000, wholeMs: 100 } } : {})
    const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
    await desk.queue(id, 'msg_1')
    const moved = await goOn(desk, id)
    pass(40 * hourMs)
    await desk.outbound.look()
    const [message] = desk.messages(id)
    const log = listAttempts(desk.store.read, message!.id)
    expect({
      moved,
      state: message!.state,
      ids: new Set(subscriber.received.map(({ headers }) => headers['webhook-id'])),
      bodies: new Set(subscriber.received.map(({ body }) => body)).size,
      count: subscriber.received.length,
      log: new Set(log.map((each) => `${each.failure} ${each.status}`)),
    }).toEqual({
      moved: [...retryPausesMs],
      state: 'given-up',
      ids: new Set(['msg_1']),
      bodies: 1,
      count: 10,
      log: new Set([`${failure} ${status}`]),
    })
  },
)

test('the pauses grow by a tenth at most, so that what failed together does not come back together', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  subscriber.answer({ status: 503 })
  const desk = await outboundDesk({ random: () => 1 })
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  await desk.queue(id, 'msg_1')
  expect(await goOn(desk, id)).toEqual(retryPausesMs.map((pause) => Math.round(pause * 1.1)))
})

describe('Retry-After', () => {
  const cases: readonly { readonly value: () => string; readonly pauseMs: number }[] = [
    { value: () => '120', pauseMs: 120_000 },
    { value: () => '1', pauseMs: 5_000 },
    { value: () => new Date(Date.now() + 600_000).toUTCString(), pauseMs: 600_000 },
    { value: () => new Date(Date.now() - 600_000).toUTCString(), pauseMs: 5_000 },
    { value: () => '-5', pauseMs: 5_000 },
    { value: () => 'soon', pauseMs: 5_000 },
    { value: () => '99999999', pauseMs: scheduleMs },
  ]
  test.each(cases)('is honoured, and never asks sooner than the schedule: $pauseMs', async ({ value, pauseMs }) => {
    stopDate(Date.UTC(2024, 10, 21, 12, 30, 0))
    const subscriber = await startSubscriber()
    subscriber.answer(() => ({ status: 429, headers: { 'retry-after': value() } }))
    const desk = await outboundDesk()
    const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
    await desk.queue(id, 'msg_1')
    await desk.outbound.look()
    const [message] = desk.messages(id)
    expect(message!.dueAtMs - Date.now()).toBe(pauseMs)
  })
})

test('a subscriber who answers 410 gets nothing any more, also after a restart, and what waits stays', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  subscriber.answer((count) => ({ status: count === 1 ? 204 : 410 }))
  const first = await outboundDesk()
  const { id } = await first.outbound.create(choiceOf(subscriber.url), 'mara')
  for (const each of ['msg_1', 'msg_2', 'msg_3']) await first.queue(id, each)
  await first.outbound.look()
  await first.close()
  const second = await outboundDesk({ store: first.store })
  for (let hours = 0; hours < 200; hours += 10) {
    pass(10 * hourMs)
    await second.outbound.look()
  }
  expect({
    received: subscriber.received.map(({ headers }) => headers['webhook-id']),
    states: second.messages(id).map(({ state }) => state),
    state: second.subscription(id)?.state,
  }).toEqual({ received: ['msg_1', 'msg_2'], states: ['delivered', 'given-up', 'waiting'], state: 'gone' })
})

test('messages come in the order in which they were queued, whatever fails between', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer((count) => ({ status: count % 3 === 0 ? 204 : 502 }))
  const ids = ['a', 'b', 'c', 'd', 'e']
  for (const each of ids) await desk.queue(id, each)
  await goOn(desk, id)
  expect(subscriber.received.map(({ headers }) => headers['webhook-id'])).toEqual(ids.flatMap((each) => [each, each, each]))
})

test('one subscriber who fails keeps nothing from another', async () => {
  stopDate()
  const [bad, good] = [await startSubscriber(), await startSubscriber()]
  bad.answer('hang')
  const desk = await outboundDesk({ timeouts: { connectMs: 2000, wholeMs: 1500 } })
  const { id: badId } = await desk.outbound.create(choiceOf(bad.url), 'mara')
  const { id: goodId } = await desk.outbound.create(choiceOf(good.url), 'mara')
  await desk.queue(badId, 'bad')
  for (const each of ['a', 'b', 'c']) await desk.queue(goodId, each)
  await desk.outbound.look()
  expect(good.received.map(({ headers }) => headers['webhook-id'])).toEqual(['a', 'b', 'c'])
})

test('the schedule goes on after a restart where it was', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  subscriber.answer({ status: 500 })
  const first = await outboundDesk()
  const { id } = await first.outbound.create(choiceOf(subscriber.url), 'mara')
  await first.queue(id, 'msg_1')
  await first.outbound.look()
  pass(5_000)
  await first.outbound.look()
  await first.close()
  pass(60_000)
  const second = await outboundDesk({ store: first.store })
  await second.outbound.look()
  expect(subscriber.received.length).toBe(2)
  expect(await goOn(second, id)).toEqual([240_000, ...retryPausesMs.slice(2)])
})

test('a circuit opens after three failures, lets one through when it is due, and heals with the first success', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer((count) => ({ status: count < 12 ? 500 : 204 }))
  for (const each of ['a', 'b', 'c']) await desk.queue(id, each)
  const opened: boolean[] = []
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await desk.outbound.look()
    const { openUntilMs } = desk.subscription(id)!
    opened.push(openUntilMs !== null)
    const next = desk.messages(id).find(({ state }) => state === 'waiting')!
    pass(Math.max(next.dueAtMs, openUntilMs ?? 0) - Date.now())
  }
  // The first is given up; the second waits for the circuit, not for its own turn.
  expect(opened).toEqual([false, false, ...Array.from({ length: 8 }, () => true)])
  expect(subscriber.received.length).toBe(10)
  await desk.outbound.look()
  expect(subscriber.received.map(({ headers }) => headers['webhook-id']).at(-1)).toBe('b')
  pass(5_000)
  await desk.outbound.look()
  const { failures, failingSinceMs, openUntilMs, lastSuccessAtMs } = desk.subscription(id)!
  expect({ failures, failingSinceMs, openUntilMs, lastSuccessAtMs, states: desk.messages(id).map(({ state }) => state) }).toEqual({
    failures: 0,
    failingSinceMs: null,
    openUntilMs: null,
    lastSuccessAtMs: Date.now(),
    states: ['given-up', 'delivered', 'delivered'],
  })
})

test('after five days of failures nothing is sent any more, until somebody switches it on again', async () => {
  const { desk, id, subscriber } = await subscribedDesk()
  subscriber.answer({ status: 500 })
  for (const each of ['a', 'b', 'c']) await desk.queue(id, each)
  for (let hours = 0; hours < 240; hours += 1) {
    await desk.outbound.look()
    pass(hourMs)
  }
  const ended = desk.subscription(id)!
  expect({ state: ended.state, days: Math.floor((ended.stateAtMs - NOON) / 86_400_000) }).toEqual({ state: 'failed', days: 5 })
  subscriber.answer({ status: 204 })
  const before = subscriber.received.length
  await desk.outbound.setState(id, 'active', 'mara')
  await desk.outbound.look()
  expect(subscriber.received.slice(before).map(({ headers }) => headers['webhook-id'])).toEqual(['b', 'c'])
})

test('a clock that was wrong by years puts nothing off for years', async () => {
  stopDate(NOON + 5 * 365 * 86_400_000)
  const subscriber = await startSubscriber()
  subscriber.answer({ status: 500 })
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  await desk.queue(id, 'msg_1')
  await desk.outbound.look()
  pass(-5 * 365 * 86_400_000)
  subscriber.answer({ status: 204 })
  await desk.outbound.look()
  expect(desk.messages(id).map(({ state }) => state)).toEqual(['delivered'])
})

test('a certificate that nobody vouches for is refused, and nothing is sent to it', async () => {
  stopDate()
  const subscriber = await startSubscriber(await makeCertificate({ name: subscriberHost, notBefore: new Date(0) }))
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  expect({ failure: (await desk.outbound.test(id, 'mara'))?.failure, received: subscriber.received.length }).toEqual({
    failure: 'tls',
    received: 0,
  })
})

test('a status of success is one, whatever becomes of the body after it', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  subscriber.answer('endless')
  const desk = await outboundDesk({ timeouts: { connectMs: 2000, wholeMs: 1500 } })
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  await desk.queue(id, 'msg_1')
  await desk.outbound.look()
  const [message] = desk.messages(id)
  expect({ state: message!.state, answer: listAttempts(desk.store.read, message!.id)[0]?.answer }).toEqual({
    state: 'delivered',
    answer: 'so far',
  })
})

test('a refusal is one, however long it takes to say so', async () => {
  stopDate()
  const subscriber = await startSubscriber()
  subscriber.answer('endless-refusal')
  const desk = await outboundDesk({ timeouts: { connectMs: 2000, wholeMs: 1500 } })
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  expect(await desk.outbound.test(id, 'mara')).toMatchObject({ failure: 'status', status: 500, answer: 'so far' })
})

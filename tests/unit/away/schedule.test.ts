import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mergeOrders } from '../../../src/main/pull/merge-orders.ts'
import { createSchedule } from '../../../src/main/pull/schedule.ts'
import type { ReadWatch, Schedule } from '../../../src/main/pull/schedule.ts'
import type { ReadResult } from '../../../src/main/pull/reader.ts'
import { NOON } from '../../support/temporary.ts'
import { madeUpReader, nothingFound } from './made-up-reader.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const nothingOwed: ReadWatch = { owedSince: () => null, begin: () => async () => undefined }

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

function scheduleOf(watch: ReadWatch = nothingOwed): Schedule {
  return createSchedule({
    watch,
    now: () => NOON,
    // In the middle: nothing earlier, nothing later.
    random: () => 0.5,
    onFailure(error) {
      throw error
    },
  })
}

function held(): { readonly gate: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  return { gate, open }
}

test('what is asked for while a provider is read is read once, after it', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader()]
  const { gate, open } = held()
  reader.gate = gate
  schedule.add(reader)
  const first = schedule.request('calendly', 'notification')
  await vi.advanceTimersByTimeAsync(0)
  const later = [schedule.request('calendly', 'timer'), schedule.request('calendly', 'hand'), schedule.request('calendly', 'notification')]
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.orders).toEqual([{ cause: 'notification', span: null }])
  open()
  await Promise.all([first, ...later])
  expect(reader.orders).toEqual([
    { cause: 'notification', span: null },
    { cause: 'hand', span: null },
  ])
})

test('one provider does not wait for another', async () => {
  const [schedule, slow, quick] = [scheduleOf(), madeUpReader('calendly'), madeUpReader('cal-com')]
  const { gate, open } = held()
  slow.gate = gate
  schedule.add(slow)
  schedule.add(quick)
  const waits = schedule.request('calendly', 'hand')
  expect(await schedule.request('cal-com', 'hand')).toEqual(nothingFound)
  open()
  expect(await waits).toEqual(nothingFound)
})

test('without anything to ask with nothing is read, and once there is it is', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader()]
  reader.state = 'vault'
  schedule.add(reader)
  schedule.start('start')
  expect((await schedule.request('calendly', 'hand')).outcome).toBe('vault')
  expect((await schedule.request('cal-com', 'hand')).outcome).toBe('no-token')
  reader.state = 'ready'
  schedule.retry('connected')
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.orders).toEqual([{ cause: 'connected', span: null }])
  // It is done: there is no reason for another.
  schedule.retry('connected')
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.orders).toHaveLength(1)
})

test('a provider that is not reached is tried again after growing pauses, and every quarter of an hour once it is', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader()]
  const offline: ReadResult = { ...nothingFound, outcome: 'offline' }
  reader.found = [offline, offline, offline, offline, offline, offline, nothingFound]
  schedule.add(reader)
  schedule.start('start')
  await vi.advanceTimersByTimeAsync(0)
  for (const pauseMs of [0.5, 1, 2, 5, 5, 5].map((minutes) => minutes * minuteMs)) {
    const before = reader.orders.length
    await vi.advanceTimersByTimeAsync(pauseMs - 1)
    expect(reader.orders).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(reader.orders).toHaveLength(before + 1)
  }
  await vi.advanceTimersByTimeAsync(15 * minuteMs - 1)
  expect(reader.orders).toHaveLength(7)
  await vi.advanceTimersByTimeAsync(1)
  expect(reader.orders).toHaveLength(8)
  expect(reader.orders.at(-1)?.cause).toBe('timer')
  await schedule.close()
})

test('what the provider failed on, or has enough of for now, is tried again soon, but no sooner than it asks for', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader()]
  const missed = (found: Partial<ReadResult>): ReadResult => ({ ...nothingFound, ...found })
  reader.found = [
    missed({ outcome: 'failed' }),
    missed({ outcome: 'rate-limited', retryAfterMs: 4 * minuteMs }),
    missed({ outcome: 'rate-limited', retryAfterMs: 60 * minuteMs }),
    nothingFound,
  ]
  schedule.add(reader)
  schedule.start('start')
  await vi.advanceTimersByTimeAsync(0)
  for (const pauseMs of [0.5, 4, 15].map((minutes) => minutes * minuteMs)) {
    const before = reader.orders.length
    // What beats every half minute leaves it its rest.
    schedule.retry('timer')
    await vi.advanceTimersByTimeAsync(pauseMs - 1)
    expect(reader.orders).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(reader.orders).toHaveLength(before + 1)
  }
  await schedule.close()
})

test('the network’s return ends the pause, and a reader’s own rest is kept', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader('google-calendar')]
  reader.found = [{ ...nothingFound, outcome: 'offline' }, nothingFound]
  schedule.add(reader, { everyMs: () => 5 * minuteMs })
  schedule.start('start')
  await vi.advanceTimersByTimeAsync(0)
  schedule.requestAll('network')
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.orders.map(({ cause }) => cause)).toEqual(['start', 'network'])
  await vi.advanceTimersByTimeAsync(5 * minuteMs)
  expect(reader.orders.map(({ cause }) => cause)).toEqual(['start', 'network', 'timer'])
  await schedule.close()
})

test('what a gap owes is read at the first occasion, from the day before it until two months ahead', async () => {
  const owedSinceMs = NOON - 3 * dayMs
  const told: ReadResult[] = []
  const schedule = scheduleOf({ owedSince: () => owedSinceMs, begin: () => async (result) => void told.push(result) })
  const reader = madeUpReader()
  schedule.add(reader)
  await schedule.request('calendly', 'network')
  expect(reader.orders).toEqual([{ cause: 'gap', span: { fromMs: owedSinceMs - dayMs, toMs: NOON + 60 * dayMs } }])
  expect(told).toEqual([nothingFound])
})

test('a reader that breaks its promise is a failed reading, and no end of reading', async () => {
  const failures: unknown[] = []
  const schedule = createSchedule({ watch: nothingOwed, now: () => NOON, onFailure: (error) => failures.push(error) })
  const reader = madeUpReader()
  reader.gate = Promise.reject(new Error('a fault of the reader'))
  schedule.add(reader)
  expect((await schedule.request('calendly', 'hand')).outcome).toBe('failed')
  reader.gate = null
  expect((await schedule.request('calendly', 'hand')).outcome).toBe('done')
  expect(failures).toHaveLength(1)
})

test('a store that cannot be asked what is owed is a failed reading, too', async () => {
  const failures: unknown[] = []
  const broken: ReadWatch = {
    ...nothingOwed,
    owedSince() {
      throw new Error('the disk fails')
    },
  }
  const schedule = createSchedule({ watch: broken, now: () => NOON, onFailure: (error) => failures.push(error) })
  const reader = madeUpReader()
  schedule.add(reader)
  expect((await schedule.request('calendly', 'hand')).outcome).toBe('failed')
  expect(reader.orders).toEqual([])
  expect(failures).toHaveLength(1)
})

test('closing ends what waits, and nothing begins after it', async () => {
  const [schedule, reader] = [scheduleOf(), madeUpReader()]
  const { gate, open } = held()
  reader.gate = gate
  schedule.add(reader)
  schedule.start('start')
  await vi.advanceTimersByTimeAsync(0)
  const waiting = schedule.request('calendly', 'hand')
  const closing = schedule.close()
  open()
  await closing
  expect((await waiting).outcome).toBe('offline')
  expect((await schedule.request('calendly', 'hand')).outcome).toBe('offline')
  await vi.advanceTimersByTimeAsync(dayMs)
  expect(reader.orders).toEqual([{ cause: 'start', span: null }])
})

test('two wishes are merged into what does for both', () => {
  const near = { fromMs: NOON, toMs: NOON + dayMs }
  const far = { fromMs: NOON - 40 * dayMs, toMs: NOON }
  expect(mergeOrders({ cause: 'timer', span: null }, { cause: 'notification', span: null }, NOON)).toEqual({
    cause: 'notification',
    span: null,
  })
  expect(mergeOrders({ cause: 'hand', span: near }, { cause: 'gap', span: far }, NOON)).toEqual({
    cause: 'gap',
    span: { fromMs: NOON - 40 * dayMs, toMs: NOON + dayMs },
  })
  expect(mergeOrders({ cause: 'hand', span: null }, { cause: 'gap', span: far }, NOON)).toEqual({
    cause: 'gap',
    span: { fromMs: NOON - 40 * dayMs, toMs: NOON + 60 * dayMs },
  })
})

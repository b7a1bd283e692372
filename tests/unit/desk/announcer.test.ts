import { expect, test } from 'vitest'
import { createAnnouncer } from '../../../src/main/desk/announcer.ts'
import type { Announcement } from '../../../src/shared/contract.ts'

/** Announces what a thousand commits of a busy second change. */
function announceMany(announcer: ReturnType<typeof createAnnouncer>): void {
  for (let id = 1; id <= 1000; id += 1) {
    announcer.announce({ topics: id % 2 === 0 ? ['deliveries', 'appointments'] : ['deliveries'], newAppointmentIds: [id] })
  }
}

test('a subscriber is told at once that it is one, and then of every change', async () => {
  const announcer = createAnnouncer()
  const subscription = announcer.subscribe(undefined)
  const hello = await subscription.next()
  announcer.announce({ topics: ['settings'] })
  const change = await subscription.next()
  expect([hello.value, change.value]).toEqual([
    { seq: 0, topics: [], newAppointmentIds: [] },
    { seq: 1, topics: ['settings'], newAppointmentIds: [] },
  ])
  await subscription.return()
})

test('of a thousand changes nothing is lost to a window that takes its time, and the numbers have no gap', async () => {
  const announcer = createAnnouncer()
  const stop = new AbortController()
  const taken: Announcement[] = []
  const everyId = Array.from({ length: 1000 }, (_, index) => index + 1)
  for await (const announcement of announcer.subscribe(stop.signal)) {
    taken.push(announcement)
    if (announcement.seq === 0) announceMany(announcer)
    if (taken.flatMap(({ newAppointmentIds }) => newAppointmentIds).length === everyId.length) stop.abort()
  }
  expect({
    ids: taken.flatMap(({ newAppointmentIds }) => newAppointmentIds),
    topics: new Set(taken.flatMap(({ topics }) => topics)),
    seqs: taken.map(({ seq }) => seq),
    merged: taken.length < 10,
  }).toEqual({
    ids: everyId,
    topics: new Set(['deliveries', 'appointments']),
    seqs: taken.map((_, index) => index),
    merged: true,
  })
})

test('each subscriber is given everything, whatever the others take', async () => {
  const announcer = createAnnouncer()
  const [first, second] = [announcer.subscribe(undefined), announcer.subscribe(undefined)]
  await first.next()
  await second.next()
  announcer.announce({ topics: ['hosts'] })
  expect((await first.next()).value).toEqual((await second.next()).value)
  await first.return()
  await second.return()
})

test('a subscription ends when its window is gone', async () => {
  const stop = new AbortController()
  const subscription = createAnnouncer().subscribe(stop.signal)
  await subscription.next()
  const waiting = subscription.next()
  stop.abort()
  expect(await waiting).toEqual({ done: true, value: undefined })
})

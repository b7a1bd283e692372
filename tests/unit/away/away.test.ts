import { expect, test } from 'vitest'
import { gapToTell, lastSpokenFor } from '../../../src/main/away/gap-to-tell.ts'
import { dismissGaps, listUndismissedGaps } from '../../../src/main/store/gaps.ts'
import type { ReadResult } from '../../../src/main/pull/reader.ts'
import type { Gap } from '../../../src/shared/contract/away.ts'
import { NOON } from '../../support/temporary.ts'
import { awayOffice } from './away-office.ts'
import type { AwayOffice } from './away-office.ts'
import { madeUpReader, nothingFound } from './made-up-reader.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

const shape = ({ reason, fromMs, toMs }: Gap) => ({ reason, fromMs, toMs })
const gapsOf = (office: AwayOffice) => office.gaps().map(shape)
const spanOf = (fromMs: number, toMs: number | null) => ({ fromMs, toMs })

test('the first start of all is no gap', async () => {
  const office = awayOffice()
  expect(await office.away.start()).toBe(false)
  expect(office.gaps()).toEqual([])
})

test('after an orderly end the time until the next start is a gap: it was off', async () => {
  const first = awayOffice()
  await first.away.start()
  first.world.nowMs += 10 * minuteMs
  await first.away.close()
  const second = awayOffice({ store: first.store, nowMs: NOON + 62 * hourMs })
  expect(await second.away.start()).toBe(true)
  expect(gapsOf(second)).toEqual([{ reason: 'off', ...spanOf(NOON + 10 * minuteMs, NOON + 62 * hourMs) }])
})

test('without an orderly end it crashed, and the gap begins with the last heartbeat', async () => {
  const first = awayOffice()
  await first.away.start()
  first.world.nowMs += 30 * secondMs
  await first.away.beat()
  const second = awayOffice({ store: first.store, nowMs: NOON + hourMs })
  expect(await second.away.start()).toBe(true)
  expect(gapsOf(second)).toEqual([{ reason: 'crashed', ...spanOf(NOON + 30 * secondMs, NOON + hourMs) }])
})

test('a quick new start, and a clock that was set back, make no gap', async () => {
  const first = awayOffice()
  await first.away.start()
  await first.away.close()
  const second = awayOffice({ store: first.store, nowMs: NOON + 59 * secondMs })
  expect(await second.away.start()).toBe(false)
  await second.away.close()
  const third = awayOffice({ store: first.store, nowMs: NOON - 2 * hourMs })
  expect(await third.away.start()).toBe(false)
  third.world.nowMs += 30 * secondMs
  await third.away.beat()
  // From now on the clock that was set back is the one that counts.
  third.world.nowMs += 2 * minuteMs
  await third.away.beat()
  expect(gapsOf(third)).toEqual([{ reason: 'asleep', ...spanOf(NOON - 2 * hourMs + 30 * secondMs, NOON - 2 * hourMs + 150 * secondMs) }])
})

test('a heartbeat that comes far too late says that the machine slept, one that is a little late says nothing', async () => {
  const office = awayOffice()
  await office.away.start()
  office.world.nowMs += 59 * secondMs
  await office.away.beat()
  expect(office.gaps()).toEqual([])
  office.world.nowMs += 8 * hourMs
  await office.away.beat()
  expect(gapsOf(office)).toEqual([{ reason: 'asleep', ...spanOf(NOON + 59 * secondMs, NOON + 59 * secondMs + 8 * hourMs) }])
  expect(office.heard.returns).toBe(1)
})

test('sleep that the system tells of is one gap, from when it began, although the late heartbeat tells of it too', async () => {
  const office = awayOffice()
  await office.away.start()
  office.world.nowMs += 20 * secondMs
  await office.away.suspending()
  office.world.nowMs += 3 * hourMs
  expect(await office.away.resumed()).toBe(true)
  office.world.nowMs += 10 * secondMs
  await office.away.beat()
  expect(gapsOf(office)).toEqual([{ reason: 'asleep', ...spanOf(NOON + 20 * secondMs, NOON + 20 * secondMs + 3 * hourMs) }])
})

test('a lost port is a gap until the receiver listens again, over a new start as well', async () => {
  const first = awayOffice()
  await first.away.start()
  first.world.nowMs += minuteMs
  first.world.isListening = false
  await first.away.listeningChanged()
  await first.away.listeningChanged()
  expect(gapsOf(first)).toEqual([{ reason: 'port', ...spanOf(NOON + minuteMs, null) }])
  await first.away.close()

  const second = awayOffice({ store: first.store, nowMs: NOON + 5 * hourMs })
  second.world.isListening = false
  expect(await second.away.start()).toBe(false)
  second.world.nowMs += minuteMs
  second.world.isListening = true
  await second.away.listeningChanged()
  expect(gapsOf(second)).toEqual([{ reason: 'port', ...spanOf(NOON + minuteMs, NOON + 5 * hourMs + minuteMs) }])
  expect(second.heard.returns).toBe(1)
})

test('a port that is taken from the start on ends one gap and begins another', async () => {
  const first = awayOffice()
  await first.away.start()
  await first.away.close()
  const second = awayOffice({ store: first.store, nowMs: NOON + hourMs })
  second.world.isListening = false
  expect(await second.away.start()).toBe(true)
  expect(gapsOf(second)).toEqual([
    { reason: 'port', ...spanOf(NOON + hourMs, null) },
    { reason: 'off', ...spanOf(NOON, NOON + hourMs) },
  ])
})

test('what listens before the desk has looked back does not hide the gap before it', async () => {
  const first = awayOffice()
  await first.away.start()
  const second = awayOffice({ store: first.store, nowMs: NOON + hourMs })
  await second.away.listeningChanged()
  expect(await second.away.start()).toBe(true)
})

test('an address that leads nowhere, and a dead tunnel, are gaps until one reaches us again', async () => {
  const office = awayOffice()
  await office.away.start()
  await office.away.noteReachable()
  await office.away.noteUnreachable('address', NOON - minuteMs)
  await office.away.noteUnreachable('address')
  await office.away.noteUnreachable('tunnel')
  office.world.nowMs += hourMs
  await office.away.noteReachable()
  expect(gapsOf(office)).toEqual([
    { reason: 'tunnel', ...spanOf(NOON, NOON + hourMs) },
    { reason: 'address', ...spanOf(NOON - minuteMs, NOON + hourMs) },
  ])
  expect(office.heard.returns).toBe(1)
})

test('another network is told once, and so is the one after it', async () => {
  const reader = madeUpReader()
  const office = awayOffice({ readers: [reader] })
  await office.away.start()
  for (const network of ['at home', 'on a train', 'on a train', '', 'at home']) {
    office.world.network = network
    office.world.nowMs += 30 * secondMs
    await office.away.beat()
  }
  expect(office.heard.networks).toBe(3)
  await office.settled()
  expect(reader.orders.every(({ cause }) => cause === 'network' || cause === 'timer')).toBe(true)
})

const lost: ReadResult = { ...nothingFound, outcome: 'offline' }
const found: ReadResult = { outcome: 'done', readingId: null, changed: 14, subscription: 'renewed', wasDisabled: true }

async function returnAfter(office: AwayOffice, awayMs: number): Promise<void> {
  await office.away.start()
  office.world.nowMs += awayMs
  await office.away.beat()
  await office.settled()
}

test('each provider that is in use is made up for, and what could not be asked is said', async () => {
  const [calendly, calCom] = [madeUpReader('calendly'), madeUpReader('cal-com')]
  calendly.found = [found, nothingFound]
  calCom.state = 'no-token'
  const office = awayOffice({ readers: [calendly, calCom], inUse: ['calendly', 'cal-com', 'healthcare'] })
  await returnAfter(office, 62 * hourMs)
  const [gap] = office.gaps()
  expect(gap?.recoveries).toEqual([
    { provider: 'cal-com', outcome: 'no-token', changed: 0, subscription: null, wasDisabled: false },
    { provider: 'calendly', outcome: 'done', changed: 14, subscription: 'renewed', wasDisabled: true },
    { provider: 'healthcare', outcome: 'not-offered', changed: 0, subscription: null, wasDisabled: false },
  ])
})

test('a gap stays owed while the provider is not reached, over a new start and a second gap, and is told once', async () => {
  const reader = madeUpReader()
  reader.found = [lost]
  const first = awayOffice({ readers: [reader] })
  await returnAfter(first, 62 * hourMs)
  expect(first.gaps()[0]?.recoveries[0]?.outcome).toBe('offline')
  await first.away.close()

  reader.found = [found, nothingFound]
  const second = awayOffice({ store: first.store, readers: [reader], nowMs: NOON + 64 * hourMs })
  await second.away.start()
  second.schedule.start('gap')
  await second.settled()
  const [newer, older] = second.gaps()
  expect(older?.recoveries).toEqual([{ provider: 'calendly', outcome: 'done', changed: 14, subscription: 'renewed', wasDisabled: true }])
  expect(newer?.recoveries).toEqual([{ provider: 'calendly', outcome: 'done', changed: 0, subscription: null, wasDisabled: false }])
  // Neither is owed any more.
  await second.settled()
  expect(reader.orders.at(-1)).toEqual({ cause: 'timer', span: null })
  await second.schedule.close()
})

test('where one provider was missed twice and another was read for both gaps, the line has what was found, and hiding it hides both', async () => {
  const [calendly, google] = [madeUpReader(), madeUpReader('google-calendar')]
  calendly.found = [{ ...nothingFound, outcome: 'offline' }]
  google.found = [{ ...nothingFound, outcome: 'token-refused' }]
  const office = awayOffice({ readers: [calendly, google] })
  await returnAfter(office, 62 * hourMs)
  calendly.found = [found, nothingFound]
  office.world.nowMs += 2 * minuteMs
  await office.away.beat()
  await office.settled()
  const gaps = () => listUndismissedGaps(office.store.read, { sinceMs: 0, shortestMs: minuteMs })
  const told = gapToTell(gaps(), office.world.nowMs)
  expect(told?.recoveries.map(({ provider, outcome, changed }) => ({ provider, outcome, changed }))).toEqual([
    { provider: 'calendly', outcome: 'done', changed: 14 },
    { provider: 'google-calendar', outcome: 'token-refused', changed: 0 },
  ])
  await office.writer.submit((db) => dismissGaps(db, lastSpokenFor(gaps(), told!.id), office.world.nowMs))
  expect(gapToTell(gaps(), office.world.nowMs)).toBeNull()
})

test('the line tells of the newest gap with news, and of one without only while it is new', async () => {
  const reader = madeUpReader()
  reader.found = [found, nothingFound]
  const office = awayOffice({ readers: [reader] })
  await returnAfter(office, 62 * hourMs)
  office.world.nowMs += 2 * minuteMs
  await office.away.beat()
  await office.settled()
  const told = () => gapToTell(listUndismissedGaps(office.store.read, { sinceMs: 0, shortestMs: minuteMs }), office.world.nowMs)
  expect(told()?.toMs).toBe(NOON + 62 * hourMs)

  const id = told()!.id
  await office.writer.submit((db) => dismissGaps(db, id, office.world.nowMs))
  const quiet = told()
  expect(quiet?.recoveries[0]?.changed).toBe(0)
  office.world.nowMs += 61 * minuteMs
  expect(told()).toBeNull()
})

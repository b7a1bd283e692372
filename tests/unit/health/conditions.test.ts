import { expect, test } from 'vitest'
import { listConnectionConditions } from '../../../src/main/health/connection-conditions.ts'
import { listDeskConditions, listPassedConditions } from '../../../src/main/health/desk-conditions.ts'
import { listProviderConditions } from '../../../src/main/health/provider-conditions.ts'
import { getHealth } from '../../../src/main/health/provider-health.ts'
import { write } from '../overview/office.ts'
import { saveConnection } from '../../../src/main/store/connections.ts'
import { markGoogleAccountRefused, saveGoogleAccount } from '../../../src/main/store/google-accounts.ts'
import { insertGap } from '../../../src/main/store/gaps.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { endReading, insertReading } from '../../../src/main/store/readings.ts'
import { storeTroubles } from '../../../src/shared/words.ts'
import type { ProviderId, ReadOutcome } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { insertMadeUpDelivery } from './made-up-deliveries.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const timeZone = 'UTC'

/** The given number of deliveries in the hours before noon, on this weekday in each of the weeks before. */
function usualMornings(store: Store, amount: number, weeks = 8): void {
  for (let week = 1; week <= weeks; week += 1) {
    for (let each = 0; each < amount; each += 1)
      insertMadeUpDelivery(store, { receivedAtMs: NOON - week * 7 * dayMs - (each + 1) * 10 * minuteMs })
  }
}

const about = (store: Store, inUse: readonly ProviderId[], nowMs = NOON) => listProviderConditions(store.read, inUse, { nowMs, timeZone })

test('a provider that is quiet on a day that usually is not is told in working hours, and not in the evening', () => {
  const store = temporaryStore()
  usualMornings(store, 10)
  expect(about(store, ['calendly'])).toEqual([
    {
      key: 'silence calendly',
      kind: 'silence',
      provider: 'calendly',
      detail: { today: 0, usual: 10, lastAtMs: NOON - 7 * dayMs - 10 * minuteMs },
    },
  ])
  expect(about(store, ['calendly'], NOON + 8 * hourMs)).toEqual([])
  // A Saturday.
  expect(about(store, ['calendly'], NOON + 2 * dayMs)).toEqual([])
})

test('a provider that is not in use is never quiet, and neither is one that has just begun', () => {
  const store = temporaryStore()
  usualMornings(store, 10, 2)
  expect(about(store, [])).toEqual([])
  expect(about(store, ['calendly'])).toEqual([])
})

test('five refusals within ten minutes are told where they are more than what was accepted', () => {
  const store = temporaryStore()
  for (let each = 0; each < 4; each += 1) insertMadeUpDelivery(store, { receivedAtMs: NOON - each * minuteMs, reason: 'signature' })
  expect(about(store, ['calendly'])).toEqual([])
  insertMadeUpDelivery(store, { receivedAtMs: NOON - 9 * minuteMs, reason: 'clock' })
  expect(about(store, ['calendly'])).toEqual([{ key: 'refusals calendly', kind: 'refusals', provider: 'calendly', detail: { count: 5 } }])
  expect(about(store, ['calendly'], NOON + 2 * minuteMs)).toEqual([])
  for (let each = 0; each < 5; each += 1) insertMadeUpDelivery(store, { receivedAtMs: NOON - each * minuteMs })
  expect(about(store, ['calendly'])).toEqual([])
})

test('clocks that are more than a minute apart are told, and soon no more once they agree', () => {
  const store = temporaryStore()
  for (let each = 1; each <= 4; each += 1)
    insertMadeUpDelivery(store, { receivedAtMs: NOON - each * hourMs, skewSeconds: -300, reason: 'clock' })
  // Whoever has no secret can write any time: what was refused for its signature says nothing.
  for (let each = 1; each <= 9; each += 1)
    insertMadeUpDelivery(store, { receivedAtMs: NOON - each * minuteMs, skewSeconds: 90, reason: 'signature' })
  const kinds = (nowMs: number) => about(store, ['calendly'], nowMs).filter(({ kind }) => kind === 'clock-skew')
  expect(kinds(NOON)).toEqual([{ key: 'clock-skew calendly', kind: 'clock-skew', provider: 'calendly', detail: { seconds: 300 } }])
  for (let each = 1; each <= 3; each += 1) insertMadeUpDelivery(store, { receivedAtMs: NOON + each, skewSeconds: 1 })
  expect(kinds(NOON + minuteMs)).toEqual([])
})

test('health counts what is real and authentic, and names the refusals of a day by their reasons', () => {
  const store = temporaryStore()
  usualMornings(store, 4)
  insertMadeUpDelivery(store, { receivedAtMs: NOON - hourMs, skewSeconds: 2 })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - 2 * hourMs, skewSeconds: 4, verdict: 'duplicate' })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - hourMs, origin: 'test', skewSeconds: 900 })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - hourMs, origin: 'sample', reason: 'signature' })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - 2 * dayMs, reason: 'signature' })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - 3 * hourMs, reason: 'payload' })
  insertMadeUpDelivery(store, { receivedAtMs: NOON - 2 * hourMs, reason: 'signature' })
  const last = insertMadeUpDelivery(store, { receivedAtMs: NOON - hourMs, reason: 'signature' })
  expect(getHealth(store.read, 'calendly', { nowMs: NOON, timeZone, inUse: true })).toEqual({
    provider: 'calendly',
    inUse: true,
    lastDeliveryAtMs: NOON - hourMs,
    today: 2,
    usual: 4,
    rhythm: 'usual',
    refusals: [
      { reason: 'signature', count: 2, lastDeliveryId: last },
      { reason: 'payload', count: 1, lastDeliveryId: last - 2 },
    ],
    clockSkewSeconds: 3,
  })
})

function read(store: Store, provider: ProviderId, outcome: ReadOutcome): void {
  endReading(store.write, insertReading(store.write, { provider, cause: 'timer', startedAtMs: NOON }), { outcome, endedAtMs: NOON })
}

test.each([
  ['disabled', 'subscription-disabled'],
  ['missing', 'subscription-disabled'],
  ['elsewhere', 'subscription-elsewhere'],
  ['active', null],
  ['unknown', null],
] as const)('a subscription that was found %s is told as %s', (state, kind) => {
  const store = temporaryStore()
  read(store, 'calendly', 'done')
  saveConnection(store.write, 'calendly', { subscription: { id: 'made-up', state, callbackUrl: null, checkedAtMs: NOON } })
  expect(listConnectionConditions(store.read, () => true, NOON).map((condition) => condition.kind)).toEqual(kind === null ? [] : [kind])
  // Without a token there is nobody who could do anything about it.
  expect(listConnectionConditions(store.read, () => false, NOON)).toEqual([])
})

test('a token that is refused is told until a reading ends well, and a provider that is offline is not', () => {
  const store = temporaryStore()
  const kinds = () => listConnectionConditions(store.read, (provider) => provider === 'calendly', NOON).map(({ kind }) => kind)
  read(store, 'calendly', 'offline')
  expect(kinds()).toEqual([])
  read(store, 'calendly', 'token-refused')
  read(store, 'cal-com', 'token-refused')
  expect(kinds()).toEqual(['token-refused'])
  read(store, 'calendly', 'done')
  expect(kinds()).toEqual([])
})

test('of the machine: little room, a lost port, and what keeps providers away from it', () => {
  const store = temporaryStore()
  const parts = {
    store,
    trouble: () => null,
    freeBytes: () => 1e12,
    receiver: () => ({ state: 'listening', address: '127.0.0.1', port: 7420 }) as const,
  }
  const kinds = (changed: Partial<Parameters<typeof listDeskConditions>[0]>) =>
    listDeskConditions({ ...parts, ...changed }, NOON + 2 * minuteMs)
  expect(kinds({})).toEqual([])
  expect(kinds({ freeBytes: () => null })).toEqual([])
  expect(kinds({ freeBytes: () => 157_000_000 })).toMatchObject([{ kind: 'disk-full', detail: { freeMegabytes: 150 } }])
  expect(kinds({ trouble: () => 'disk-full', freeBytes: () => null })).toMatchObject([{ kind: 'disk-full', detail: {} }])
  expect(kinds({ receiver: () => ({ state: 'port-taken', address: '127.0.0.1', port: 7420 }) })).toMatchObject([
    { kind: 'port-lost', detail: { port: 7420 } },
  ])
  expect(kinds({ receiver: () => ({ state: 'starting' }) })).toEqual([])
  insertGap(store.write, { reason: 'tunnel', fromMs: NOON, toMs: null })
  // It may mend itself.
  insertGap(store.write, { reason: 'address', fromMs: NOON + 1, toMs: null })
  expect(kinds({})).toMatchObject([{ kind: 'tunnel-dead', detail: { sinceMs: NOON } }])
})

test('why nothing can be written has an alert of its own, and little room the one it had', () => {
  const store = temporaryStore()
  const receiver = () => ({ state: 'listening', address: '127.0.0.1', port: 7420 }) as const
  const kinds = storeTroubles.map((trouble) => [
    trouble,
    ...listDeskConditions({ store, receiver, trouble: () => trouble, freeBytes: () => 1e12 }, NOON).map(({ kind }) => kind),
  ])
  expect(kinds).toEqual([
    ['disk-full', 'disk-full'],
    ['read-only', 'read-only'],
    ['failing', 'store-failing'],
    ['damaged', 'store-damaged'],
  ])
})

test('that the desk died, and that the clock was set, is told for a while', () => {
  const crash = { atMs: NOON, count: 2 }
  const jump = () => ({ byMs: -7_260_400, atMs: NOON })
  const clock = { jump, look: () => undefined, onChange: () => () => undefined, close: () => undefined }
  expect(listPassedConditions({ crash, clock }, NOON + minuteMs)).toMatchObject([
    { kind: 'clock-jumped', detail: { seconds: -7260 } },
    { kind: 'desk-crashed', detail: { count: 2, sinceMs: NOON } },
  ])
  expect(listPassedConditions({ crash, clock: { ...clock, jump: () => null } }, NOON + 10 * minuteMs)).toEqual([])
})

/** A calendar that is followed, with channels that live from one instant to another. */
function followedCalendar(store: Store, lives: readonly (readonly [number, number])[], { followed = 1 } = {}): void {
  const accountId = saveGoogleAccount(store.write, { email: 'anna@desk.example', nowMs: NOON })
  const { database } = store.write
  const { lastInsertRowid } = database
    .prepare('INSERT INTO google_calendars (account_id, calendar_id, name, followed) VALUES (?, ?, ?, ?)')
    .run(accountId, `calendar ${lives.length}`, 'Anna', followed)
  for (const [index, [fromMs, toMs]] of lives.entries()) {
    database
      .prepare(
        'INSERT INTO google_channels (id, calendar_id, token_sha256, address, created_at_ms, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(`channel ${index}`, lastInsertRowid, Buffer.alloc(32), 'https://desk.example.com', fromMs, toMs)
  }
}

const ofConnections = (store: Store) => listConnectionConditions(store.read, () => false, NOON)

test('a channel that was not renewed when nine tenths of its life are over is told, unless there is a younger one', () => {
  const store = temporaryStore()
  followedCalendar(store, [[NOON - 8.9 * dayMs, NOON + 1.1 * dayMs]])
  expect(ofConnections(store)).toEqual([])
  const late = temporaryStore()
  followedCalendar(late, [[NOON - 9.5 * dayMs, NOON + 0.5 * dayMs]])
  expect(ofConnections(late)).toMatchObject([{ kind: 'channel-expiring', detail: { expiresAtMs: NOON + 0.5 * dayMs } }])
  const renewed = temporaryStore()
  followedCalendar(renewed, [
    [NOON - 9.5 * dayMs, NOON + 0.5 * dayMs],
    [NOON - dayMs, NOON + 9 * dayMs],
  ])
  expect(ofConnections(renewed)).toEqual([])
  const unwanted = temporaryStore()
  followedCalendar(unwanted, [[NOON - 9.5 * dayMs, NOON + 0.5 * dayMs]], { followed: 0 })
  expect(ofConnections(unwanted)).toEqual([])
})

test('a sign-in that has ended is told until somebody signs in again, and its channels are no matter of their own', () => {
  const store = temporaryStore()
  followedCalendar(store, [[NOON - 9.5 * dayMs, NOON + 0.5 * dayMs]])
  const id = saveGoogleAccount(store.write, { email: 'anna@desk.example', nowMs: NOON })
  markGoogleAccountRefused(store.write, id, NOON)
  expect(ofConnections(store).map(({ key }) => key)).toEqual(['sign-in-ended google-calendar'])
  saveGoogleAccount(store.write, { email: 'anna@desk.example', nowMs: NOON })
  expect(ofConnections(store).map(({ key }) => key)).toEqual(['channel-expiring google-calendar'])
})

test('no-shows that a provider did not take are told for a day', () => {
  const store = temporaryStore()
  const appointmentId = write(store, {})
  const insert = store.write.database.prepare(
    `INSERT INTO write_backs (appointment_id, provider, what, actor, asked_at_ms, due_at_ms, ended_at_ms, outcome) VALUES (?, 'calendly', 'no_show', 'Mara', 1, 1, ?, ?)`,
  )
  insert.run(appointmentId, NOON - 25 * hourMs, 'refused')
  insert.run(appointmentId, NOON - hourMs, 'done')
  expect(ofConnections(store)).toEqual([])
  insert.run(appointmentId, NOON - hourMs, 'refused')
  insert.run(appointmentId, NOON - hourMs, 'given-up')
  expect(ofConnections(store)).toMatchObject([{ key: 'write-back-failed calendly', detail: { count: 2 } }])
})

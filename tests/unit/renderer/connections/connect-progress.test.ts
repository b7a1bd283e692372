import { expect, test } from 'vitest'
import { stepsOf, stepsOver, wentWell } from '../../../../src/renderer/connections/connect-progress.ts'
import type { Connected, Connection } from '../../../../src/shared/contract/connections.ts'

const without: Connection = {
  provider: 'calendly',
  token: null,
  account: null,
  apiUrl: null,
  scope: null,
  subscription: null,
  lastReading: null,
  writeBack: false,
}
const reading = { id: 7, cause: 'timer', startedAtMs: 1, endedAtMs: 2, outcome: 'done', changed: 0 } as const
const kept: Connection = { ...without, token: { lastFour: 'a9f3', setAtMs: 50, readable: true } }
const subscribed: Connection = { ...kept, subscription: { state: 'active', callbackUrl: null, checkedAtMs: 60 } }
const backFilling: Connection = { ...subscribed, lastReading: { ...reading, id: 8, cause: 'connected', outcome: null, endedAtMs: null } }

test.each([
  ['nothing was kept yet', without, without, []],
  ['the desk has not told of it', without, null, []],
  ['the token is kept', without, kept, ['token']],
  ['the subscription was looked at', without, subscribed, ['token', 'subscription']],
  ['the back-fill runs', without, backFilling, ['token', 'subscription', 'ping']],
] as const)('while %s, the steps before it are over', (_name, before, now, over) => {
  expect([...stepsOver(before, now)]).toEqual(over)
})

test('what was there before another token is tried is no step of it', () => {
  expect([...stepsOver(backFilling, backFilling)]).toEqual([])
  const another = { ...backFilling, token: { lastFour: 'ffff', setAtMs: 90, readable: true } }
  expect([...stepsOver(backFilling, another)]).toEqual(['token'])
})

test('a reading by the clock that ends meanwhile is not the back-fill', () => {
  expect([...stepsOver(without, { ...kept, lastReading: { ...reading, id: 9 } })]).toEqual(['token'])
})

test('Smart-Scheduler has no subscription to make, and only Calendly offers a sample', () => {
  expect([stepsOf('calendly'), stepsOf('cal-com'), stepsOf('smart-scheduler')]).toEqual([
    ['token', 'subscription', 'ping', 'backfill'],
    ['token', 'subscription', 'backfill'],
    ['token', 'backfill'],
  ])
})

test('what did not go well is marked, although the provider is connected', () => {
  const connected: Connected = {
    account: null,
    subscription: 'no-address',
    ping: 'not-arrived',
    backfill: { outcome: 'rate-limited', changed: 3, days: 30 },
  }
  expect([
    wentWell(connected),
    wentWell({ ...connected, subscription: 'kept', ping: 'none', backfill: { outcome: 'done', changed: 0, days: 30 } }),
  ]).toEqual([
    { token: true, subscription: false, ping: false, backfill: false },
    { token: true, subscription: true, ping: true, backfill: true },
  ])
})

import { describe, expect, onTestFinished, test } from 'vitest'
import { createStandInSmartScheduler } from '../../support/stand-ins/smart-scheduler.ts'
import { NOON } from '../../support/temporary.ts'
import { pullDesk } from './pull-desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ada = { name: 'Ada Lovelace', email: 'ada@example.com' }

async function smartDesk(envelope: 'bare' | 'appointments' = 'appointments') {
  let nowMs = NOON
  const now = () => nowMs
  const scheduler = await createStandInSmartScheduler({ now, envelope })
  onTestFinished(() => scheduler.close())
  const desk = await pullDesk({ now })
  const connect = () => desk.pull.connect({ provider: 'smart-scheduler', token: scheduler.token, apiUrl: scheduler.url, scope: null })
  const statuses = () => Object.fromEntries(desk.cards().map(({ externalId, status }) => [externalId, status]))
  return { ...desk, scheduler, connect, statuses, pass: (ms: number) => void (nowMs += ms) }
}

describe.each(['bare', 'appointments'] as const)('a list in the form %s', (envelope) => {
  test('is read', async () => {
    const { scheduler, connect, statuses } = await smartDesk(envelope)
    const booked = scheduler.book({ client: ada, startMs: NOON + DAY })
    const connected = await connect()
    expect(connected).toEqual({
      account: { name: null, email: null },
      subscription: 'none',
      ping: 'none',
      backfill: { outcome: 'done', changed: 1, days: 30 },
    })
    expect(statuses()).toEqual({ [booked.id]: 'scheduled' })
  })
})

test('what is not listed any more is asked for: what is gone was cancelled, what was moved away is read', async () => {
  const { scheduler, connect, read, statuses, cards, pass } = await smartDesk()
  const staying = scheduler.book({ client: ada, startMs: NOON + DAY })
  const cancelled = scheduler.book({ client: ada, startMs: NOON + 2 * DAY })
  const moved = scheduler.book({ client: ada, startMs: NOON + 3 * DAY })
  await connect()
  pass(HOUR)
  scheduler.cancel(cancelled.id)
  scheduler.move(moved.id, NOON + 100 * DAY)
  const { outcome, changed } = await read('smart-scheduler')
  expect({ outcome, changed }).toEqual({ outcome: 'done', changed: 2 })
  expect(statuses()).toEqual({ [staying.id]: 'scheduled', [cancelled.id]: 'cancelled', [moved.id]: 'scheduled' })
  expect(cards().find(({ externalId }) => externalId === moved.id)?.startMs).toBe(NOON + 100 * DAY)
})

test('one that fails when it is asked for is not taken for cancelled', async () => {
  const { scheduler, connect, read, statuses, pass } = await smartDesk()
  const booked = scheduler.book({ client: ada, startMs: NOON + DAY })
  await connect()
  pass(HOUR)
  scheduler.cancel(booked.id)
  scheduler.faults.add({ match: /appointments\/ss_/, status: 500, times: 9 })
  const { outcome } = await read('smart-scheduler')
  expect({ outcome, statuses: statuses() }).toEqual({ outcome: 'failed', statuses: { [booked.id]: 'scheduled' } })
})

test('the address stays when the token is replaced, and is told to nobody else', async () => {
  const { scheduler, connect, pull } = await smartDesk()
  await connect()
  const token = scheduler.renewToken()
  await pull.connect({ provider: 'smart-scheduler', token, apiUrl: null, scope: null })
  expect(pull.connections().map(({ provider, apiUrl }) => [provider, apiUrl])).toEqual([
    ['calendly', null],
    ['cal-com', null],
    ['smart-scheduler', scheduler.url],
  ])
})

import { expect, onTestFinished, test } from 'vitest'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { createStandInCalendly, type CalendlyOptions } from '../../support/stand-ins/calendly.ts'
import { NOON } from '../../support/temporary.ts'
import { pullDesk } from './pull-desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/London' }
const ben = { name: 'Ben Carter', email: 'ben@example.com', timeZone: 'Europe/Berlin' }

async function calendlyDesk(options: CalendlyOptions & { readonly publicUrl?: () => string | null } = {}) {
  let nowMs = NOON
  const now = () => nowMs
  const calendly = await createStandInCalendly({ now, ...options })
  onTestFinished(() => calendly.close())
  const desk = await pullDesk({ now, internet: { calendly: calendly.url }, ...(options.publicUrl && { publicUrl: options.publicUrl }) })
  await desk.giveToken('calendly', calendly.token)
  return { ...desk, calendly, account: calendly.account, now, pass: (ms: number) => void (nowMs += ms) }
}

const brief = ({ externalId, status }: { externalId: string; status: string }) => ({ externalId, status })

test('everything that starts in the span is read, whatever became of it', async () => {
  const { account, read, cards, pass } = await calendlyDesk()
  const standing = account.book({ person: ada, startMs: NOON + DAY })
  const cancelled = account.book({ person: ben, startMs: NOON + 2 * DAY })
  const old = account.book({ person: ben, startMs: NOON + 3 * DAY })
  const missed = account.book({ person: ada, startMs: NOON + HOUR })
  account.book({ person: ada, startMs: NOON + 90 * DAY })
  pass(2 * HOUR)
  account.cancel(cancelled.uri, { by: 'invitee', reason: 'Ill' })
  const moved = account.reschedule(old.uri, { startMs: NOON + 5 * DAY })
  account.markNoShow(missed.uri)
  pass(HOUR)
  const result = await read('calendly')
  expect(result).toMatchObject({ outcome: 'done', changed: 5 })
  expect(cards().map(brief).sort(byId)).toEqual(
    [
      { externalId: standing.uri, status: 'scheduled' },
      { externalId: cancelled.uri, status: 'cancelled' },
      { externalId: old.uri, status: 'superseded' },
      { externalId: moved.uri, status: 'scheduled' },
      { externalId: missed.uri, status: 'no_show' },
    ].sort(byId),
  )
})

test('the history of what was read names the reading, and reading again adds nothing', async () => {
  const { account, store, read, cards, pass } = await calendlyDesk()
  account.book({ person: ada, startMs: NOON + DAY })
  const first = await read('calendly')
  pass(HOUR)
  const second = await read('calendly')
  const found = findAppointment(store.read, cards()[0]!.id)!
  expect(second.changed).toBe(0)
  expect(found.history.map(({ kind, reading }) => ({ kind, reading: reading?.id }))).toEqual([
    { kind: 'created', reading: first.readingId },
  ])
  expect(found.details).toMatchObject({
    title: '30 Minute Meeting',
    startMs: NOON + DAY,
    timeZone: 'Europe/London',
    hosts: [{ email: 'dana.whitfield@office.example', name: 'Dana Whitfield', role: null }],
    calendarEventId: account.events[0]!.calendarEventId,
  })
})

test('a list of several pages is read to its end', async () => {
  const { account, calendly, read, cards } = await calendlyDesk()
  for (let index = 0; index < 103; index += 1) account.book({ person: ada, startMs: NOON + (index + 1) * HOUR })
  const { outcome } = await read('calendly')
  const pages = calendly.requests.filter(({ path, query }) => path === '/scheduled_events' && query['status'] === 'active')
  expect({ outcome, read: cards().length, pages: pages.length }).toEqual({ outcome: 'done', read: 103, pages: 2 })
})

test('a token that was revoked is told so, and works again when there is a new one', async () => {
  const { account, calendly, read, cards, giveToken } = await calendlyDesk()
  account.book({ person: ada, startMs: NOON + DAY })
  await read('calendly')
  calendly.revokeToken()
  const refused = await read('calendly')
  const kept = cards().length
  await giveToken('calendly', calendly.renewToken())
  const again = await read('calendly')
  expect({ refused: refused.outcome, kept, again: again.outcome }).toEqual({ refused: 'token-refused', kept: 1, again: 'done' })
})

test('a provider that asks to wait is asked again as soon as it may be', async () => {
  const { account, calendly, read, cards } = await calendlyDesk()
  account.book({ person: ada, startMs: NOON + DAY })
  calendly.faults.add({ match: /GET \/scheduled_events\?/, status: 429, headers: { 'retry-after': '0' } })
  const { outcome } = await read('calendly')
  expect({ outcome, read: cards().length }).toEqual({ outcome: 'done', read: 1 })
})

test('nobody waits longer than a minute: then it is told that the provider asks for it', async () => {
  const { calendly, read } = await calendlyDesk()
  calendly.faults.add({ match: /GET \/users\/me/, status: 429, headers: { 'retry-after': '61' } })
  const { outcome, retryAfterMs } = await read('calendly')
  expect({ outcome, retryAfterMs, asked: calendly.requests.filter(({ path }) => path === '/users/me').length }).toEqual({
    outcome: 'rate-limited',
    retryAfterMs: 61_000,
    asked: 1,
  })
})

function byId(a: { externalId: string }, b: { externalId: string }): number {
  return a.externalId < b.externalId ? -1 : 1
}

test('without a public address a disabled subscription that was not made here is named, and left as it is', async () => {
  const { calendly, read } = await calendlyDesk({ publicUrl: () => null })
  const theirs = calendly.subscribe({ callbackUrl: 'https://other.example/api/webhooks/calendly', signingKey: 'a key of somebody else' })
  calendly.disableSubscription()
  expect(await read('calendly')).toMatchObject({ outcome: 'done', subscription: 'could-not', wasDisabled: true })
  expect(calendly.subscriptions.map(({ uri, state }) => ({ uri, state }))).toEqual([{ uri: theirs.uri, state: 'disabled' }])
})

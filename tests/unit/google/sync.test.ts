import { expect, test } from 'vitest'
import { prepared } from '../../../src/main/store/db.ts'
import { listNotices } from '../../../src/main/store/notices.ts'
import { NOON } from '../../support/temporary.ts'
import { ANNA, googleDesk, meeting, standInGoogle } from './google-desk.ts'
import { listHistoryKinds } from './history.ts'
import { insertTestHost } from './test-host.ts'

const LISTINGS = /^GET .*\/events\?/
const DAY = 86_400_000

const listingsOf = ({ requests }: { readonly requests: readonly { readonly path: string; readonly query: object }[] }) =>
  requests.filter(({ path }) => path.endsWith('/events')).map(({ query }) => query as Record<string, string>)

test('what is in a followed calendar is read in pages, and changes of it are read by the sync token', async () => {
  const { calendar, connect, cards, desk, failures, google } = await googleDesk()
  google.setPaging({ most: 2, beginsEmpty: true })
  const ids = ['First', 'Second', 'Third', 'Fourth', 'Fifth'].map((summary, index) => calendar.add(meeting(summary, index + 1)))
  await connect()
  expect(cards().map(({ title, clientLabel, status }) => [title, clientLabel, status])).toEqual(
    ['First', 'Second', 'Third', 'Fourth', 'Fifth'].map((title) => [title, 'Jane Doe', 'scheduled']),
  )
  const before = listingsOf(google).length
  for (const id of ids.slice(0, 3)) calendar.cancel(id)
  calendar.change(ids[3]!, meeting('Fourth', 10))
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done', changed: 4 })
  expect(cards().map(({ title, status }) => [title, status])).toEqual([
    ['First', 'cancelled'],
    ['Second', 'cancelled'],
    ['Third', 'cancelled'],
    ['Fifth', 'scheduled'],
    ['Fourth', 'scheduled'],
  ])
  const incremental = listingsOf(google).slice(before)
  expect(incremental.every(({ syncToken, timeMin, singleEvents }) => syncToken && !timeMin && singleEvents === 'true')).toBe(true)
  expect(failures).toEqual([])
})

test('reading again changes nothing, and a full reading neither', async () => {
  const { calendar, cards, connect, desk, google, store } = await googleDesk()
  calendar.cancel(calendar.add(meeting('Gone', 1)), { keepsDetails: true })
  calendar.add(meeting('Talk', 2))
  await connect()
  const before = cards()
  google.expireSyncTokens()
  const outcomes = [await desk.sync(null, 'hand'), await desk.sync(null, 'hand')]
  expect(outcomes.map(({ outcome, changed }) => [outcome, changed])).toEqual([
    ['done', 0],
    ['done', 0],
  ])
  expect([cards(), listHistoryKinds(store).sort()]).toEqual([before, ['cancelled', 'created']])
})

test('a week later everything is read anew, up to a horizon that has moved along', async () => {
  const { calendar, connect, cards, clock, desk, google } = await googleDesk()
  calendar.add(meeting('Next year', 403))
  await connect()
  expect(cards()).toEqual([])
  clock.nowMs += 6 * DAY
  await desk.sync(null, 'hand')
  expect(cards()).toEqual([])
  clock.nowMs += DAY
  await desk.sync(null, 'hand')
  expect(cards().map(({ title }) => title)).toEqual(['Next year'])
  const last = listingsOf(google).at(-1)
  expect([last?.timeMin, last?.timeMax]).toEqual([new Date(NOON - 23 * DAY).toISOString(), new Date(NOON + 407 * DAY).toISOString()])
})

test('a moved event is a reschedule, with the old start in its history', async () => {
  const { calendar, cards, connect, desk, store } = await googleDesk()
  const id = calendar.add(meeting('Talk', 1))
  await connect()
  calendar.change(id, meeting('Talk', 3))
  await desk.sync(null, 'hand')
  expect(cards()).toMatchObject([{ startMs: NOON + 3 * DAY, rescheduled: true, status: 'scheduled' }])
  expect(listHistoryKinds(store)).toEqual(['created', 'rescheduled'])
})

test('changes within one and the same millisecond count in the order in which they were read', async () => {
  const { calendar, cards, connect, desk } = await googleDesk()
  const id = calendar.add(meeting('Zebra', 1))
  await connect()
  for (const summary of ['Antelope', 'Zebra', 'Mule', 'Antelope']) {
    calendar.change(id, { summary })
    await desk.sync(null, 'hand')
    expect(cards().map(({ title }) => title)).toEqual([summary])
  }
})

test('an instance of a series is cancelled, another is moved, and the rest stands', async () => {
  const { calendar, cards, connect, desk } = await googleDesk()
  const [first, second] = calendar.addSeries(meeting('Weekly', 1), { everyDays: 7, times: 3 }) as [string, string, string]
  await connect()
  calendar.cancel(first)
  calendar.change(second, meeting('Weekly', 9))
  await desk.sync(null, 'hand')
  expect(cards().map(({ startMs, status }) => [(startMs - NOON) / DAY, status])).toEqual([
    // What was cancelled tells no time any more: it is known from before.
    [1, 'cancelled'],
    [9, 'scheduled'],
    [15, 'scheduled'],
  ])
})

test('an event that is taken out of the bin stands again', async () => {
  const { calendar, cards, connect, desk, forward } = await googleDesk()
  const id = calendar.add(meeting('Talk', 1))
  await connect()
  calendar.cancel(id)
  await desk.sync(null, 'hand')
  forward(5)
  calendar.change(id, {})
  await desk.sync(null, 'hand')
  expect(cards().map(({ status }) => status)).toEqual(['scheduled'])
})

test('clients who are taken off an event are forgotten, the last one too', async () => {
  const { calendar, cards, connect, desk } = await googleDesk()
  const id = calendar.add(
    meeting('Talk', 1, [
      { email: 'jane@example.com', displayName: 'Jane' },
      { email: 'bob@example.com', displayName: 'Bob' },
    ]),
  )
  await connect()
  const labels = [cards().map(({ clientLabel, attendeeCount }) => [clientLabel, attendeeCount])]
  for (const attendees of [[{ email: ANNA }, { email: 'bob@example.com', displayName: 'Bob' }], [{ email: ANNA }]]) {
    calendar.change(id, { attendees })
    await desk.sync(null, 'hand')
    labels.push(cards().map(({ clientLabel, attendeeCount }) => [clientLabel, attendeeCount]))
  }
  expect(labels).toEqual([[['Jane', 2]], [['Bob', 1]], [[null, 0]]])
})

test('an event that turns into time to concentrate is no appointment any more', async () => {
  const { calendar, cards, connect, desk } = await googleDesk()
  const id = calendar.add(meeting('Talk', 1))
  await connect()
  calendar.change(id, { eventType: 'focusTime' })
  await desk.sync(null, 'hand')
  expect(cards().map(({ status }) => status)).toEqual(['cancelled'])
})

test('what was deleted while the sync token had ended is found by asking for it', async () => {
  const { calendar, cards, connect, desk, google } = await googleDesk()
  const [gone, past] = [calendar.add(meeting('Gone', 1)), calendar.add(meeting('Into the past', 2))]
  calendar.add(meeting('Stays', 3))
  await connect()
  google.expireSyncTokens()
  calendar.change(past, meeting('Into the past', -90))
  calendar.cancel(gone)
  // Purged: Google knows nothing of it any more.
  google.faults.add({ match: new RegExp(`^GET .*/events/${gone}`), status: 404 })
  google.faults.add({ match: LISTINGS, status: 410, body: { error: { code: 410, errors: [{ reason: 'fullSyncRequired' }] } } })
  const withoutDeleted = calendar.events().filter(({ isCancelled }) => !isCancelled)
  expect(withoutDeleted).toHaveLength(2)
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done' })
  expect(cards().map(({ title, status }) => [title, status])).toEqual([
    ['Into the past', 'scheduled'],
    ['Gone', 'cancelled'],
    ['Stays', 'scheduled'],
  ])
})

test('a 410 in the middle of a sync leads to a full one that keeps the history', async () => {
  const { calendar, cards, connect, desk, google, store } = await googleDesk()
  const ids = ['First', 'Second', 'Third'].map((summary, index) => calendar.add(meeting(summary, index + 1)))
  await connect()
  google.setPaging({ most: 1, beginsEmpty: false })
  for (const id of ids) calendar.change(id, { location: 'Room 4' })
  google.faults.add({ match: LISTINGS, status: 410, after: 1 })
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done', changed: 3 })
  expect(cards().map(({ locationKind }) => locationKind)).toEqual(['place', 'place', 'place'])
  // What was read before the 410 was applied then, and once.
  expect(listHistoryKinds(store)).toEqual(['created', 'created', 'created', 'updated', 'updated', 'updated'])
  expect(
    listingsOf(google)
      .slice(-3)
      .map(({ syncToken }) => syncToken),
  ).toEqual([undefined, undefined, undefined])
})

test('a calendar whose every listing ends before its last page is told as failed, and read again later', async () => {
  const { calendar, calendarOf, cards, connect, desk, google } = await googleDesk()
  await connect()
  calendar.add(meeting('Talk', 1))
  google.faults.add({ match: LISTINGS, status: 410, times: 3 })
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'failed' })
  expect(calendarOf().problem).toBe('failed')
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done' })
  expect([calendarOf().problem, cards().length]).toEqual([null, 1])
})

test.each([
  ['is not reached', { status: null, times: 9 }, 'offline'],
  ['fails', { status: 503, times: 9 }, 'failed'],
  ['may not be read', { status: 403, body: { error: { code: 403, errors: [{ reason: 'insufficientPermissions' }] } } }, 'forbidden'],
  ['was deleted', { status: 404, times: 9 }, 'forbidden'],
  ['asks to wait for an hour', { status: 429, headers: { 'retry-after': '3600' } }, 'rate-limited'],
])('a calendar that %s is told so, and what it was about to tell is read later', async (_what, fault, outcome) => {
  const { calendar, calendarOf, cards, connect, desk, google } = await googleDesk()
  await connect()
  const { syncedAtMs } = calendarOf()
  calendar.add(meeting('Talk', 1))
  google.faults.add({ match: LISTINGS, headers: { 'content-type': 'application/json' }, ...fault })
  // The token is asked for anew in between, and the reading tried once more.
  if (outcome === 'forbidden') google.faults.add({ match: LISTINGS, headers: { 'content-type': 'application/json' }, ...fault })
  const retryAfterMs = outcome === 'rate-limited' ? 3_600_000 : null
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome, changed: 0, retryAfterMs })
  expect(calendarOf()).toMatchObject({ problem: outcome, syncedAtMs })
  google.faults.clear()
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done', changed: 1 })
  expect([calendarOf().problem, cards().length]).toEqual([null, 1])
})

test('a rate limit that is told as a 403 is waited for', async () => {
  const { calendar, cards, connect, desk, google } = await googleDesk()
  await connect()
  calendar.add(meeting('Talk', 1))
  const body = { error: { code: 403, errors: [{ reason: 'rateLimitExceeded' }] } }
  google.faults.add({ match: LISTINGS, status: 403, headers: { 'content-type': 'application/json' }, body })
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done', changed: 1 })
  expect(cards()).toHaveLength(1)
})

test('while one sync runs, all that is asked for is done in one that begins after it', async () => {
  const { calendar, calendarOf, connect, desk, google } = await googleDesk()
  await connect()
  const before = listingsOf(google).length
  const first = desk.sync(calendarOf().id, 'hand')
  const others = await Promise.all([first, ...Array.from({ length: 20 }, () => desk.sync(calendarOf().id, 'timer'))])
  expect(others.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 21 }, () => 'done'))
  expect(listingsOf(google).length - before).toBeLessThanOrEqual(2)
  calendar.add(meeting('Talk', 1))
  expect(await desk.sync(null, 'hand')).toMatchObject({ changed: 1 })
})

test('another host for the calendar holds everything in it', async () => {
  const { calendar, calendarOf, cards, connect, desk, writer } = await googleDesk()
  calendar.add(meeting('Talk', 1))
  await connect()
  expect(cards()).toMatchObject([{ hostLabel: ANNA }])
  const hostId = await insertTestHost(writer, 'Ben')
  await desk.follow(calendarOf().id, { followed: true, hostId })
  await desk.sync(null, 'hand')
  expect(cards()).toMatchObject([{ hostIds: [hostId], hostLabel: 'Ben' }])
})

test('a calendar that is not followed any more keeps what was read, and reads no more', async () => {
  const { calendar, calendarOf, cards, connect, desk, google } = await googleDesk()
  calendar.add(meeting('Talk', 1))
  await connect()
  await desk.follow(calendarOf().id, { followed: false, hostId: null })
  const before = listingsOf(google).length
  calendar.add(meeting('Not for us', 2))
  expect(await desk.reader.read({ cause: 'timer', span: null, signal: new AbortController().signal })).toMatchObject({ changed: 0 })
  expect([desk.reader.readiness(), cards().length, listingsOf(google).length - before]).toEqual(['no-token', 1, 0])
})

test('a whole day in the calendar’s zone, on the day in which clocks go back', async () => {
  const clock = { nowMs: Date.UTC(2026, 9, 20) }
  const google = await standInGoogle(clock)
  const { calendar, cards, connect } = await googleDesk({ clock, google })
  calendar.add({
    summary: 'Open day',
    start: { date: '2026-11-01' },
    end: { date: '2026-11-02' },
    attendees: [{ email: 'jane@example.com' }],
  })
  await connect()
  expect(cards()).toMatchObject([{ startMs: Date.UTC(2026, 10, 1, 4), endMs: Date.UTC(2026, 10, 2, 5) }])
})

test('readings that found nothing are forgotten after a month, and those that changed something are not', async () => {
  const { calendar, connect, desk, forward, store } = await googleDesk()
  calendar.add(meeting('Talk', 40))
  await connect()
  await desk.sync(null, 'timer')
  forward(31 * 1_440)
  await desk.sync(null, 'timer')
  const count = () =>
    prepared<{ changed: number }>(store.read, 'SELECT changed FROM readings ORDER BY id')
      .all()
      .map(({ changed }) => changed)
  const before = count()
  desk.tick()
  await desk.sync(null, 'timer')
  expect([before.filter((changed) => changed === 0).length >= 2, count()]).toEqual([true, [1, 0, 0]])
})

test('what was in a calendar before it was followed is no news, and what comes then is', async () => {
  const { calendar, connect, desk, store } = await googleDesk()
  calendar.add(meeting('Long known', 1))
  await connect()
  const news = () => listNotices(store.read, { afterId: 0, limit: 9 }).map(({ kind, clientLabel }) => [kind, clientLabel])
  const before = news()
  calendar.add(meeting('New', 2, [{ email: 'bob@example.com', displayName: 'Bob' }]))
  await desk.sync(null, 'hand')
  expect([before, news()]).toEqual([[], [['booked', 'Bob']]])
})

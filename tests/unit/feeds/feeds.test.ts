import { expect, test } from 'vitest'
import { feedSpan } from '../../../src/main/feeds/write-feed.ts'
import type { FeedDetail } from '../../../src/shared/sharing-words.ts'
import { stopClock } from '../../support/stopped-clock.ts'
import { calCom, clientIdOf, erase, foundIn } from '../keeping/marked-office.ts'
import { everything, startFeedOffice } from './feed-office.ts'
import { icsAt, readByIcalJs } from './parsed.ts'

const hourMs = 3_600_000
const jane = { name: 'Jane Doe', email: 'jane@example.com' }
const statusOf = async (url: string, init?: RequestInit): Promise<number> => (await fetch(url, init)).status

async function startBookedOffice(options: Parameters<typeof startFeedOffice>[0] = {}) {
  const office = await startFeedOffice(options)
  const startMs = office.clock.nowMs + 30 * hourMs
  const say = async (event: string, unique = 'one', inHours = 30, person = jane) => {
    const body = calCom(event, person, unique, { nowMs: office.clock.nowMs, startMs: startMs + (inHours - 30) * hourMs })
    expect(await office.post(body)).toBe(200)
  }
  await say('BOOKING_CREATED')
  return { ...office, startMs, say }
}

test('a feed changes after a signed delivery moved a booking, and whoever has it already is told so', async () => {
  const office = await startBookedOffice()
  const first = await fetch(office.feedUrl)
  const tag = { 'if-none-match': first.headers.get('etag') ?? '' }
  const date = { 'if-modified-since': first.headers.get('last-modified') ?? '' }
  const [before] = await office.read()
  expect([await statusOf(office.feedUrl, { headers: tag }), await statusOf(office.feedUrl, { headers: date })]).toEqual([304, 304])
  office.clock.nowMs += 60_000
  const moved = calCom('BOOKING_RESCHEDULED', jane, 'two', {
    nowMs: office.clock.nowMs,
    startMs: office.startMs + 24 * hourMs,
    replaces: { unique: 'one', startMs: office.startMs },
  })
  expect(await office.post(moved)).toBe(200)
  expect([await statusOf(office.feedUrl, { headers: tag }), await statusOf(office.feedUrl, { headers: date })]).toEqual([200, 200])
  const after = await office.read()
  expect(before?.start).toBe(new Date(office.startMs).toISOString())
  expect(after.map(({ start, status }) => ({ start, status }))).toEqual([
    { start: new Date(office.startMs + 24 * hourMs).toISOString(), status: 'CONFIRMED' },
  ])
})

test('a cancelled booking stays, as cancelled, under its UID and with a higher number', async () => {
  const office = await startBookedOffice()
  const [before] = await office.read()
  office.clock.nowMs += 60_000
  await office.say('BOOKING_CANCELLED')
  const [after, ...others] = await office.read()
  expect(others).toEqual([])
  expect({ uid: after?.uid, status: after?.status }).toEqual({ uid: before?.uid, status: 'CANCELLED' })
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity)
})

test('what is served in one second is told apart by its tag, and not by its date', async () => {
  const office = await startBookedOffice()
  const first = await fetch(office.feedUrl)
  await office.say('BOOKING_CANCELLED')
  await fetch(office.feedUrl)
  const again = await fetch(office.feedUrl, { headers: { 'if-modified-since': first.headers.get('last-modified') ?? '' } })
  expect(again.status).toBe(200)
})

test('it is served as a calendar that only its reader keeps, also to HEAD', async () => {
  const office = await startBookedOffice()
  const got = await fetch(office.feedUrl)
  const asked = await fetch(office.feedUrl, { method: 'HEAD' })
  for (const { headers, status } of [got, asked])
    expect({ status, type: headers.get('content-type'), kept: headers.get('cache-control'), robots: headers.get('x-robots-tag') }).toEqual({
      status: 200,
      type: 'text/calendar; charset=utf-8',
      kept: 'private, no-cache',
      robots: 'noindex',
    })
  expect(asked.headers.get('etag')).toBe(got.headers.get('etag'))
  expect(await asked.text()).toBe('')
})

test('a wrong, an unknown and a revoked address get one and the same answer', async () => {
  const office = await startBookedOffice()
  const { desk, feedUrl, feedId, url } = office
  expect(await statusOf(feedUrl)).toBe(200)
  const { address } = await desk.feeds.renew({ id: feedId })
  const afterRenewal = [await statusOf(feedUrl), await statusOf(address ?? '')]
  await desk.feeds.revoke({ id: feedId })
  const addresses = [
    feedUrl,
    address ?? '',
    new URL('/feeds/x.ics', url).href,
    new URL(`/feeds/${'A'.repeat(43)}.ics`, url).href,
    feedUrl.replace('.ics', ''),
  ]
  const answers = await Promise.all(
    addresses.map(async (each) => {
      const response = await fetch(each)
      const { date: _date, ...headers } = Object.fromEntries([...response.headers].filter(([name]) => !name.startsWith('x-ratelimit')))
      return { status: response.status, headers, body: await response.text() }
    }),
  )
  expect(afterRenewal).toEqual([404, 200])
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await statusOf(new URL('/feeds/x.ics', url).href, { method: 'POST' })).toBe(405)
})

test('one feed that is asked for too often is refused, and another one is not', async () => {
  const office = await startBookedOffice()
  const { address } = await office.desk.feeds.create({ name: 'Another', detail: 'names', filter: everything })
  stopClock(Date.now())
  const statuses = new Set<number>()
  for (let count = 0; count < 61; count += 1) statuses.add(await statusOf(office.feedUrl, { method: 'HEAD' }))
  expect([...statuses]).toEqual([200, 429])
  expect(await statusOf(address ?? '')).toBe(200)
})

test('its address can be shown again, is nowhere in the files as it is, and not in what is told of requests', async () => {
  const office = await startBookedOffice()
  const { desk, feedUrl, feedId, dataDir } = office
  const secret = new URL(feedUrl).pathname.split('/').at(-1)?.replace('.ics', '') ?? ''
  await desk.settings.update({ debug: true })
  const watched = await desk.guards.watch()
  const told: string[] = []
  await watched.next()
  await fetch(feedUrl)
  await fetch(`${feedUrl.slice(0, -4)}?x=1`)
  for await (const entries of watched) {
    told.push(...entries.map(({ path }) => path))
    if (told.length >= 2) break
  }
  expect((await desk.feeds.address({ id: feedId })).address).toBe(feedUrl)
  expect(told.filter((path) => path.startsWith('/feeds'))).toEqual(['/feeds/…', '/feeds/…'])
  expect(secret).toHaveLength(43)
  expect(foundIn(dataDir, [secret])).toEqual([])
  expect(JSON.stringify(office.entries)).not.toContain(secret)
})

test('who made, changed, renewed and revoked it is kept, and its address is not', async () => {
  const { desk, feedUrl, feedId } = await startBookedOffice()
  await desk.settings.update({ staffName: 'Mara' })
  await desk.feeds.update({ id: feedId, name: 'All', detail: 'busy', filter: everything })
  await desk.feeds.renew({ id: feedId })
  await desk.feeds.revoke({ id: feedId })
  const { rows } = await desk.trust.changes({ search: '', about: 'feed', cursor: null, limit: 10 })
  expect(rows.map(({ name, actor }) => `${actor === 'Mara' ? 'Mara' : 'system'} ${name}`)).toEqual([
    `Mara feed ${feedId}`,
    `Mara feed address ${feedId}`,
    `Mara feed ${feedId}`,
    `system feed ${feedId}`,
  ])
  expect(JSON.stringify(rows)).not.toContain(new URL(feedUrl).pathname.slice('/feeds/'.length, -'.ics'.length))
})

test('when it was last fetched, and with what, is known', async () => {
  const { desk, feedUrl, clock } = await startBookedOffice()
  const before = (await desk.feeds.list()).feeds[0]
  await fetch(feedUrl, { headers: { 'user-agent': 'iOS/17.5.1 (21F90) dataaccessd/1.0' } })
  expect(before).toMatchObject({ lastFetchedAtMs: null, lastProgram: null })
  await expect.poll(async () => (await desk.feeds.list()).feeds[0]).toMatchObject({ lastFetchedAtMs: clock.nowMs, lastProgram: 'apple' })
})

test.each<[FeedDetail, readonly string[]]>([
  ['busy', []],
  ['type', []],
  ['names', ['Marked Person']],
  ['all', ['Marked Person', 'marked@person.example']],
])('%s tells of a person: %j', async (detail, expected) => {
  const office = await startBookedOffice({ detail })
  await office.say('BOOKING_CREATED', 'marked', 40, { name: 'Marked Person', email: 'marked@person.example' })
  const text = (await (await fetch(office.feedUrl)).text()).replaceAll('\r\n ', '')
  const told = ['Marked Person', 'marked@person.example', 'Dana Whitfield', 'app.cal.com', 'cal-marked'].filter((each) =>
    text.includes(each),
  )
  const others = detail === 'busy' || detail === 'type' ? [] : ['Dana Whitfield', 'app.cal.com', 'cal-marked']
  expect(told).toEqual([...expected, ...others])
})

test('a feed holds what its filter says, and nothing that a test or a sample made', async () => {
  const office = await startBookedOffice()
  await office.say('BOOKING_REQUESTED', 'two', 50, { name: 'Bob', email: 'bob@example.com' })
  const { desk } = office
  await desk.providers.sendTest({ provider: 'cal-com', event: 'BOOKING_CREATED' })
  const [host] = await desk.hosts.list()
  const titles = async (filter: Partial<typeof everything>) => {
    const { address } = await desk.feeds.create({ name: 'Some', detail: 'names', filter: { ...everything, ...filter } })
    return (await icsAt(address ?? '')).map(({ status }) => status)
  }
  expect(await titles({})).toEqual(['CONFIRMED', 'TENTATIVE'])
  expect(await titles({ statuses: ['pending'] })).toEqual(['TENTATIVE'])
  expect(await titles({ sources: ['calendly'] })).toEqual([])
  expect(await titles({ types: ['strategy_session'], hostIds: [host!.id] })).toEqual(['CONFIRMED', 'TENTATIVE'])
  expect(await titles({ hostIds: [host!.id + 1_000] })).toEqual([])
  expect((await desk.feeds.count({ ...everything, statuses: ['pending'] })).count).toBe(1)
})

test('who is erased is in no feed any more, though nothing else has changed', async () => {
  const office = await startBookedOffice()
  await office.say('BOOKING_CREATED', 'two', 50, { name: 'Marked Person', email: 'marked@person.example' })
  const first = await fetch(office.feedUrl)
  expect(await first.text()).toContain('Marked Person')
  await erase(office, await clientIdOf(office, 'Marked'))
  const second = await fetch(office.feedUrl, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  expect(second.status).toBe(200)
  expect((await second.text()).replaceAll('\r\n ', '')).not.toContain('Marked')
})

/** What a calendar goes by that has the event already, whatever else stands in it. */
async function revisionOf(url: string): Promise<{ readonly sequence: number; readonly modified: string; readonly summary: string }> {
  const text = await (await fetch(url)).text()
  const [event] = readByIcalJs(text)
  return { sequence: event!.sequence, modified: /^LAST-MODIFIED:(.+)$/m.exec(text)![1]!, summary: event!.summary }
}

test('whoever has an event already is told of the new name of a client or a host, and of other words', async () => {
  const office = await startBookedOffice({ detail: 'all' })
  const { desk, feedUrl, feedId, clock } = office
  const id = await clientIdOf(office, 'Jane')
  const [host] = await desk.hosts.list()
  const doings: [string, () => Promise<unknown>][] = [
    ['at the desk', () => desk.clients.edit({ id, name: 'Jane Miller', email: null, phone: null })],
    ['back', () => desk.clients.edit({ id, name: null, email: null, phone: null })],
    ['by another booking', () => office.say('BOOKING_CREATED', 'later', 300, { ...jane, name: 'Jane Moore' })],
    ['a host', () => desk.team.edit({ id: host!.id, patch: { name: 'Dana White' } })],
    ['less of it', () => desk.feeds.update({ id: feedId, name: 'Everything', detail: 'names', filter: everything })],
    ['another language', () => desk.settings.update({ language: 'de' })],
  ]
  for (const [name, doing] of doings) {
    const tag = { 'if-none-match': (await fetch(feedUrl)).headers.get('etag') ?? '' }
    const before = await revisionOf(feedUrl)
    clock.nowMs += 60_000
    expect([name, await statusOf(feedUrl, { headers: tag })]).toEqual([name, 304])
    await doing()
    const after = await revisionOf(feedUrl)
    expect([name, await statusOf(feedUrl, { headers: tag })]).toEqual([name, 200])
    expect([name, after.sequence > before.sequence, after.modified > before.modified]).toEqual([name, true, true])
  }
  expect((await office.read())[0]?.summary).toContain('Jane Moore')
})

test('a feed that tells no names does not move when somebody is renamed', async () => {
  const office = await startBookedOffice({ detail: 'busy' })
  const before = await (await fetch(office.feedUrl)).text()
  office.clock.nowMs += 60_000
  await office.desk.clients.edit({ id: await clientIdOf(office, 'Jane'), name: 'Jane Miller', email: null, phone: null })
  expect(await (await fetch(office.feedUrl)).text()).toBe(before)
})

test('days move on: what was too long ago is not in it any more', async () => {
  const office = await startBookedOffice()
  expect(await office.read()).toHaveLength(1)
  office.clock.nowMs += 70 * 24 * hourMs
  expect(await office.read()).toHaveLength(0)
})

test('its days begin at midnight even when today does not, because the clocks skipped it', () => {
  const { fromMs, nowMs, toMs } = feedSpan(Date.parse('2030-09-08T12:00:00-03:00'), 'America/Santiago')
  expect([fromMs, nowMs, toMs].map((ms) => new Date(ms).toISOString())).toEqual([
    '2030-07-10T04:00:00.000Z',
    '2030-09-08T04:00:00.000Z',
    '2031-10-13T03:00:00.000Z',
  ])
})

test('an appointment that was made at the desk is in it, in the words of the office’s language', async () => {
  const office = await startFeedOffice()
  await office.desk.settings.update({ language: 'de' })
  const startMs = office.clock.nowMs + 24 * hourMs
  await office.desk.appointments.create({
    weeks: 1,
    draft: {
      type: 'visit',
      title: null,
      startMs,
      endMs: startMs + hourMs,
      hostId: null,
      client: { name: 'Jörg Weiß', email: null, phone: null },
      location: { kind: 'place', text: 'Room 2; upstairs', url: null },
      notes: null,
    },
  })
  const [event] = readByIcalJs(await (await fetch(office.feedUrl)).text())
  expect({ summary: event?.summary, location: event?.location }).toEqual({ summary: 'Besuch · Jörg Weiß', location: 'Room 2; upstairs' })
})

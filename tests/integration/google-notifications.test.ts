import { onTestFinished, expect, test } from 'vitest'
import { readInternet } from '../../src/main/internet.ts'
import { eventually } from '../support/eventually.ts'
import { noShell } from '../support/no-shell.ts'
import { overHttp } from '../support/stand-ins/common/outbox.ts'
import { signInAt } from '../support/stand-ins/google-sign-in.ts'
import { createStandInGoogle } from '../support/stand-ins/google.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

const ANNA = 'anna@northwind.example'
const PATH = '/api/calendar/webhook'

/** A whole desk, with Anna signed in and her calendar followed; what Google posts to its public address reaches it. */
async function connectedDesk({ publicAddress = 'https://desk.example.com' }: { publicAddress?: string | null } = {}) {
  let url = ''
  const google = await createStandInGoogle({
    people: [{ email: ANNA, name: 'Anna' }],
    deliver: (push, sentAtMs) => overHttp({ ...push, url: `${url}${new URL(push.url).pathname}` }, sentAtMs),
  })
  onTestFinished(() => google.close())
  const office = await startTestDesk({
    internet: readInternet(JSON.stringify(google.internet)),
    shell: { ...noShell, openExternal: async (page) => void (await signInAt(page, { email: ANNA })) },
  })
  url = office.url
  const { desk } = office
  await desk.settings.update({ publicAddress, timeZone: 'UTC' })
  await desk.google.setClient({ id: google.client.id, secret: null })
  await desk.google.signIn()
  const calendarId = await eventually(async () => (await desk.google.get()).accounts[0]!.calendars[0]!.id)
  await desk.google.follow({ calendarId, followed: true, hostId: null })
  // What follows by itself is over then: the first reading, the channel, and the reading after it.
  if (publicAddress !== null) await desk.google.registerChannels()
  await desk.google.sync({ calendarId })
  const listings = (): number => google.requests.filter(({ path }) => path.endsWith('/events')).length
  return { desk, google, calendar: google.calendar(ANNA), calendarId, url, listings, requests: google.requests }
}

type Connected = Awaited<ReturnType<typeof connectedDesk>>

const deliveriesOf = async ({ desk }: Pick<Connected, 'desk'>) => {
  const filter = { providers: ['google-calendar' as const], verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
  return (await desk.deliveries.list({ filter, cursor: null, limit: 100 })).rows
}

const readingsDone = ({ listings }: Connected, before: number) => eventually(() => expect(listings()).toBeGreaterThan(before))

const talk = (summary: string) => {
  const atMs = Date.now() + 86_400_000
  return { summary, start: { atMs }, end: { atMs: atMs + 3_600_000 }, attendees: [{ email: 'jane@example.com', displayName: 'Jane Doe' }] }
}

test('a notification is kept, the calendar is read, and its drawer shows what became different', async () => {
  const connected = await connectedDesk()
  const { desk, google, calendar } = connected
  calendar.add(talk('First talk'))
  expect(await google.outbox.flush()).toEqual([200])
  const [told, sync] = await deliveriesOf(connected)
  expect([told, sync]).toMatchObject([
    { verdict: 'accepted', providerEvent: 'exists', httpStatus: 200, bodySize: 0 },
    // Google's first message was faster than the answer of `watch`.
    { verdict: 'ignored', providerEvent: 'sync', httpStatus: 200 },
  ])
  await eventually(async () =>
    expect(await desk.deliveries.get({ id: told!.id })).toMatchObject({
      changes: [{ label: 'Jane Doe', kind: 'created' }],
      verification: { scheme: 'google-channel-token', failure: null },
    }),
  )
  const { headers } = await desk.deliveries.get({ id: told!.id })
  expect(headers.find(([name]) => name.toLowerCase() === 'x-goog-channel-token')?.[1]).toBe('•••')
})

test('a burst of notifications, some of them twice, leads to one reading', async () => {
  const connected = await connectedDesk()
  const { google, calendar, listings } = connected
  const before = listings()
  for (let number = 1; number <= 10; number += 1) calendar.add(talk(`Talk ${number}`))
  const statuses = await Promise.all(
    google.outbox.waiting.flatMap((push) => [push, push]).map((push) => overHttp({ ...push, url: `${connected.url}${PATH}` }, 0)),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  await readingsDone(connected, before)
  await eventually(async () => expect((await connected.desk.google.sync({ calendarId: connected.calendarId })).changed).toBe(0))
  // One for all of them, and the one that was asked for just now.
  expect(listings() - before).toBe(2)
})

test.each([
  ['of a channel that nobody knows', { 'x-goog-channel-id': 'another' }],
  ['with another token', { 'x-goog-channel-token': 'another' }],
  ['of another calendar', { 'x-goog-resource-id': 'another' }],
  ['without a token', { 'x-goog-channel-token': null }],
  ['without a channel', { 'x-goog-channel-id': null }],
])('a notification %s is refused like every other, logged, and reads nothing', async (_what, changed) => {
  const connected = await connectedDesk()
  const { google, calendar, listings, url } = connected
  calendar.add(talk('Talk'))
  const before = listings()
  const headers = new Headers(google.outbox.waiting[0]!.headers(0))
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const response = await fetch(`${url}${PATH}`, { method: 'POST', headers, body: '' })
  expect([response.status, await response.json()]).toEqual([401, { status: 'error', message: 'Not authenticated' }])
  expect((await deliveriesOf(connected))[0]).toMatchObject({ verdict: 'rejected', reason: 'signature', httpStatus: 401 })
  expect(listings()).toBe(before)
})

test('a notification with a body that is larger than anything Google sends is not read', async () => {
  const connected = await connectedDesk({ publicAddress: null })
  const { status } = await fetch(`${connected.url}${PATH}`, { method: 'POST', body: 'x'.repeat(300 * 1024) })
  expect([status, (await deliveriesOf(connected))[0]]).toMatchObject([413, { verdict: 'rejected', reason: 'size', httpStatus: 413 }])
})

test('refusals are logged up to a bound, and answered the same', async () => {
  const connected = await connectedDesk()
  const post = async () => (await fetch(`${connected.url}${PATH}`, { method: 'POST', headers: { 'x-goog-channel-id': 'x' } })).status
  const statuses = await Promise.all(Array.from({ length: 60 }, post))
  expect(new Set(statuses)).toEqual(new Set([401]))
  const refused = (await deliveriesOf(connected)).filter(({ verdict }) => verdict === 'rejected')
  expect(refused.length).toBeLessThan(30)
})

test('other methods are told which one counts, and the test page says that it is reachable', async () => {
  const { url } = await connectedDesk({ publicAddress: null })
  const answers = await Promise.all(
    [
      ['GET', PATH],
      ['GET', `${PATH}/setup`],
      ['POST', `${PATH}/test`],
      ['GET', `${PATH}/test`],
    ].map(async ([method, path]) => {
      const { status, headers } = await fetch(`${url}${path}`, { method: method! })
      return [status, headers.get('allow')]
    }),
  )
  expect(answers).toEqual([
    [405, 'POST'],
    [405, 'POST'],
    [405, 'GET, HEAD'],
    [200, null],
  ])
})

test('channels are registered from outside by the key that was made in the window', async () => {
  const connected = await connectedDesk({ publicAddress: null })
  const { desk, google, url } = connected
  const setup = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${PATH}/setup`, { method: 'POST', headers })
    return [response.status, await response.json()] as const
  }
  const refused = [401, { status: 'error', message: 'Not authenticated' }]
  expect(await setup({ authorization: 'Bearer anything-at-all-that-is-long' })).toEqual(refused)
  const { key } = await desk.google.makeSetupKey()
  expect((await desk.google.get()).setupKey).toMatchObject({ lastFour: key.slice(-4) })
  expect(await setup()).toEqual(refused)
  expect(await setup({ 'x-api-key': `${key}x` })).toEqual(refused)
  expect(await setup({ 'x-api-key': key })).toEqual([503, { status: 'error', message: expect.stringContaining('public https address') }])
  expect((await deliveriesOf(connected)).map(({ reason }) => reason)).toEqual(['signature', 'signature', 'secret-missing'])

  await desk.settings.update({ publicAddress: 'https://desk.example.com' })
  expect(await setup({ authorization: `Bearer ${key}` })).toEqual([200, { status: 'ok', registered: expect.any(Number), failed: 0 }])
  expect(google.channels.list()).toHaveLength(1)
  await desk.google.removeSetupKey()
  expect(await setup({ authorization: `Bearer ${key}` })).toEqual(refused)
})

test('a calendar and an account that nobody knows are told so, and so is what cannot be registered', async () => {
  const { desk } = await connectedDesk({ publicAddress: null })
  const codes = await Promise.all(
    [
      desk.google.follow({ calendarId: 99, followed: true, hostId: null }),
      desk.google.signOut({ accountId: 99 }),
      desk.google.refreshCalendars({ accountId: 99 }),
      desk.google.registerChannels(),
    ].map((asked) =>
      asked.then(
        () => null,
        (error: { code: string }) => error.code,
      ),
    ),
  )
  expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NO_ADDRESS'])
})

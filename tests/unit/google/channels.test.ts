import { expect, test } from 'vitest'
import { listGoogleChannels } from '../../../src/main/store/google-channels.ts'
import { NOON } from '../../support/temporary.ts'
import { ANNA, googleDesk, meeting, standInGoogle } from './google-desk.ts'

const ADDRESS = 'https://desk.example.com'
const HOUR = 60
const DAY = 24 * HOUR
const WATCH = /^POST .*\/events\/watch/
const STOP = /^POST .*\/channels\/stop/

test('a followed calendar gets a channel for the public address, and says until when', async () => {
  const { calendarOf, connect, desk, google, store } = await googleDesk({ publicUrl: () => ADDRESS })
  await connect()
  expect(await desk.lookAfterChannels()).toMatchObject({ failed: 0 })
  expect(google.channels.list()).toMatchObject([{ calendarId: ANNA, address: `${ADDRESS}/api/calendar/webhook` }])
  expect(calendarOf().channel).toEqual({ expiresAtMs: NOON + 7 * DAY * 60_000, lastNotifiedAtMs: null })
  expect([desk.state().push, desk.everyMs()]).toEqual(['possible', 15 * 60_000])
  // The token is told to Google, and only its hash is kept.
  const { token } = google.channels.list()[0]!
  expect([token!.length >= 40, store.read.database.serialize().includes(Buffer.from(token!))]).toEqual([true, false])
})

test.each([
  ['there is no public address', null, 'no-address'],
  ['the public address is not https', 'http://desk.example.com', 'no-address'],
])('%s: no channel is asked for, and the calendar is looked at every five minutes', async (_what, url, push) => {
  const { calendarOf, connect, desk, google } = await googleDesk({ publicUrl: () => url })
  await connect()
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 0, failed: 0 })
  expect([google.channels.list(), calendarOf().channel, desk.state().push, desk.everyMs()]).toEqual([[], null, push, 5 * 60_000])
})

test('a channel is renewed at four fifths of its life, with both alive in between', async () => {
  const { calendarOf, connect, desk, forward, google } = await googleDesk({ publicUrl: () => ADDRESS })
  await connect()
  await desk.lookAfterChannels()
  const [first] = google.channels.list()
  forward(5.5 * DAY)
  await desk.lookAfterChannels()
  expect(google.channels.list().map(({ id }) => id)).toEqual([first!.id])

  forward(0.2 * DAY)
  google.faults.add({ match: STOP, status: 503 })
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 1, begun: [], failed: 0 })
  const both = google.channels.list()
  // The old one could not be stopped: it goes on, and so does what it tells.
  expect([both.length, both[0]!.id]).toEqual([2, first!.id])
  expect(calendarOf().channel?.expiresAtMs).toBe(both[1]!.expiresAtMs)
  forward(6)
  await desk.lookAfterChannels()
  expect(google.channels.list().map(({ id }) => id)).toEqual([both[1]!.id])
})

test('a shorter life that Google gives is the one that counts', async () => {
  const clock = { nowMs: NOON }
  const google = await standInGoogle(clock, { longestChannelMs: HOUR * 60_000 })
  const { connect, desk, forward } = await googleDesk({ clock, google, publicUrl: () => ADDRESS })
  await connect()
  await desk.lookAfterChannels()
  const [first] = google.channels.list()
  forward(47)
  await desk.lookAfterChannels()
  expect(google.channels.list().map(({ id }) => id)).toEqual([first!.id])
  forward(1)
  await desk.lookAfterChannels()
  expect(google.channels.list().map(({ id }) => id)).not.toContain(first!.id)
})

test('a channel that ended while the app was off is replaced, and the calendar is read', async () => {
  const { calendar, cards, connect, desk, forward, google } = await googleDesk({ publicUrl: () => ADDRESS })
  await connect()
  await desk.lookAfterChannels()
  forward(8 * DAY)
  calendar.add(meeting('Talk', 20))
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 1, begun: [1] })
  await desk.sync(null, 'hand')
  expect([google.channels.list().length, cards().length]).toEqual([1, 1])
})

test('another public address gets channels of its own, and the ones before are stopped then', async () => {
  let url: string | null = ADDRESS
  const { connect, desk, forward, google, store } = await googleDesk({ publicUrl: () => url })
  await connect()
  await desk.lookAfterChannels()
  url = 'https://elsewhere.example.com'
  google.faults.add({ match: WATCH, status: 500 })
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 0, failed: 1 })
  // As long as the new one does not work, the old one may still.
  expect(google.channels.list().map(({ address }) => new URL(address).host)).toEqual(['desk.example.com'])
  expect(await desk.lookAfterChannels({ isAskedFor: true })).toMatchObject({ registered: 1, moved: 1, failed: 0 })
  expect(google.channels.list().map(({ address }) => new URL(address).host)).toEqual(['elsewhere.example.com'])
  url = null
  await desk.lookAfterChannels()
  expect(google.channels.list()).toEqual([])
  // The one whose answer was a 500 may live at Google: it is known here for a day.
  expect(listGoogleChannels(store.read)).toMatchObject([{ resourceId: null }])
  forward(DAY + 1)
  await desk.lookAfterChannels()
  expect(listGoogleChannels(store.read)).toEqual([])
})

test('what fails is not asked for again within five minutes, unless somebody asks', async () => {
  const { connect, desk, forward, google } = await googleDesk({ publicUrl: () => ADDRESS })
  google.faults.add({ match: WATCH, status: 500, times: 99 })
  await connect()
  const watched = () => google.requests.filter(({ path }) => path.endsWith('/watch')).length
  await desk.lookAfterChannels({ isAskedFor: true })
  const before = watched()
  await desk.lookAfterChannels()
  expect(watched() - before).toBe(0)
  forward(5)
  google.faults.clear()
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 1 })
})

test('a calendar that is not followed any more, and an account that is signed out, have no channel', async () => {
  const { calendarOf, connect, desk, google, store } = await googleDesk({ publicUrl: () => ADDRESS })
  await connect()
  await desk.lookAfterChannels()
  await desk.follow(calendarOf().id, { followed: false, hostId: null })
  await desk.lookAfterChannels()
  expect([google.channels.list(), listGoogleChannels(store.read)]).toEqual([[], []])
  await desk.follow(calendarOf().id, { followed: true, hostId: null })
  await desk.lookAfterChannels()
  expect(google.channels.list()).toHaveLength(1)
  await desk.signOut(1)
  expect([google.channels.list(), listGoogleChannels(store.read)]).toEqual([[], []])
})

test('a sign-in that Google has ended keeps its channels from being asked for', async () => {
  const { connect, desk, forward, google, signIn, state } = await googleDesk({ publicUrl: () => ADDRESS })
  await connect()
  await desk.lookAfterChannels()
  google.authority.revoke(ANNA)
  forward(6 * DAY)
  expect(await desk.lookAfterChannels()).toMatchObject({ registered: 0, failed: 1 })
  expect(state().accounts).toMatchObject([{ state: 'sign-in-again' }])
  expect(await desk.lookAfterChannels({ isAskedFor: true })).toMatchObject({ registered: 0, failed: 0 })
  await signIn()
  await desk.lookAfterChannels({ isAskedFor: true })
  expect(google.channels.list()).toHaveLength(1)
})

test('an address that Google does not take is no fault of the sign-in', async () => {
  const { connect, desk, google, state, store } = await googleDesk({ publicUrl: () => ADDRESS })
  const body = { error: { code: 401, errors: [{ reason: 'push.webhookUrlUnauthorized' }] } }
  google.faults.add({ match: WATCH, status: 401, headers: { 'content-type': 'application/json' }, body, times: 9 })
  await connect()
  expect(await desk.lookAfterChannels({ isAskedFor: true })).toMatchObject({ registered: 0, failed: 1 })
  expect([state().accounts[0]!.state, listGoogleChannels(store.read)]).toEqual(['ready', []])
})

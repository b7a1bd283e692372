import { expect, test } from 'vitest'
import { listHistoryKinds } from './history.ts'
import { ANNA, googleDesk, meeting, standInGoogle } from './google-desk.ts'
import { NOON } from '../../support/temporary.ts'
import { drawer } from '../desk/test-desk.ts'

const LIST_SCOPE = 'https://www.googleapis.com/auth/calendar.calendarlist.readonly'

test('somebody signs in: the browser is opened, the refresh token is in the vault alone, and the calendars are listed', async () => {
  const { desk, google, opened, signIn, state, store, vault } = await googleDesk()
  google.addCalendar({ id: 'team@group.calendar.google.com', summary: 'Team', timeZone: 'Europe/Berlin', email: ANNA })
  await desk.setClient(google.client.id, null)
  const page = await signIn()
  expect(page).toContain('You can close this window')
  expect(opened).toEqual([expect.stringContaining(google.internet.googleAuthorise)])
  const { accounts, signingIn, signInProblem } = state()
  expect({ accounts, signingIn, signInProblem }).toMatchObject({
    signingIn: null,
    signInProblem: null,
    accounts: [
      {
        email: ANNA,
        signedInAtMs: NOON,
        state: 'ready',
        calendars: [
          {
            name: ANNA,
            isPrimary: true,
            followed: false,
            hostId: null,
            followedThrough: null,
            syncedAtMs: null,
            problem: null,
            channel: null,
          },
          { name: 'Team', isPrimary: false, timeZone: 'Europe/Berlin' },
        ],
      },
    ],
  })
  const token = vault.credential(`google account ${accounts[0]!.id}`)!.text!
  expect(token).toMatch(/^1\/\//)
  expect(store.read.database.serialize().includes(Buffer.from(token))).toBe(false)
})

test.each([
  ['denies', { decision: 'deny' as const }, 'denied'],
  ['unticks the calendars', { scopes: (scope: string) => scope !== LIST_SCOPE }, 'scope-missing'],
])('who %s is not signed in', async (_what, asked, problem) => {
  const { desk, google, signIn, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  expect(await signIn(asked)).toContain('Nothing was changed')
  expect(state()).toMatchObject({ accounts: [], signingIn: null, signInProblem: problem })
})

test.each([
  ['does not know the client’s secret', { status: 401, body: { error: 'invalid_client' } }, 'refused'],
  ['gives no refresh token', { status: 200, body: { access_token: 'a', scope: allScopes(), token_type: 'Bearer' } }, 'no-refresh-token'],
  ['hangs up', { status: null, times: 10 }, 'offline'],
  ['fails', { status: 500, times: 10 }, 'failed'],
])('Google %s: nobody is signed in', async (_what, fault, problem) => {
  const { desk, google, signIn, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  google.faults.add({ match: /^POST \/token/, headers: { 'content-type': 'application/json' }, ...fault })
  expect(await signIn()).toContain('Nothing was changed')
  expect(state()).toMatchObject({ accounts: [], signInProblem: problem })
})

test('a browser that comes with another state signs nobody in and does not end the sign-in that is waited for', async () => {
  const { desk, google, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  const url = await desk.startSignIn()
  const back = new URL(new URL(url).searchParams.get('redirect_uri')!)
  const answers = await Promise.all(
    [`?code=x&state=${'a'.repeat(43)}`, '?code=x', '?error=access_denied', '/favicon.ico'].map((rest) => fetch(new URL(rest, back))),
  )
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404])
  expect(state()).toMatchObject({ accounts: [], signInProblem: null, signingIn: { url } })
})

test('nobody finishes it: it ends after ten minutes, and its address is dead', async () => {
  const { desk, forward, google, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  const url = await desk.startSignIn()
  forward(9)
  desk.tick()
  expect(state().signingIn).toEqual({ url, startedAtMs: NOON })
  forward(1)
  desk.tick()
  expect(state()).toMatchObject({ signingIn: null, signInProblem: 'timed-out' })
  await expect(fetch(new URL(url).searchParams.get('redirect_uri')!)).rejects.toThrow('fetch failed')
})

test('it is cancelled, and another one begins', async () => {
  const { desk, google, signIn, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  await desk.startSignIn()
  desk.cancelSignIn()
  expect(state()).toMatchObject({ signingIn: null, signInProblem: null })
  await signIn()
  expect(state().accounts).toHaveLength(1)
})

test('without a client nobody can sign in', async () => {
  const { desk } = await googleDesk()
  await expect(desk.startSignIn()).rejects.toThrow(expect.objectContaining({ code: 'NOT_SIGNED_IN' }))
})

test('where there is no place to keep it, nobody is sent to Google', async () => {
  const { desk, google, opened } = await googleDesk({ keyring: { ...drawer, backend: async () => null } })
  await desk.setClient(google.client.id, null)
  await expect(desk.startSignIn()).rejects.toThrow(expect.objectContaining({ code: 'VAULT_CLOSED' }))
  await expect(desk.setClient(google.client.id, 'a secret')).rejects.toThrow(expect.objectContaining({ code: 'VAULT_CLOSED' }))
  expect(opened).toEqual([])
})

test('a sign-in that cannot be opened now is told so, and nothing of it is lost', async () => {
  const first = await googleDesk()
  first.calendar.add(meeting('Talk', 1))
  await first.connect()
  await first.desk.close()
  const { google, store } = first
  const { calendarOf, cards, desk, state } = await googleDesk({ google, store, keyring: { ...drawer, backend: async () => 'another' } })
  expect([state().accounts.map((account) => account.state), desk.reader.readiness()]).toEqual([['vault'], 'vault'])
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'vault', changed: 0 })
  expect([calendarOf().problem, calendarOf().followed, cards().length]).toEqual(['vault', true, 1])
})

test('two accounts are two, and the same one again is the same', async () => {
  const clock = { nowMs: NOON }
  const google = await standInGoogle(clock, {
    people: [
      { email: ANNA, name: 'Anna' },
      { email: 'ben@northwind.example', name: 'Ben' },
    ],
  })
  const { desk, signIn, state } = await googleDesk({ clock, google })
  await desk.setClient(google.client.id, null)
  for (const email of [ANNA, 'ben@northwind.example', ANNA]) await signIn({ email })
  expect(state().accounts.map(({ id, email }) => [id, email])).toEqual([
    [1, ANNA],
    [2, 'ben@northwind.example'],
  ])
})

test('an access token that has ended is asked for anew', async () => {
  const { calendar, cards, connect, desk, google } = await googleDesk()
  await connect()
  google.authority.expireAccessTokens()
  calendar.add(meeting('Talk', 1))
  expect(await desk.sync(null, 'hand')).toEqual(expect.objectContaining({ outcome: 'done', changed: 1 }))
  expect(cards()).toHaveLength(1)
})

test('an access token that Google refuses although it is new ends no sign-in', async () => {
  const { calendar, cards, connect, desk, google, state } = await googleDesk()
  await connect()
  calendar.add(meeting('Talk', 1))
  google.faults.add({ match: /^GET .*events/, status: 401, times: 2 })
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'token-refused' })
  expect([state().accounts[0]!.state, desk.reader.readiness()]).toEqual(['ready', 'ready'])
  await desk.sync(null, 'hand')
  expect(cards()).toHaveLength(1)
})

test('two sign-ins that begin at once are one: the later one is waited for', async () => {
  const { desk, google, state } = await googleDesk()
  await desk.setClient(google.client.id, null)
  const urls = await Promise.all([desk.startSignIn(), desk.startSignIn()])
  const addresses = urls.map((url) => new URL(url).searchParams.get('redirect_uri')!)
  const waited = urls.indexOf(state().signingIn!.url)
  await expect(fetch(addresses[1 - waited]!)).rejects.toThrow('fetch failed')
  expect((await fetch(addresses[waited]!)).status).toBe(404)
})

test('a revoked sign-in is told, loses nothing, and goes on where it was after signing in again', async () => {
  const { calendar, calendarOf, cards, connect, desk, forward, google, signIn, state, store } = await googleDesk()
  const id = calendar.add(meeting('Talk', 1))
  await connect()
  google.authority.revoke(ANNA)
  calendar.change(id, { summary: 'Talk, moved on' })
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'token-refused', changed: 0 })
  expect(state().accounts[0]).toMatchObject({ state: 'sign-in-again' })
  expect(calendarOf()).toMatchObject({ problem: 'token-refused', followed: true })
  expect([desk.reader.readiness(), cards().map(({ title }) => title)]).toEqual(['no-token', ['Talk']])

  forward(60)
  await signIn()
  expect(state().accounts).toMatchObject([{ id: 1, state: 'ready', signedInAtMs: NOON + 3_600_000 }])
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done' })
  expect([calendarOf().problem, cards().map(({ title }) => title)]).toEqual([null, ['Talk, moved on']])
  expect(listHistoryKinds(store)).toEqual(['created', 'updated'])
})

test('who signs out is forgotten at Google and in the vault, and what was read stays', async () => {
  const { calendar, cards, connect, desk, google, signIn, state, vault } = await googleDesk()
  calendar.add(meeting('Talk', 1))
  await connect()
  expect(await desk.signOut(1)).toBe(true)
  expect(await desk.signOut(1)).toBe(false)
  expect([state().accounts, vault.credential('google account 1'), google.authority.refreshTokens()]).toEqual([[], null, 0])
  expect(cards()).toHaveLength(1)
  // And who comes back finds the calendar followed as before, with nothing twice.
  await signIn()
  await desk.sync(null, 'hand')
  expect([state().accounts.map(({ id }) => id), cards().length]).toEqual([[1], 1])
})

function allScopes(): string {
  return `https://www.googleapis.com/auth/calendar.events.readonly ${LIST_SCOPE} openid email`
}

import { expect, test } from 'vitest'
import { makeAuthenticator, type Authenticator } from '../../support/authenticator.ts'
import type { TestDesk } from '../desk/test-desk.ts'
import { join, openBrowser, placeOf, startOffice, tokenOf, type Browser } from './office.ts'

/** By a name: browsers make no passkeys for addresses. */
const named = (office: TestDesk) => ({ ...placeOf(office), host: 'localhost' })
const originOf = (office: TestDesk): string => `http://localhost:${placeOf(office).port}`

interface Asked {
  readonly ceremony: string
  readonly options: Parameters<Authenticator['create']>[0] & Parameters<Authenticator['get']>[0]
}

async function register(office: TestDesk, browser: Browser, authenticator: Authenticator, invitation?: object) {
  const asked = (await browser.post('/desk/auth/register/options', { invitation })).json as unknown as Asked
  const response = authenticator.create(asked.options, originOf(office))
  return browser.post('/desk/auth/register/verify', { ceremony: asked.ceremony, response, invitation })
}

async function signIn(office: TestDesk, browser: Browser, authenticator: Authenticator, origin = originOf(office)) {
  const { ceremony, options } = (await browser.post('/desk/auth/passkey/options', {})).json as unknown as Asked
  const answer = { ceremony, response: authenticator.get(options, origin) }
  return { answer, answered: await browser.post('/desk/auth/passkey/verify', answer) }
}

test('somebody accepts an invitation with a passkey, without any password, and signs in with it elsewhere', async () => {
  const office = await startOffice()
  const authenticator = makeAuthenticator()
  const { link } = await office.desk.desks.people.invite({ name: 'Jo', role: 'desk' })
  const browser = openBrowser(named(office))
  const registered = await register(office, browser, authenticator, { token: tokenOf(link), name: 'Jo' })
  const { answered } = await signIn(office, openBrowser(named(office)), authenticator)
  const again = await browser.post('/desk/auth/invitation', { token: tokenOf(link) })
  const [person] = await office.desk.desks.people.list()
  expect({
    registered: [registered.status, registered.json],
    me: (await browser.call('desk.status')).status,
    answered: [answered.status, answered.json],
    again: again.status,
    person: [person?.hasPassword, person?.passkeys, person?.sessions],
  }).toEqual({
    registered: [200, { name: 'Jo', role: 'desk' }],
    me: 200,
    answered: [200, { name: 'Jo', role: 'desk' }],
    again: 404,
    person: [false, 1, 2],
  })
})

test('somebody who is signed in adds a passkey, and nobody who is not', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk', browser: openBrowser(named(office)) })
  const authenticator = makeAuthenticator()
  const added = await register(office, jo, authenticator)
  const stranger = await openBrowser(named(office)).post('/desk/auth/register/options', {})
  const { answered } = await signIn(office, openBrowser(named(office)), authenticator)
  expect([added.status, stranger.status, answered.status]).toEqual([200, 401, 200])
})

test('an answer counts once, for the question that was asked, from our own page, by a passkey that is known and counts on', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk', browser: openBrowser(named(office)) })
  const authenticator = makeAuthenticator()
  await register(office, jo, authenticator)
  const browser = openBrowser(named(office))
  const { answer } = await signIn(office, browser, authenticator)
  const repeated = await browser.post('/desk/auth/passkey/verify', answer)
  const other = (await browser.post('/desk/auth/passkey/options', {})).json as unknown as Asked
  const misplaced = await browser.post('/desk/auth/passkey/verify', { ...answer, ceremony: other.ceremony })
  const elsewhere = await signIn(office, browser, authenticator, 'https://attacker.example')
  const unknown = await signIn(office, browser, makeAuthenticator())
  expect([repeated, misplaced, elsewhere.answered, unknown.answered].map(({ status, json }) => [status, json])).toEqual([
    [409, { code: 'STALE' }],
    [401, { code: 'WRONG' }],
    [401, { code: 'WRONG' }],
    [401, { code: 'WRONG' }],
  ])
})

test('a copy of an authenticator, whose count lags behind, does not sign in', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk', browser: openBrowser(named(office)) })
  const authenticator = makeAuthenticator()
  await register(office, jo, authenticator)
  const first = (await jo.post('/desk/auth/passkey/options', {})).json as unknown as Asked
  const second = (await jo.post('/desk/auth/passkey/options', {})).json as unknown as Asked
  const older = { ceremony: first.ceremony, response: authenticator.get(first.options, originOf(office)) }
  const newer = { ceremony: second.ceremony, response: authenticator.get(second.options, originOf(office)) }
  const statuses = [(await jo.post('/desk/auth/passkey/verify', newer)).status, (await jo.post('/desk/auth/passkey/verify', older)).status]
  expect(statuses).toEqual([200, 401])
})

test('a question that took longer than five minutes is asked anew', async () => {
  let nowMs = Date.UTC(2026, 2, 2, 9)
  const office = await startOffice({ now: () => nowMs })
  const jo = await join(office, { name: 'Jo', role: 'desk', browser: openBrowser(named(office)) })
  const authenticator = makeAuthenticator()
  await register(office, jo, authenticator)
  const asked = (await jo.post('/desk/auth/passkey/options', {})).json as unknown as Asked
  nowMs += 5 * 60_000
  const answer = { ceremony: asked.ceremony, response: authenticator.get(asked.options, originOf(office)) }
  expect((await jo.post('/desk/auth/passkey/verify', answer)).json).toEqual({ code: 'STALE' })
})

test('nobody uses the question of one person to make a passkey for another one', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'viewer', browser: openBrowser(named(office)) })
  const kim = await join(office, { name: 'Kim', role: 'admin', browser: openBrowser(named(office)) })
  const { ceremony, options } = (await kim.post('/desk/auth/register/options', {})).json as unknown as Asked
  const answered = await jo.post('/desk/auth/register/verify', {
    ceremony,
    response: makeAuthenticator().create(options, originOf(office)),
  })
  const people = await office.desk.desks.people.list()
  expect({ status: answered.status, passkeys: people.map(({ passkeys }) => passkeys) }).toEqual({ status: 401, passkeys: [0, 0] })
})

test('under an address there are no passkeys, and that is said', async () => {
  const office = await startOffice()
  const browser = openBrowser(placeOf(office))
  const [session, options] = [await browser.ask('/desk/auth/session'), await browser.post('/desk/auth/passkey/options', {})]
  expect([session.json, options.status, options.json]).toEqual([{ session: null, passkeys: false }, 409, { code: 'NO_PASSKEYS' }])
})

test('with its person a passkey is gone', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk', browser: openBrowser(named(office)) })
  const authenticator = makeAuthenticator()
  await register(office, jo, authenticator)
  await office.desk.desks.people.remove({ id: jo.id })
  const { answered } = await signIn(office, openBrowser(named(office)), authenticator)
  expect(answered.status).toBe(401)
})

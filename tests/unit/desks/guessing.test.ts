import { expect, test } from 'vitest'
import { wrongOfAll, wrongOfOne } from '../../../src/main/desks/attempts.ts'
import { passwordProblem } from '../../../src/main/desks/passwords.ts'
import { join, openBrowser, password, placeOf, startOffice, tokenOf, type Browser } from './office.ts'

const guess = (browser: Browser, name: string, text = 'not this password') => browser.post('/desk/auth/password', { name, password: text })

test('guesses at one person are bounded, also all at once, and the person still gets in where they were before', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  await join(office, { name: 'Kim', role: 'desk' })
  await jo.post('/desk/auth/sign-out', {})
  const stranger = openBrowser(placeOf(office))
  const answers = await Promise.all(Array.from({ length: wrongOfOne * 3 }, () => guess(stranger, 'Jo')))
  const counts = [401, 429].map((status) => answers.filter((answer) => answer.status === status).length)
  const late = await guess(stranger, 'jo', password)
  const known = await guess(jo, 'Jo', password)
  const other = await guess(openBrowser(placeOf(office)), 'Kim', password)
  expect({ counts, late: [late.status, Number(late.headers['retry-after']) > 0], known: known.status, other: other.status }).toEqual({
    counts: [wrongOfOne, wrongOfOne * 2],
    // Even the right one: else whoever guesses would learn which it is.
    late: [429, true],
    known: 200,
    other: 200,
  })
})

test('one password tried for many names is bounded, too, whether there are such people or not', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  await jo.post('/desk/auth/sign-out', {})
  const stranger = openBrowser(placeOf(office))
  const statuses: number[] = []
  for (let index = 0; index < wrongOfAll + 20; index += 1) statuses.push((await guess(stranger, `person ${index}`)).status)
  const known = await guess(jo, 'Jo', password)
  expect({ judged: statuses.filter((status) => status === 401).length, last: statuses.at(-1), known: known.status }).toEqual({
    judged: wrongOfAll,
    last: 429,
    known: 200,
  })
})

test('a browser that is known for one person is a stranger for another one', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  await join(office, { name: 'Kim', role: 'admin' })
  const answers = await Promise.all(Array.from({ length: wrongOfOne + 1 }, () => guess(jo, 'Kim')))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
})

test('whoever has no password, or is not there, is answered as a wrong password is', async () => {
  const office = await startOffice()
  await office.desk.desks.people.invite({ name: 'Jo', role: 'desk' })
  const browser = openBrowser(placeOf(office))
  const answers = [await guess(browser, 'Jo'), await guess(browser, 'Nobody')]
  expect(answers.map(({ status, text }) => ({ status, text }))).toEqual([
    { status: 401, text: '{"code":"WRONG"}' },
    { status: 401, text: '{"code":"WRONG"}' },
  ])
})

test('whoever found a link cannot try names until one fits', async () => {
  const office = await startOffice()
  const { link } = await office.desk.desks.people.invite({ name: 'Jo', role: 'admin' })
  const browser = openBrowser(placeOf(office))
  const accept = (name: string) => browser.post('/desk/auth/invitation/accept', { token: tokenOf(link), name, password })
  const statuses: number[] = []
  for (let index = 0; index < wrongOfOne + 5; index += 1) statuses.push((await accept(`person ${index}`)).status)
  expect({ told: statuses.filter((status) => status === 403).length, right: (await accept('Jo')).status }).toEqual({
    told: wrongOfOne,
    right: 429,
  })
})

test('signing in begins a session of its own, whatever cookie was brought along', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const before = new Map(jo.cookies)
  const planted = openBrowser(placeOf(office))
  const [name] = [...before.keys()].filter((each) => !each.endsWith('-browser'))
  planted.cookies.set(name ?? '', 'chosen-by-somebody-else')
  await guess(planted, 'Jo', password)
  const again = await guess(jo, 'Jo', password)
  const old = openBrowser(placeOf(office))
  for (const [key, value] of before) old.cookies.set(key, value)
  expect({
    planted: planted.cookies.get(name ?? '') !== 'chosen-by-somebody-else',
    again: again.status,
    rotated: jo.cookies.get(name ?? '') !== before.get(name ?? ''),
    old: (await old.call('desk.status')).status,
  }).toEqual({ planted: true, again: 200, rotated: true, old: 401 })
})

test('signing out ends the session', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const cookies = new Map(jo.cookies)
  await jo.post('/desk/auth/sign-out', {})
  for (const [key, value] of cookies) jo.cookies.set(key, value)
  expect((await jo.call('desk.status')).status).toBe(401)
})

test('a new invitation begins anew: until it is used nothing changes, then the password and the sessions before count no longer', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const { link } = await office.desk.desks.people.renewInvite({ id: jo.id })
  const meanwhile = (await jo.call('desk.status')).status
  const elsewhere = openBrowser(placeOf(office))
  const look = await elsewhere.post('/desk/auth/invitation', { token: tokenOf(link) })
  await elsewhere.post('/desk/auth/invitation/accept', { token: tokenOf(link), name: 'Jo', password: 'another long password' })
  const statuses = [
    (await jo.call('desk.status')).status,
    (await guess(openBrowser(placeOf(office)), 'Jo', password)).status,
    (await guess(openBrowser(placeOf(office)), 'Jo', 'another long password')).status,
  ]
  expect({ meanwhile, look: look.json, statuses }).toMatchObject({
    meanwhile: 200,
    look: { role: 'desk', isRenewal: true, passkeys: false },
    statuses: [401, 401, 200],
  })
})

test('a password is long, is more than the name, and is not one letter again and again', () => {
  expect({
    short: passwordProblem('elevenchars', 'Jo'),
    long: passwordProblem('ab12'.repeat(60), 'Jo'),
    plain: passwordProblem('aaaaaaaaaaaaaaa', 'Jo'),
    name: passwordProblem('JoKellerJoKeller', 'Jo Keller'),
    namePlus: passwordProblem('jo.keller.1984', 'Jo Keller'),
    fine: passwordProblem(password, 'Jo Keller'),
    twelve: passwordProblem('twelve chars', 'Jo Keller'),
  }).toEqual({
    short: 'PASSWORD_SHORT',
    long: 'PASSWORD_LONG',
    plain: 'PASSWORD_PLAIN',
    name: 'PASSWORD_NAME',
    namePlus: 'PASSWORD_NAME',
    fine: null,
    twelve: null,
  })
})

test('nobody is invited under a name that the history shows somebody else by', async () => {
  const office = await startOffice()
  await office.desk.settings.update({ staffName: 'Mara' })
  await join(office, { name: 'Jo', role: 'desk' })
  const refusals = await Promise.all(
    ['mara', 'JO', 'API key Website', 'Provisioning'].map((name) =>
      office.desk.desks.people.invite({ name, role: 'viewer' }).catch((error: { code?: string }) => error.code),
    ),
  )
  expect(refusals).toEqual(['NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN'])
})

test('who was invited, came in and went is in the log, under the names of those who did it, and no secret with it', async () => {
  const office = await startOffice()
  await office.desk.settings.update({ staffName: 'Mara' })
  const jo = await join(office, { name: 'Jo', role: 'viewer' })
  await office.desk.desks.people.setRole({ id: jo.id, role: 'desk' })
  const { link } = await office.desk.desks.people.renewInvite({ id: jo.id })
  await office.desk.desks.people.remove({ id: jo.id })
  const { rows } = await office.desk.trust.changes({ search: '', about: null, cursor: null, limit: 200 })
  const told = rows.filter(({ name }) => name.startsWith('desk ')).map(({ actor, name, before, after }) => ({ actor, name, before, after }))
  expect(told).toMatchObject([
    { actor: 'Mara', name: 'desk person', before: { name: 'Jo', role: 'desk' }, after: null },
    { actor: 'Mara', name: 'desk invitation', after: { name: 'Jo' } },
    { actor: 'Mara', name: 'desk role', before: { name: 'Jo', role: 'viewer' }, after: { name: 'Jo', role: 'desk' } },
    { actor: 'Jo', name: 'desk sign-in', after: { by: 'invitation' } },
    { actor: 'Mara', name: 'desk person', before: null, after: { name: 'Jo', role: 'viewer' } },
  ])
  expect(JSON.stringify([rows, office.entries])).not.toContain(tokenOf(link))
  expect(JSON.stringify([rows, office.entries])).not.toContain(password)
})

test('of two who follow one link at the same time one is let in', async () => {
  const office = await startOffice()
  const { link } = await office.desk.desks.people.invite({ name: 'Jo', role: 'desk' })
  const accept = (text: string) =>
    openBrowser(placeOf(office)).post('/desk/auth/invitation/accept', { token: tokenOf(link), name: 'Jo', password: text })
  const answers = await Promise.all([accept('one long password'), accept('two long passwords')])
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 404])
})

test('guesses that are refused are an alert, which names nobody and ends with an hour without them', async () => {
  let nowMs = Date.now()
  const office = await startOffice({ now: () => nowMs })
  await join(office, { name: 'Jo', role: 'desk' })
  const kinds = async (): Promise<string[]> => {
    await office.desk.health.check()
    return (await office.desk.health.alerts()).filter(({ endedAtMs }) => endedAtMs === null).map(({ kind }) => kind)
  }
  const stranger = openBrowser(placeOf(office))
  for (let index = 0; index < wrongOfOne; index += 1) await guess(stranger, 'Jo')
  const before = await kinds()
  const sinceMs = nowMs
  await guess(stranger, 'Jo')
  nowMs += 50 * 60_000
  await guess(stranger, 'Jo')
  nowMs += 50 * 60_000
  const during = await kinds()
  const told = (await office.desk.health.alerts()).find(({ kind }) => kind === 'desk-guesses')
  nowMs += 10 * 60_000
  expect({ before, during, told: [told?.detail, told?.remedy], after: await kinds() }).toEqual({
    before: [],
    during: ['desk-guesses'],
    told: [{ sinceMs }, 'open-desks'],
    after: [],
  })
})

test('the alert about guesses ends when other desks are switched off', async () => {
  const office = await startOffice()
  const stranger = openBrowser(placeOf(office))
  for (let index = 0; index <= wrongOfOne; index += 1) await guess(stranger, 'Jo')
  const open = async (): Promise<number> => {
    await office.desk.health.check()
    return (await office.desk.health.alerts()).filter(({ endedAtMs }) => endedAtMs === null).length
  }
  const during = await open()
  await office.desk.settings.update({ otherDesks: false })
  expect({ during, after: await open() }).toEqual({ during: 1, after: 0 })
})

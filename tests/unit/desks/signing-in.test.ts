import { expect, test } from 'vitest'
import { join, openBrowser, password, placeOf, startOffice, tokenOf } from './office.ts'

test('somebody who was invited chooses a password, and is signed in under their own name', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo Keller', role: 'desk' })
  const session = await jo.ask('/desk/auth/session')
  const { status } = await jo.call('desk.status')
  expect({ session: session.json, status }).toMatchObject({ session: { session: { name: 'Jo Keller', role: 'desk' } }, status: 200 })
})

test('the password works in another browser, however the name is written, and a wrong one does not', async () => {
  const office = await startOffice()
  await join(office, { name: 'Jo Keller', role: 'desk' })
  const other = openBrowser(placeOf(office))
  const wrong = await other.post('/desk/auth/password', { name: 'Jo Keller', password: 'correct horse batterz' })
  const unknown = await other.post('/desk/auth/password', { name: 'Nobody', password })
  const right = await other.post('/desk/auth/password', { name: '  jo  KELLER ', password })
  expect([wrong, unknown, right].map(({ status, json }) => ({ status, json }))).toEqual([
    { status: 401, json: { code: 'WRONG' } },
    { status: 401, json: { code: 'WRONG' } },
    { status: 200, json: { name: 'Jo Keller', role: 'desk' } },
  ])
})

test('an invitation works once, for the name that it was made for, and not after three days', async () => {
  let nowMs = Date.UTC(2026, 2, 2, 9)
  const office = await startOffice({ now: () => nowMs })
  const { link } = await office.desk.desks.people.invite({ name: 'Jo', role: 'viewer' })
  const browser = openBrowser(placeOf(office))
  const accept = (name: string) => browser.post('/desk/auth/invitation/accept', { token: tokenOf(link), name, password })
  const codes = [(await accept('Mara')).json, (await accept('Jo')).status, (await accept('Jo')).json]
  const late = await office.desk.desks.people.invite({ name: 'Kim', role: 'viewer' })
  nowMs += 72 * 3_600_000
  const tooLate = await browser.post('/desk/auth/invitation/accept', { token: tokenOf(late.link), name: 'Kim', password })
  expect({ codes, tooLate: tooLate.json }).toEqual({
    codes: [{ code: 'NAME_DIFFERS' }, 200, { code: 'INVITATION_GONE' }],
    tooLate: { code: 'INVITATION_GONE' },
  })
})

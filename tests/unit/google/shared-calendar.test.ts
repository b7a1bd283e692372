import { expect, test } from 'vitest'
import { NOON } from '../../support/temporary.ts'
import { ANNA, googleDesk, meeting, standInGoogle } from './google-desk.ts'
import { insertTestHost } from './test-host.ts'

const BEN = 'ben@northwind.example'

/** Anna's calendar, which Ben may read, too; both are signed in, and Anna's account is the one that follows it. */
async function startSharing() {
  const clock = { nowMs: NOON }
  const google = await standInGoogle(clock, {
    people: [
      { email: ANNA, name: 'Anna' },
      { email: BEN, name: 'Ben' },
    ],
  })
  google.share(ANNA, BEN)
  const office = await googleDesk({ clock, google })
  office.calendar.add(meeting('Talk', 1))
  await office.connect()
  await office.signIn({ email: BEN })
  const annasOf = (email: string) => {
    const account = office.state().accounts.find((one) => one.email === email)
    const calendar = account?.calendars.find(({ name }) => name === ANNA)
    if (account === undefined || calendar === undefined) throw new Error(`${email} does not see it`)
    return { accountId: account.id, ...calendar }
  }
  return { ...office, annasOf }
}

test('a calendar that is followed through one account is not followed through another one as well', async () => {
  const { annasOf, cards, desk } = await startSharing()
  expect([annasOf(ANNA).followedThrough, annasOf(BEN).followedThrough]).toEqual([null, ANNA])
  expect(await desk.follow(annasOf(BEN).id, { followed: true, hostId: null })).toBe('through-another')
  await desk.sync(null, 'hand')
  expect([annasOf(BEN).followed, cards().length]).toEqual([false, 1])
})

test.each([
  ['was switched off there', false],
  ['was signed out there', true],
])('a calendar that %s goes on through another account, with nothing twice and its holder kept', async (_name, isSignedOut) => {
  const { annasOf, calendar, cards, desk, writer } = await startSharing()
  const hostId = await insertTestHost(writer, 'Anna')
  await desk.follow(annasOf(ANNA).id, { followed: true, hostId })
  if (isSignedOut) await desk.signOut(annasOf(ANNA).accountId)
  else await desk.follow(annasOf(ANNA).id, { followed: false, hostId })
  calendar.add(meeting('Another talk', 2))

  expect(await desk.follow(annasOf(BEN).id, { followed: true, hostId: null })).toBe('done')
  await desk.sync(null, 'hand')

  expect(annasOf(BEN)).toMatchObject({ followed: true, hostId, problem: null })
  expect(cards().map(({ title, hostIds }) => [title, hostIds])).toEqual([
    ['Talk', [hostId]],
    ['Another talk', [hostId]],
  ])
})

test('who signs in again finds the calendar with whoever follows it meanwhile', async () => {
  const { annasOf, cards, desk, signIn } = await startSharing()
  await desk.signOut(annasOf(ANNA).accountId)
  await desk.follow(annasOf(BEN).id, { followed: true, hostId: null })
  await signIn()
  await desk.sync(null, 'hand')
  expect([annasOf(ANNA).followed, annasOf(ANNA).followedThrough, cards().length]).toEqual([false, BEN, 1])
})

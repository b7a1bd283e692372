import { expect, onTestFinished, test } from 'vitest'
import { readInternet } from '../../src/main/internet.ts'
import { eventually } from '../support/eventually.ts'
import { noShell } from '../support/no-shell.ts'
import { signInAt } from '../support/stand-ins/google-sign-in.ts'
import { createStandInGoogle } from '../support/stand-ins/google.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

const ANNA = 'anna@northwind.example'
const hourMs = 3_600_000

test('a gap that a sign-in’s end kept from being made up for is made up for as soon as somebody has signed in again', async () => {
  const clock = { nowMs: Date.now() }
  const now = (): number => clock.nowMs
  const google = await createStandInGoogle({ now, people: [{ email: ANNA, name: 'Anna' }] })
  onTestFinished(() => google.close())
  const { desk } = await startTestDesk({
    internet: readInternet(JSON.stringify(google.internet)),
    now,
    beatMs: 20,
    shell: { ...noShell, openExternal: async (page) => void (await signInAt(page, { email: ANNA })) },
  })
  await desk.google.setClient({ id: google.client.id, secret: null })
  await desk.google.signIn()
  const calendarId = await eventually(async () => (await desk.google.get()).accounts[0]!.calendars[0]!.id)
  await desk.google.follow({ calendarId, followed: true, hostId: null })
  await desk.google.sync({ calendarId })

  google.authority.revoke(ANNA)
  const atMs = clock.nowMs + 24 * hourMs
  google.calendar(ANNA).add({
    summary: 'Talk',
    start: { atMs },
    end: { atMs: atMs + hourMs },
    attendees: [{ email: 'jane@example.com', displayName: 'Jane Doe' }],
  })
  clock.nowMs += 3 * hourMs
  const recoveries = async () => (await desk.away.latest())?.recoveries
  await eventually(async () => expect(await recoveries()).toMatchObject([{ provider: 'google-calendar', outcome: 'token-refused' }]))
  const alerts = async () => (await desk.health.alerts()).filter(({ kind }) => kind === 'sign-in-ended')
  await eventually(async () => expect(await alerts()).toMatchObject([{ provider: 'google-calendar', endedAtMs: null, remedy: 'sign-in' }]))
  await desk.google.signIn()
  await eventually(async () => expect(await recoveries()).toMatchObject([{ provider: 'google-calendar', outcome: 'done', changed: 1 }]))
  await eventually(async () => expect(await alerts()).toMatchObject([{ endedAtMs: clock.nowMs }]))
})

import { expect, onTestFinished, test } from 'vitest'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { createStandInCalCom } from '../../support/stand-ins/cal-com.ts'
import { NOON } from '../../support/temporary.ts'
import { pullDesk } from './pull-desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/London' }
const ben = { name: 'Ben Carter', email: 'ben@example.com', timeZone: 'Europe/Berlin' }

async function calComDesk() {
  let nowMs = NOON
  const now = () => nowMs
  const calCom = await createStandInCalCom({ now })
  onTestFinished(() => calCom.close())
  const desk = await pullDesk({ now, internet: { calCom: calCom.url } })
  await desk.giveToken('cal-com', calCom.token)
  return { ...desk, calCom, account: calCom.account, pass: (ms: number) => void (nowMs += ms) }
}

test('bookings of every status are read, with who moved where and who did not come', async () => {
  const { account, read, cards, pass } = await calComDesk()
  const standing = account.book({ person: ada, startMs: NOON + DAY })
  const waiting = account.book({ person: ada, startMs: NOON + DAY + HOUR, requiresConfirmation: true })
  const declined = account.book({ person: ben, startMs: NOON + 2 * DAY, requiresConfirmation: true })
  const cancelled = account.book({ person: ben, startMs: NOON + 2 * DAY + HOUR })
  const old = account.book({ person: ben, startMs: NOON + 3 * DAY })
  const missed = account.book({ person: ada, startMs: NOON + HOUR })
  pass(3 * HOUR)
  account.decline(declined.uid, 'Full')
  account.cancel(cancelled.uid, { by: ben.email, reason: 'Ill' })
  const moved = account.reschedule(old.uid, NOON + 5 * DAY)
  account.markAbsent(missed.uid, [{ email: ada.email, absent: true }])
  pass(HOUR)
  expect(await read('cal-com')).toMatchObject({ outcome: 'done', changed: 7 })
  expect(Object.fromEntries(cards().map(({ externalId, status }) => [externalId, status]))).toEqual({
    [standing.uid]: 'scheduled',
    [waiting.uid]: 'pending',
    [declined.uid]: 'cancelled',
    [cancelled.uid]: 'cancelled',
    [old.uid]: 'superseded',
    [moved.uid]: 'scheduled',
    [missed.uid]: 'no_show',
  })
})

test('a video meeting is called as its webhook calls it', async () => {
  const { account, store, read, cards } = await calComDesk()
  account.book({ person: ada, startMs: NOON + DAY })
  await read('cal-com')
  const { details } = findAppointment(store.read, cards()[0]!.id)!
  expect(details.location).toMatchObject({ kind: 'video', text: 'Cal Video' })
})

test('who gave a seat up is not among those who come', async () => {
  const { account, store, read, cards, pass } = await calComDesk()
  const booking = account.book({ person: ada, startMs: NOON + DAY, seats: 5 })
  account.takeSeat(booking.uid, ben, true)
  await read('cal-com')
  pass(HOUR)
  account.leaveSeat(booking.uid, ada.email)
  pass(HOUR)
  await read('cal-com')
  const { details, status } = findAppointment(store.read, cards()[0]!.id)!
  expect({ status, emails: details.attendees.map(({ email }) => email) }).toEqual({ status: 'scheduled', emails: [ben.email] })
})

test('bookings of several pages are read to the end, and reading again changes nothing', async () => {
  const { account, read, cards, pass } = await calComDesk()
  for (let index = 0; index < 101; index += 1) account.book({ person: ada, startMs: NOON + (index + 1) * HOUR })
  const first = await read('cal-com')
  pass(HOUR)
  const second = await read('cal-com')
  expect({ first: first.changed, second: second.changed, read: cards().length }).toEqual({ first: 101, second: 0, read: 101 })
})

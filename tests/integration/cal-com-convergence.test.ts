import * as fc from 'fast-check'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { countOf } from '../faults/lib/report.ts'
import { createOurSide, historyOf, OFFICE, play, SIGNING_SECRET } from '../support/convergence.ts'
import type { OurSide } from '../support/convergence.ts'
import { createStandInCalCom } from '../support/stand-ins/cal-com.ts'
import type { StandInCalCom } from '../support/stand-ins/cal-com.ts'
import { CalComRefusal } from '../support/stand-ins/cal-com-account.ts'
import type { CalComBooking } from '../support/stand-ins/cal-com-account.ts'
import type { Push } from '../support/stand-ins/common/outbox.ts'
import { NOON, temporaryFolder } from '../support/temporary.ts'

const runs = countOf('DESKBELL_HISTORIES', 500)
const timeoutMs = 240_000 + runs * 500
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const subscriberUrl = `${OFFICE}/api/webhooks/cal-com`
const people = ['Jane Doe', 'Bob Nwosu', 'Amara Solberg', 'Kenji Mori'].map((name) => ({
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
  timeZone: 'Europe/Berlin',
}))

/** What else happens to it decides which mistakes can show: each history keeps to one way of booking, with which it begins. */
const kinds = {
  one: ['book', 'bookWithGuest', 'move', 'cancel', 'absent', 'absent', 'absent', 'end', 'askForAnother', 'disable'],
  seats: ['bookSeats', 'takeSeat', 'takeSeat', 'takeSeat', 'leaveSeat', 'leaveSeat', 'absent', 'absent', 'cancel', 'disable'],
  request: ['request', 'confirm', 'confirm', 'decline', 'move', 'move', 'absent', 'cancel', 'end', 'askForAnother'],
} as const
const actOf = (whats: readonly (typeof kinds)[keyof typeof kinds][number][]) =>
  fc.record({
    what: fc.constantFrom(...whats),
    which: fc.nat({ max: 2 }),
    /** From then: what has not begun cannot be missed. */
    inHours: fc.integer({ min: -30, max: 10 }),
  })
type Act = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never
const histories = fc.oneof(
  ...Object.values(kinds).map((whats) => historyOf<Act>(actOf(whats), { first: actOf(whats.slice(0, 1)), meanwhile: 2 })),
)

test(
  'whatever happens at Cal.com and on the way, what was read at last is what Cal.com holds, also after late deliveries',
  async () => {
    const clock = { nowMs: NOON }
    const now = () => clock.nowMs
    const calCom = await createStandInCalCom({ now, deliver: (push, sentAtMs) => ours.deliver(push, sentAtMs) })
    onTestFinished(() => calCom.close())
    const ours = createOurSide({
      provider: 'cal-com',
      path: join(temporaryFolder(), 'deskbell.db'),
      // Our clock is behind Cal.com's, by less than a signature may be old.
      now: () => clock.nowMs - 100_000,
      internet: { calCom: calCom.url },
      token: calCom.token,
    })
    onTestFinished(() => ours.switchOff())
    calCom.subscribe({ subscriberUrl, secret: SIGNING_SECRET })

    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        // Far enough from the history before that nothing of it is read again.
        clock.nowMs += 200 * dayMs
        const before = calCom.account.bookings.length
        const taken = await play(history, {
          provider: calCom,
          ours,
          pass: (ms) => void (clock.nowMs += ms),
          act: (one) => actAt(calCom, one, clock.nowMs, before),
        })
        const bookings = calCom.account.bookings.slice(before)
        expect(bookings.map((booking) => ourView(ours, booking))).toEqual(bookings.map((booking) => truthOf(booking, bookings, taken)))
        expect(ours.countAppointments()).toBe(calCom.account.bookings.length)
        expect([ours.refused, (await ours.read())?.changed]).toEqual([[], 0])
      }),
      { numRuns: runs },
    )
  },
  timeoutMs,
)

/** On the bookings of this history only. */
function actAt({ account, disableSubscription }: StandInCalCom, { what, which, inHours }: Act, nowMs: number, before: number): void {
  const person = people[which % people.length]!
  const another = people[(which + 1) % people.length]!
  const startMs = nowMs + inHours * hourMs
  const bookings = account.bookings.slice(before)
  if (what === 'book') return void account.book({ person, startMs })
  if (what === 'bookWithGuest') return void account.book({ person, startMs, guests: [another] })
  if (what === 'bookSeats') return void account.book({ person, startMs, slug: 'group-coaching', seats: 3 })
  if (what === 'request') return void account.book({ person, startMs, requiresConfirmation: true })
  if (what === 'disable') return disableSubscription()
  const booking = bookings[which % Math.max(bookings.length, 1)]
  if (booking === undefined) return
  const { uid, attendees } = booking
  try {
    if (what === 'takeSeat') account.takeSeat(uid, another, inHours % 2 === 0)
    if (what === 'leaveSeat') account.leaveSeat(uid, attendees[Math.abs(inHours) % attendees.length]!.email)
    if (what === 'confirm') account.confirm(uid)
    if (what === 'decline') account.decline(uid, 'no time')
    if (what === 'move') account.reschedule(uid, startMs)
    if (what === 'cancel') account.cancel(uid, { reason: 'ill' })
    if (what === 'askForAnother') account.requestReschedule(uid)
    if (what === 'end') account.endMeeting(uid)
    if (what === 'absent') {
      const { email, absent } = attendees[Math.abs(inHours) % attendees.length]!
      account.markAbsent(uid, [{ email, absent: !absent }])
    }
  } catch (error) {
    if (!(error instanceof CalComRefusal)) throw error
  }
}

function truthOf(booking: CalComBooking, all: readonly CalComBooking[], taken: readonly Push[]) {
  const { uid, startMs, endMs, fromReschedule, attendees } = booking
  const isOver = booking.status === 'CANCELLED' || booking.status === 'REJECTED'
  return {
    uid,
    status: statusOf(booking, all, taken),
    startMs,
    endMs,
    // Who of a cancelled slot still had a seat when it was cancelled, deliveries and the API tell differently.
    who: isOver ? null : attendees.map(({ email, absent }) => `${email}${absent ? ' missed it' : ''}`).toSorted(),
    declined: isOver && booking.status === 'REJECTED',
    supersedes: fromReschedule?.uid ?? null,
    supersededBy: all.find((one) => one.fromReschedule === booking)?.uid ?? null,
  }
}

function statusOf(booking: CalComBooking, all: readonly CalComBooking[], taken: readonly Push[]): string {
  if (all.some(({ fromReschedule }) => fromReschedule === booking)) return 'superseded'
  if (booking.status === 'PENDING') return 'pending'
  if (booking.status !== 'ACCEPTED') return 'cancelled'
  if (booking.attendees.every(({ absent }) => absent)) return 'no_show'
  // That the time is over is told by the push only, and only where somebody was not absent then.
  const ended = taken.find(({ about }) => about === `MEETING_ENDED ${booking.uid}`)
  const { attendees } = JSON.parse(ended?.body ?? '{"attendees":[]}') as { attendees: readonly { readonly noShow: boolean }[] }
  return attendees.some(({ noShow }) => !noShow) ? 'completed' : 'scheduled'
}

function ourView(ours: OurSide, { uid }: CalComBooking) {
  const state = ours.state(uid)
  if (state === null) return null
  const { status, details, cancellation, supersedes, supersededBy } = state
  const isOver = status === 'cancelled' || status === 'superseded'
  const present = details.attendees.filter(({ active }) => active)
  return {
    uid,
    status,
    startMs: details.startMs,
    endMs: details.endMs,
    who: isOver ? null : present.map(({ email, noShow }) => `${email}${noShow ? ' missed it' : ''}`).toSorted(),
    declined: cancellation?.declined ?? false,
    supersedes,
    supersededBy,
  }
}

import * as fc from 'fast-check'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { countOf } from '../faults/lib/report.ts'
import { createOurSide, historyOf, OFFICE, play, SIGNING_SECRET } from '../support/convergence.ts'
import type { OurSide } from '../support/convergence.ts'
import { createStandInSmartScheduler } from '../support/stand-ins/smart-scheduler.ts'
import type { SmartAppointment, StandInSmartScheduler } from '../support/stand-ins/smart-scheduler.ts'
import { NOON, temporaryFolder } from '../support/temporary.ts'

const runs = countOf('DESKBELL_HISTORIES', 500) / 2
const timeoutMs = 240_000 + runs * 500
const dayMs = 86_400_000
const clients = ['Jane Doe', 'Bob Nwosu', 'Amara Solberg'].map((name) => ({
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
}))

const kinds = ['book', 'move', 'move', 'cancel', 'rebook'] as const
const actOf = (whats: readonly (typeof kinds)[number][]) =>
  fc.record({
    what: fc.constantFrom(...whats),
    which: fc.nat({ max: 2 }),
    /** From then. */
    inDays: fc.integer({ min: -3, max: 20 }),
  })
type Act = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never
const histories = historyOf<Act>(actOf(kinds), { first: actOf(['book']), meanwhile: 2 })

test.each(['bare', 'appointments'] as const)(
  'whatever happens at Smart-Scheduler and on the way, what was read at last is what it holds, also after late deliveries (%s)',
  async (envelope) => {
    const clock = { nowMs: NOON }
    const now = () => clock.nowMs
    const smart = await createStandInSmartScheduler({ now, envelope, deliver: (push, sentAtMs) => ours.deliver(push, sentAtMs) })
    onTestFinished(() => smart.close())
    const ours = createOurSide({
      provider: 'smart-scheduler',
      path: join(temporaryFolder(), 'deskbell.db'),
      // Our clock is ahead of Smart-Scheduler's, by less than a signature may be old.
      now: () => clock.nowMs + 100_000,
      internet: {},
      token: smart.token,
      apiUrl: smart.url,
    })
    onTestFinished(() => ours.switchOff())
    smart.subscribe({ url: `${OFFICE}/api/webhooks/smart-scheduler`, secret: SIGNING_SECRET })

    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        // Far enough from the history before that nothing of it is read again.
        clock.nowMs += 200 * dayMs
        const before = smart.appointments.length
        await play(history, {
          provider: smart,
          ours,
          pass: (ms) => void (clock.nowMs += ms),
          act: (one) => actAt(smart, one, clock.nowMs, before),
        })
        const appointments = smart.appointments.slice(before)
        // What was booked and cancelled between two readings is in no list; a late delivery may still tell that it was booked.
        const wasReadSince = ({ id, bookedAtMs }: SmartAppointment) =>
          ours.state(id)?.facts.some(({ isWhole, happenedAtMs }) => isWhole && happenedAtMs !== null && happenedAtMs >= bookedAtMs)
        // The clock in its answers has whole seconds. What was cancelled in the second in which it was read counts as cancelled at that
        // second's start: a change from later in the second that comes late stands until the next reading, which is made below.
        const isWithinASecond = ({ id, cancelledAtMs }: SmartAppointment) =>
          ours.state(id)?.facts.some(({ isWhole, happenedAtMs }) => {
            const afterMs = (cancelledAtMs ?? 0) - (happenedAtMs ?? 0)
            return isWhole && afterMs > 0 && afterMs < 1_010
          })
        const settled = appointments.filter((one) => one.isStanding || (wasReadSince(one) && !isWithinASecond(one)))
        expect(settled.map(({ id }) => ourView(ours, id))).toEqual(settled.map(truthOf))
        clock.nowMs += 1_500
        await ours.read()
        const known = appointments.filter(({ id, isStanding }) => isStanding || ours.state(id) !== null)
        expect(known.map(({ id }) => ourView(ours, id))).toEqual(known.map(truthOf))
        expect([ours.refused, (await ours.read())?.changed]).toEqual([[], 0])
      }),
      { numRuns: runs },
    )
  },
  timeoutMs,
)

/** On the appointments of this history only. */
function actAt(
  { appointments, book, move, cancel, rebook }: StandInSmartScheduler,
  { what, which, inDays }: Act,
  nowMs: number,
  before: number,
): void {
  const startMs = nowMs + inDays * dayMs + 3_600_000
  if (what === 'book') return void book({ client: clients[which % clients.length]!, startMs })
  const fitting = appointments.slice(before).filter(({ isStanding }) => isStanding === (what !== 'rebook'))
  const appointment = fitting[which % Math.max(fitting.length, 1)]
  if (appointment === undefined) return
  if (what === 'move') move(appointment.id, startMs)
  if (what === 'cancel') cancel(appointment.id)
  if (what === 'rebook') rebook(appointment.id, startMs)
}

function truthOf({ id, client, startMs, minutes, isStanding }: SmartAppointment) {
  // Of what was cancelled its API tells nothing more: where it was moved before that, only deliveries tell.
  if (!isStanding) return { id, status: 'cancelled' }
  return { id, status: 'scheduled', startMs, endMs: startMs + minutes * 60_000, who: [client.email] }
}

function ourView(ours: OurSide, id: string) {
  const state = ours.state(id)
  if (state === null) return null
  const { status, details } = state
  if (status === 'cancelled') return { id, status }
  return { id, status, startMs: details.startMs, endMs: details.endMs, who: details.attendees.map(({ email }) => email) }
}

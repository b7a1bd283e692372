import * as fc from 'fast-check'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { countOf } from '../faults/lib/report.ts'
import { createOurSide, historyOf, OFFICE, play, SIGNING_SECRET } from '../support/convergence.ts'
import type { OurSide } from '../support/convergence.ts'
import { createStandInCalendly } from '../support/stand-ins/calendly.ts'
import type { StandInCalendly } from '../support/stand-ins/calendly.ts'
import { CalendlyRefusal } from '../support/stand-ins/calendly-account.ts'
import type { CalendlyInvitee } from '../support/stand-ins/calendly-account.ts'
import { NOON, temporaryFolder } from '../support/temporary.ts'

const runs = countOf('DESKBELL_HISTORIES', 500)
const timeoutMs = 240_000 + runs * 500
const dayMs = 86_400_000
const callbackUrl = `${OFFICE}/api/webhooks/calendly`
const people = ['Jane Doe', 'Bob Nwosu', 'Amara Solberg'].map((name) => ({
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
  timeZone: 'Europe/Berlin',
}))

/** What else happens to it decides which mistakes can show: each history keeps to one way of booking, with which it begins. */
const kinds = {
  one: ['book', 'reschedule', 'reschedule', 'cancel', 'noShow', 'noShow', 'noShow', 'disable', 'retry'],
  group: ['bookGroup', 'join', 'join', 'reschedule', 'cancel', 'cancel', 'cancelEvent', 'noShow', 'noShow', 'retry'],
} as const
const actOf = (whats: readonly (typeof kinds)[keyof typeof kinds][number][]) =>
  fc.record({
    what: fc.constantFrom(...whats),
    which: fc.nat({ max: 2 }),
    /** From then. */
    inDays: fc.integer({ min: -3, max: 20 }),
  })
type Act = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never
const histories = fc.oneof(
  ...Object.values(kinds).map((whats) => historyOf<Act>(actOf(whats), { first: actOf(whats.slice(0, 1)), meanwhile: 2 })),
)

test(
  'whatever happens at Calendly and on the way, what was read at last is what Calendly holds, also after late deliveries',
  async () => {
    const clock = { nowMs: NOON }
    const now = () => clock.nowMs
    const calendly = await createStandInCalendly({ now, deliver: (push, sentAtMs) => ours.deliver(push, sentAtMs) })
    onTestFinished(() => calendly.close())
    const ours = createOurSide({
      provider: 'calendly',
      path: join(temporaryFolder(), 'deskbell.db'),
      // Our clock is ahead of Calendly's, by less than a signature may be old.
      now: () => clock.nowMs + 100_000,
      internet: { calendly: calendly.url },
      token: calendly.token,
    })
    onTestFinished(() => ours.switchOff())
    calendly.subscribe({ callbackUrl, signingKey: SIGNING_SECRET })

    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        // Far enough from the history before that nothing of it is read again.
        clock.nowMs += 200 * dayMs
        const before = calendly.account.invitees.length
        await play(history, {
          provider: calendly,
          ours,
          pass: (ms) => void (clock.nowMs += ms),
          act: (one) => actAt(calendly, one, clock.nowMs, before),
        })
        const invitees = calendly.account.invitees.slice(before)
        expect(invitees.map(({ uri }) => ourView(ours, uri))).toEqual(invitees.map(truthOf))
        expect(ours.countAppointments()).toBe(calendly.account.invitees.length)
        expect([ours.refused, (await ours.read())?.changed]).toEqual([[], 0])
      }),
      { numRuns: runs },
    )
  },
  timeoutMs,
)

/** On the invitees and events of this history only. */
function actAt(
  { account, disableSubscription, retryDue }: StandInCalendly,
  { what, which, inDays }: Act,
  nowMs: number,
  before: number,
): void {
  const person = people[which % people.length]!
  const startMs = nowMs + inDays * dayMs + 3_600_000
  const invitees = account.invitees.slice(before)
  const invitee = invitees[which % Math.max(invitees.length, 1)]
  if (what === 'book') return void account.book({ person, startMs })
  if (what === 'bookGroup') return void account.book({ person, startMs, limit: 3 })
  if (what === 'disable') return disableSubscription()
  if (what === 'retry') return retryDue()
  if (invitee === undefined) return
  try {
    if (what === 'join') account.book({ person, startMs, joins: invitee.event.uri })
    if (what === 'reschedule') account.reschedule(invitee.uri, { startMs })
    if (what === 'cancel') account.cancel(invitee.uri, { by: which % 2 === 0 ? 'host' : 'invitee', reason: 'ill' })
    if (what === 'cancelEvent') account.cancelEvent(invitee.event.uri)
    if (what === 'noShow') (invitee.noShow === null ? account.markNoShow : account.undoNoShow)(invitee.uri)
  } catch (error) {
    if (!(error instanceof CalendlyRefusal)) throw error
  }
}

function truthOf({ uri, event, person, cancellation, newInvitee, oldInvitee, noShow }: CalendlyInvitee) {
  const ended = newInvitee === null ? 'cancelled' : 'superseded'
  return {
    uri,
    status: cancellation === null ? (noShow === null ? 'scheduled' : 'no_show') : ended,
    startMs: event.startMs,
    endMs: event.endMs,
    who: [person.email],
    supersedes: oldInvitee,
    supersededBy: newInvitee,
    group: event.uri,
  }
}

function ourView(ours: OurSide, uri: string) {
  const state = ours.state(uri)
  return (
    state && {
      uri,
      status: state.status,
      startMs: state.details.startMs,
      endMs: state.details.endMs,
      who: state.details.attendees.filter(({ active }) => active).map(({ email }) => email),
      supersedes: state.supersedes,
      supersededBy: state.supersededBy,
      group: state.details.groupId,
    }
  )
}

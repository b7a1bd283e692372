import { describe, expect, test } from 'vitest'
import { NOON, MINUTE, applyAll, change, outcome, person } from './changes.ts'

const at = (minutes: number) => NOON + minutes * MINUTE
const slot = (startMs: number) => ({ startMs, endMs: startMs + 30 * MINUTE })
const noReason = { by: null, reason: null, declined: false, rescheduleRequested: false }

describe('cancellations', () => {
  test('a cancellation that comes before its creation leaves a tombstone that the creation fills in and does not revive', () => {
    const { state } = applyAll([
      change('cancelled', at(10)),
      change('created', at(0), { details: { ...slot(at(600)), title: 'Consultation' } }),
    ])
    expect({ status: state.status, startMs: state.details.startMs, title: state.details.title }).toEqual({
      status: 'cancelled',
      startMs: at(600),
      title: 'Consultation',
    })
  })

  test('keeps who cancelled and why', () => {
    const cancellation = { by: 'John Doe', reason: 'Schedule conflict', declined: false, rescheduleRequested: false }
    const { state } = applyAll([change('created', at(0)), change('cancelled', at(10), { cancellation })])
    expect(state.cancellation).toEqual(cancellation)
  })

  test('an id that is used again stands again after its cancellation, if the provider says when', () => {
    const rebooked = change('created', at(20), { revives: true, details: slot(at(900)) })
    const { state } = applyAll([change('created', at(0), { details: slot(at(600)) }), change('cancelled', at(10)), rebooked])
    expect({ status: state.status, startMs: state.details.startMs, cancellation: state.cancellation }).toEqual({
      status: 'scheduled',
      startMs: at(900),
      cancellation: null,
    })
  })

  test('without times a cancellation is final, whichever came first', () => {
    const changes = [change('created', null), change('updated', null, { revives: true }), change('cancelled', null)]
    expect([applyAll(changes).state.status, applyAll(changes.toReversed()).state.status]).toEqual(['cancelled', 'cancelled'])
  })
})

describe('reschedules', () => {
  test('an update to another start is a reschedule in the history and moves the appointment', () => {
    const { state, entries } = applyAll([
      change('created', at(0), { details: slot(at(600)) }),
      change('updated', at(10), { details: slot(at(900)) }),
    ])
    expect(state.details.startMs).toBe(at(900))
    expect(entries[1]).toEqual({
      kind: 'rescheduled',
      providerEvent: 'updated',
      before: { startMs: at(600), endMs: at(630) },
      after: { startMs: at(900), endMs: at(930) },
    })
  })

  test('an appointment replaced under a new id is superseded and never looks cancelled', () => {
    const old = [change('created', at(0), { details: slot(at(600)) }), change('superseded', at(10), { supersededBy: 'booking-2' })]
    const wanted = { status: 'superseded', supersededBy: 'booking-2', cancellation: null }
    expect(outcome(applyAll(old).state)).toMatchObject(wanted)
    expect(outcome(applyAll([...old, change('cancelled', at(11))]).state)).toMatchObject(wanted)
    expect(outcome(applyAll(old.toReversed()).state)).toMatchObject({ ...wanted, details: { startMs: at(600) } })
  })

  test('an older move that arrives late changes nothing and is no news', () => {
    const { state, entries } = applyAll([
      change('created', at(0), { details: slot(at(600)) }),
      change('updated', at(20), { details: slot(at(900)) }),
      change('updated', at(10), { details: slot(at(700)) }),
    ])
    expect({ startMs: state.details.startMs, entry: entries[2] }).toEqual({ startMs: at(900), entry: null })
  })

  test('a creation tried again after a move does not move it back', () => {
    const { state } = applyAll([
      change('updated', at(20), { details: slot(at(900)), revives: true }),
      change('created', at(70), { details: slot(at(600)), revives: true }),
    ])
    expect(state.details.startMs).toBe(at(900))
  })
})

describe('the end of an appointment', () => {
  test('completed and no-show are not undone by older news', () => {
    for (const kind of ['completed', 'no_show'] as const) {
      const older = change('rescheduled', at(10), { revives: true, details: slot(at(900)) })
      expect(applyAll([change('created', at(0)), change(kind, at(20)), older]).state.status).toBe(kind)
    }
  })

  test('without times the clinic feed ends the same in every order', () => {
    const history = [change('created', null), change('rescheduled', null), change('completed', null)]
    expect([applyAll(history).state.status, applyAll(history.toReversed()).state.status]).toEqual(['completed', 'completed'])
  })

  test('a no-show can be set and undone, and the meeting is then over as the clock says', () => {
    const ended = change('completed', at(40), { byClock: true })
    const noShow = change('no_show', at(15))
    expect(applyAll([change('created', at(0)), noShow, ended]).state.status).toBe('no_show')
    expect(applyAll([change('created', at(0)), noShow, ended, change('no_show_undone', at(50))]).state.status).toBe('completed')
  })

  test('one of two attendees missing is not a no-show of the appointment, both are', () => {
    const created = change('created', at(0), { attendees: [person('ana@example.com'), person('ben@example.com')] })
    const missing = (email: string, minutes: number) => change('no_show', at(minutes), { noShows: [{ who: email, noShow: true }] })
    expect(applyAll([created, missing('ana@example.com', 10)]).state.status).toBe('scheduled')
    expect(applyAll([missing('ana@example.com', 10), created, missing('ben@example.com', 11)]).state.status).toBe('no_show')
  })

  test('a host who missed the meeting is flagged and does not count against the client', () => {
    const { state } = applyAll([change('created', at(0)), change('host_no_show', at(10))])
    expect({ status: state.status, hostNoShow: state.hostNoShow }).toEqual({ status: 'scheduled', hostNoShow: true })
  })

  test('a reading of what was cancelled after nobody had come says that it was cancelled', () => {
    const nobody = { attendees: [person('a@example.com')], noShows: [{ who: 'a@example.com', noShow: true }] }
    const cancelled = change('cancelled', at(30), { ...nobody, isWhole: true, attendeesAreAll: true, endedAtMs: at(20) })
    const { state } = applyAll([change('created', at(0)), change('no_show', at(10), nobody), cancelled])
    expect(state.status).toBe('cancelled')
  })
})

describe('pending and payment', () => {
  test('a request waits until it is confirmed, and a declined one is cancelled as declined', () => {
    const requested = change('requested', at(0))
    expect(applyAll([requested]).state.status).toBe('pending')
    expect(applyAll([change('created', at(5)), requested]).state.status).toBe('scheduled')
    const declined = applyAll([requested, change('declined', at(5), { cancellation: { ...noReason, declined: true } })]).state
    expect({ status: declined.status, cancellation: declined.cancellation }).toEqual({
      status: 'cancelled',
      cancellation: { ...noReason, declined: true },
    })
  })

  test('a payment that began confirms nothing, a payment made does', () => {
    expect(applyAll([change('payment_started', at(0))]).state.status).toBe('pending')
    expect(applyAll([change('payment_started', at(0)), change('paid', at(5))]).state.status).toBe('scheduled')
    expect(applyAll([change('created', at(0)), change('payment_started', at(5))]).state.status).toBe('scheduled')
  })
})

describe('seats', () => {
  const seat = (minutes: number, ...emails: string[]) => change('created', at(minutes), { attendees: emails.map((email) => person(email)) })
  const leave = (minutes: number, email: string) => change('cancelled', at(minutes), { leaving: [email] })
  const leaving = (minutes: number, email: string) => ({ ...leave(minutes, email), kind: 'updated' as const })

  test('a seat that is cancelled leaves the appointment standing for the others', () => {
    const { state } = applyAll([seat(0, 'ana@example.com'), seat(20, 'ben@example.com'), leaving(60, 'ana@example.com')])
    expect({ status: state.status, active: state.details.attendees.map(({ email, active }) => [email, active]) }).toEqual({
      status: 'scheduled',
      // Who stays comes first: the first one is who the appointment is with.
      active: [
        ['ben@example.com', true],
        ['ana@example.com', false],
      ],
    })
  })

  test('the last seat to leave cancels the appointment', () => {
    expect(applyAll([seat(0, 'ana@example.com'), leaving(60, 'ana@example.com')]).state.status).toBe('cancelled')
  })
})

describe('what is remembered', () => {
  test('the first entry tells what became known, without empty members', () => {
    const { entries } = applyAll([change('created', at(0), { details: { ...slot(at(600)), title: 'Consultation', location: null } })])
    expect(entries).toEqual([
      {
        kind: 'created',
        providerEvent: 'created',
        before: {},
        after: { status: 'scheduled', title: 'Consultation', startMs: at(600), endMs: at(630) },
      },
    ])
  })

  test('the same change twice is no news', () => {
    const created = change('created', at(0), { details: slot(at(600)) })
    expect(applyAll([created, created]).entries[1]).toBeNull()
  })

  test('news that changes nothing is still a line, older news is none', () => {
    const { entries } = applyAll([change('created', at(0)), change('payment_started', at(5)), change('payment_started', at(3))])
    expect(entries.slice(1)).toEqual([{ kind: 'payment_started', providerEvent: 'payment_started', before: {}, after: {} }, null])
  })

  test('the other half of a reschedule is not old news when it tells the same at the same instant', () => {
    const halves = [
      change('superseded', at(10), { supersededBy: 'booking-2' }),
      change('superseded', at(10), { supersededBy: 'booking-2', details: slot(at(600)) }),
    ]
    for (const order of [halves, halves.toReversed()]) {
      const { entries } = applyAll([change('created', at(0), { details: slot(at(600)) }), ...order])
      expect(entries.slice(1)).toEqual([
        {
          kind: 'superseded',
          providerEvent: 'superseded',
          before: { status: 'scheduled', supersededBy: null },
          after: { status: 'superseded', supersededBy: 'booking-2' },
        },
        { kind: 'superseded', providerEvent: 'superseded', before: {}, after: {} },
      ])
    }
  })

  test('a later payload without the video link does not take the link away', () => {
    const video = (url: string | null) => ({ location: { kind: 'video' as const, text: 'daily', url } })
    const { state } = applyAll([
      change('created', at(0), { details: video('https://video.example.com/1') }),
      change('paid', at(5), { details: video(null) }),
    ])
    expect(state.details.location?.url).toBe('https://video.example.com/1')
  })

  test('a client replaced in a complete list is forgotten, a member left out of a person is not', () => {
    const first = change('created', at(0), {
      attendees: [{ ...person('casey@example.com', 'Casey'), phone: '+1 555' }],
      attendeesAreAll: true,
    })
    const again = change('updated', at(5), { attendees: [person('Casey@example.com')], attendeesAreAll: true })
    const other = change('updated', at(6), { attendees: [person('robin@example.com')], attendeesAreAll: true })
    expect(applyAll([first, again]).state.details.attendees).toEqual([
      { email: 'Casey@example.com', name: 'Casey', phone: '+1 555', timeZone: null, externalId: null, active: true, noShow: false },
    ])
    expect(applyAll([first, again, other]).state.details.attendees.map(({ email }) => email)).toEqual(['robin@example.com'])
  })
})

import { describe, expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import type { ChangeKind } from '../../../src/shared/words.ts'
import { applyAll, change, MINUTE, NOON, outcome } from './changes.ts'

const at = (minutes: number) => NOON + minutes * MINUTE
const booked = (startMs = at(60)) => change('created', at(-600), { details: { startMs, endMs: startMs + 30 * MINUTE } })

/** Something that Mara says at the desk. */
function said(kind: ChangeKind, atMs: number, more: Partial<AppointmentChange> = {}): AppointmentChange {
  return change(kind, atMs, { providerEvent: null, desk: { gestureId: `${kind} ${atMs}`, actor: 'Mara' }, ...more })
}

const statusOf = (...changes: AppointmentChange[]) => applyAll(changes).state.status

describe('what is said at the desk', () => {
  test('counts like anything else, the later of two statements first', () => {
    expect(statusOf(booked(), said('arrived', at(58)))).toBe('arrived')
    expect(statusOf(booked(), said('arrived', at(58)), said('completed', at(90)))).toBe('completed')
    expect(statusOf(booked(), said('completed', at(90)), said('arrived', at(91)))).toBe('arrived')
    expect(statusOf(booked(), said('no_show', at(75)), said('arrived', at(80)))).toBe('arrived')
  })

  test('is not overwritten by older news of the provider that comes late', () => {
    const { state } = applyAll([
      booked(),
      said('arrived', at(58)),
      change('cancelled', at(10)),
      change('updated', at(20), { revives: true }),
    ])
    expect(state.status).toBe('arrived')
  })

  test('gives way to newer news of the provider, and both are shown', () => {
    const { state } = applyAll([booked(), said('arrived', at(58)), change('cancelled', at(70))])
    expect([state.status, state.disagreement]).toEqual([
      'cancelled',
      { desk: { status: 'arrived', atMs: at(58), actor: 'Mara' }, provider: { status: 'cancelled', atMs: at(70) } },
    ])
  })

  test('is the same whatever order it comes in', () => {
    const changes = [booked(), said('no_show', at(75)), change('completed', at(100)), said('arrived', at(80))]
    const expected = outcome(applyAll(changes).state)
    for (const order of [changes.toReversed(), [changes[2]!, changes[0]!, changes[3]!, changes[1]!]])
      expect(outcome(applyAll(order).state)).toEqual(expected)
  })
})

describe('who has arrived', () => {
  test('is done when the clock says that the time is over', () => {
    expect(statusOf(booked(), said('arrived', at(58)), change('completed', at(90), { byClock: true }))).toBe('completed')
  })

  test('is done when a provider says so that gives no time', () => {
    expect(statusOf(booked(), said('arrived', at(58)), change('completed', null))).toBe('completed')
  })

  test('has not ended', () => {
    const { state } = applyAll([booked(), said('arrived', at(58))])
    expect(state.endedAtMs).toBe(null)
    expect(applyAll([booked(), said('completed', at(90))]).state.endedAtMs).toBe(at(90))
  })
})

describe('a provider and the desk', () => {
  const disagreement = (...changes: AppointmentChange[]) => applyAll(changes).state.disagreement

  test('do not disagree about what the provider cannot know', () => {
    for (const kind of ['arrived', 'no_show', 'completed'] as const) expect(disagreement(booked(), said(kind, at(75)))).toBe(null)
  })

  test('disagree when only the desk has cancelled', () => {
    expect(disagreement(booked(), said('cancelled', at(5)))).toEqual({
      desk: { status: 'cancelled', atMs: at(5), actor: 'Mara' },
      provider: { status: 'scheduled', atMs: null },
    })
  })

  test('agree again when the provider cancels too', () => {
    expect(disagreement(booked(), said('cancelled', at(5)), change('cancelled', at(6)))).toBe(null)
  })

  test('do not disagree when the clock only says that the time is over', () => {
    const over = change('completed', at(95), { byClock: true })
    expect(disagreement(booked(), said('no_show', at(75)), over)).toBe(null)
    expect(statusOf(booked(), said('no_show', at(75)), over)).toBe('no_show')
  })

  test('never disagree about an appointment that was made at the desk', () => {
    expect(disagreement(said('created', at(0)), said('cancelled', at(5)))).toBe(null)
  })
})

describe('a move', () => {
  const tomorrow = at(60 + 24 * 60)

  test('to another day makes stand again what the desk had settled', () => {
    for (const kind of ['no_show', 'arrived', 'completed', 'cancelled'] as const)
      expect(statusOf(booked(), said(kind, at(75)), change('rescheduled', at(80), { details: { startMs: tomorrow } }))).toBe('scheduled')
  })

  test('that was made before does not', () => {
    expect(statusOf(booked(), said('no_show', at(75)), change('rescheduled', at(50), { details: { startMs: at(70) } }))).toBe('no_show')
  })

  test('by a few minutes leaves who has arrived arrived', () => {
    expect(statusOf(booked(), said('arrived', at(58)), said('updated', at(59), { details: { startMs: at(65) } }))).toBe('arrived')
  })

  test('by a provider that gives no time counts from when we were told', () => {
    // The third change is received two minutes after noon.
    expect(statusOf(booked(), said('cancelled', at(1)), change('rescheduled', null, { details: { startMs: tomorrow } }))).toBe('scheduled')
  })
})

describe('taking back', () => {
  const undone = (gestureId: string, atMs: number) => said('undone', atMs, { retracts: gestureId })

  test('makes it as it was, and leaves both in the history', () => {
    const arrived = said('arrived', at(58))
    const { state, entries } = applyAll([booked(), arrived, undone(arrived.desk!.gestureId, at(59))])
    expect([state.status, state.lastGesture]).toEqual(['scheduled', null])
    expect(entries.slice(1).map((entry) => [entry?.kind, entry?.desk?.actor, entry?.before['status'], entry?.after['status']])).toEqual([
      ['arrived', 'Mara', 'scheduled', 'arrived'],
      ['undone', 'Mara', 'arrived', 'scheduled'],
    ])
  })

  test('of the newer of two leaves the older', () => {
    const done = said('completed', at(90))
    const { state } = applyAll([booked(), said('arrived', at(58)), done, undone(done.desk!.gestureId, at(91))])
    expect([state.status, state.lastGesture?.kind]).toEqual(['arrived', 'arrived'])
  })

  test('keeps what the provider has said since', () => {
    const arrived = said('arrived', at(58))
    expect(statusOf(booked(), arrived, change('cancelled', at(59)), undone(arrived.desk!.gestureId, at(60)))).toBe('cancelled')
  })

  test('of an appointment that was made by mistake leaves nothing in the calendar', () => {
    const made = said('created', at(0), { details: { startMs: at(60), endMs: at(90) } })
    const { state } = applyAll([made, undone(made.desk!.gestureId, at(1))])
    expect([state.status, state.details.startMs]).toEqual(['cancelled', null])
  })
})

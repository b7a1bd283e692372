import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { changeKinds } from '../../../src/shared/words.ts'
import { MINUTE, NOON, applyAll, change, outcome, person } from './changes.ts'

const emails = ['ana@example.com', 'ben@example.com', 'cleo@example.com']
const startMs = fc.integer({ min: 0, max: 40 }).map((quarters) => NOON + quarters * 15 * MINUTE)
const details = fc.record(
  {
    startMs,
    endMs: startMs,
    title: fc.constantFrom('Consultation', 'Interview', null),
    notes: fc.constantFrom('first', 'second', null),
    location: fc.constantFrom(
      null,
      { kind: 'video' as const, text: 'daily', url: null },
      { kind: 'video' as const, text: null, url: 'https://v.example/1' },
    ),
  },
  { requiredKeys: [] },
)
const cancellation = fc.record({
  by: fc.constantFrom('host', 'client', null),
  reason: fc.constantFrom('ill', null),
  declined: fc.boolean(),
  rescheduleRequested: fc.boolean(),
})
const more = fc.record(
  {
    details,
    fallback: details,
    attendees: fc.subarray(emails).map((list) => list.map((email) => person(email))),
    attendeesAreAll: fc.boolean(),
    leaving: fc.subarray(emails),
    noShows: fc.array(fc.record({ who: fc.constantFrom(...emails), noShow: fc.boolean() }), { maxLength: 2 }),
    cancellation,
    revives: fc.boolean(),
    byClock: fc.boolean(),
    supersedes: fc.constantFrom('booking-0'),
    supersededBy: fc.constantFrom('booking-2', 'booking-3'),
    desk: fc.record({ gestureId: fc.constantFrom('gesture-1', 'gesture-2'), actor: fc.constantFrom('Mara', 'Tom') }),
    retracts: fc.constantFrom('gesture-1', 'gesture-2'),
    isWhole: fc.constant(true),
    bookedAtMs: fc.constantFrom(NOON, NOON + MINUTE),
    endedAtMs: fc.constantFrom(NOON, NOON + 3 * MINUTE),
  },
  { requiredKeys: ['details'] },
)

/** Any history at all, as long as the provider says when: few instants, so that many happen at the same one. */
const timedHistory = fc.array(
  fc
    .record({ kind: fc.constantFrom(...changeKinds), minute: fc.integer({ min: 0, max: 5 }), more })
    .map(({ kind, minute, more: members }) => change(kind, NOON + minute * MINUTE, members)),
  { minLength: 1, maxLength: 7 },
)

/** What a feed without times can say and still be put in order: one creation, one move, and how it ended. */
const untimedHistory = fc
  .record({
    created: details,
    moved: fc.option(details),
    cancelled: fc.option(cancellation),
    completed: fc.boolean(),
    noShow: fc.boolean(),
  })
  .map(({ created, moved, cancelled, completed, noShow }): AppointmentChange[] => [
    change('created', null, { details: created, revives: true }),
    ...(moved ? [change('rescheduled', null, { details: moved, revives: true })] : []),
    ...(cancelled ? [change('cancelled', null, { cancellation: cancelled })] : []),
    ...(completed ? [change('completed', null)] : []),
    ...(noShow ? [change('no_show', null)] : []),
  ])

/** The history in another order, with any of its deliveries sent again, perhaps more than once. */
const shuffledWithRepeats = (history: readonly AppointmentChange[]) =>
  fc.array(fc.nat(history.length - 1), { maxLength: 6 }).chain((repeats) => {
    const all = [...history, ...repeats.map((index) => history[index]!)]
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
  })
const withShuffles = (histories: fc.Arbitrary<AppointmentChange[]>) =>
  histories.chain((history) => fc.tuple(fc.constant(history), shuffledWithRepeats(history)))

test('a booking whose provider says when ends the same for every order and repetition of its deliveries', () => {
  fc.assert(
    fc.property(withShuffles(timedHistory), ([history, shuffled]) => {
      expect(outcome(applyAll(shuffled).state)).toEqual(outcome(applyAll(history).state))
    }),
    { numRuns: 3_000 },
  )
})

test('a booking whose provider does not say when ends the same for every order and repetition of its deliveries', () => {
  fc.assert(
    fc.property(withShuffles(untimedHistory), ([history, shuffled]) => {
      // When it ended is when we were told: the provider does not say.
      const untimed = (changes: typeof history) => ({ ...outcome(applyAll(changes).state), endedAtMs: null })
      expect(untimed(shuffled)).toEqual(untimed(history))
    }),
    { numRuns: 1_000 },
  )
})

test('a cancellation of an id that is never used again is final, whatever else comes and whenever', () => {
  const others = timedHistory.map((history) =>
    history.filter(({ kind }) => ['created', 'requested', 'updated', 'rescheduled', 'paid', 'payment_started'].includes(kind)),
  )
  fc.assert(
    fc.property(others, fc.integer({ min: 0, max: 7 }), (history, place) => {
      const standing = history.map(({ revives: _revives, isWhole: _whole, noShows: _noShows, leaving: _leaving, ...rest }) => rest)
      const cancelled = change('cancelled', NOON + 2 * MINUTE)
      expect(applyAll(standing.toSpliced(place, 0, cancelled)).state.status).toBe('cancelled')
    }),
    { numRuns: 1_000 },
  )
})

test('what one change does can be read from its history entry: the entries, in order of arrival, add up to the state', () => {
  fc.assert(
    fc.property(timedHistory, (history) => {
      const { state, entries } = applyAll(history)
      const told = Object.assign({}, ...entries.map((entry) => entry?.after ?? {})) as Record<string, unknown>
      const { status, details: known } = state
      const actual = { status, ...known, cancellation: state.cancellation, supersededBy: state.supersededBy } as Record<string, unknown>
      const tellable = Object.fromEntries(Object.entries(told).filter(([name]) => name in actual))
      expect(actual).toMatchObject(tellable)
      expect(told['status']).toBe(status)
    }),
    { numRuns: 1_000 },
  )
})

/** What the provider's API tells of an appointment that stands as the last of these changes left it. */
const readings = fc.record({
  kind: fc.constantFrom('created', 'requested', 'cancelled', 'declined', 'no_show', 'superseded'),
  // Not the place: a link that was once told stays under the name of the same service.
  details: details.map(({ location: _location, ...told }) => ({ startMs: NOON, ...told })),
})
const statusOf = {
  created: 'scheduled',
  requested: 'pending',
  cancelled: 'cancelled',
  declined: 'cancelled',
  no_show: 'no_show',
  superseded: 'superseded',
} as const

test('after a reading it stands as the provider holds it, whatever was lost before and whatever comes late', () => {
  const lost = timedHistory.map((history) =>
    history
      .filter(({ kind }) => !['completed', 'arrived', 'undone'].includes(kind))
      .map(
        ({ desk: _desk, retracts: _retracts, noShows: _noShows, leaving: _leaving, isWhole: _whole, fallback: _fallback, ...said }) => said,
      ),
  )
  fc.assert(
    fc.property(lost, readings, fc.nat(7), (history, { kind, details: told }, place) => {
      const reading = change(kind, NOON + 6 * MINUTE, { isWhole: true, details: told })
      const { state } = applyAll(history.toSpliced(place, 0, reading))
      expect([state.status, state.details]).toMatchObject([statusOf[kind], told])
    }),
    { numRuns: 2_000 },
  )
})

test('a feed without times stands after a reading as it was read, too', () => {
  fc.assert(
    fc.property(untimedHistory, readings, (history, { kind, details: told }) => {
      const said = history.filter(({ kind: other }) => other !== 'completed')
      const reading = change(kind, NOON + 30 * MINUTE, { isWhole: true, details: told })
      const { state } = applyAll([...said, reading])
      expect([state.status, state.details]).toMatchObject([statusOf[kind], told])
    }),
    { numRuns: 1_000 },
  )
})

test('reading the same again changes nothing, and what happened after a reading counts', () => {
  fc.assert(
    fc.property(timedHistory, readings, (history, { kind, details: told }) => {
      const reading = (minute: number) => change(kind, NOON + minute * MINUTE, { isWhole: true, details: told })
      const once = applyAll([...history, reading(6)])
      const again = applyAll([...history, reading(6), reading(7), reading(6)])
      expect(outcome(again.state)).toEqual(outcome(once.state))
      expect(again.entries.slice(-2)).toEqual([null, null])
      expect(again.state.facts).toHaveLength(once.state.facts.length)
      const said = history.map(({ desk: _desk, retracts: _retracts, ...rest }) => rest)
      const stands = change('created', NOON + 6 * MINUTE, { isWhole: true, details: told })
      const cancelled = change('cancelled', NOON + 8 * MINUTE)
      expect(applyAll([...said, stands, cancelled]).state.status).toBe('cancelled')
    }),
    { numRuns: 1_000 },
  )
})

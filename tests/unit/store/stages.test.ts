import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppointmentChange, Change, LeadChange } from '../../../src/main/ingest/change.ts'
import { planChanges, saveChanges } from '../../../src/main/ingest/plan-changes.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { setStage, undoSetStage } from '../../../src/main/store/hand-stage.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { insertDeskClient } from '../../../src/main/store/people.ts'
import { restage } from '../../../src/main/store/stages.ts'
import type { ClientStage, Origin } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { change, MINUTE, person } from '../ingest/changes.ts'

const ana = 'ana@example.com'
const startMs = NOON + 600 * MINUTE

/** One delivery with one change, received long after everything in these tests happened. */
function deliver(store: Store, said: Change, origin: Origin = 'real'): void {
  const circumstances = { origin, receivedAtMs: NOON + 1000 * MINUTE, typeRules: [] }
  const plan = planChanges(store.write, [said], circumstances)
  saveChanges(store.write, plan, {}, circumstances, { topic: () => undefined, newAppointment: () => undefined })
}

const at = (minute: number): number => NOON + minute * MINUTE
const said = (kind: AppointmentChange['kind'], minute: number, externalId = 'booking-1', more: Partial<AppointmentChange> = {}) =>
  change(kind, at(minute), { externalId, details: { startMs }, attendees: [person(ana)], attendeesAreAll: true, ...more })
const form = (minute: number): LeadChange => ({
  about: 'lead',
  source: 'calendly',
  externalId: `form-${minute}`,
  providerEvent: 'routing_form_submission.created',
  happenedAtMs: at(minute),
  email: ana,
  name: null,
  answers: [],
  metadata: {},
})
const byHand = (store: Store, stage: ClientStage, minute: number, reason: string | null = null) =>
  setStage(store.write, { clientId: idOf(store), stage, reason, actor: 'Mia', nowMs: at(minute) })

const idOf = (store: Store, email = ana): number =>
  prepared<{ id: number }>(store.write, 'SELECT id FROM clients WHERE email = ?').get(email)!.id

/** Minutes after noon. */
function standing(store: Store, id = idOf(store)) {
  const { stage, stageAtMs, knownAtMs, by, reason } = prepared<{
    stage: ClientStage
    stageAtMs: number
    knownAtMs: number
    by: string | null
    reason: string | null
  }>(
    store.write,
    'SELECT stage, stage_at_ms AS stageAtMs, known_at_ms AS knownAtMs, stage_by AS "by", stage_reason AS reason FROM clients WHERE id = ?',
  ).get(id)!
  return { stage, since: (stageAtMs - NOON) / MINUTE, known: (knownAtMs - NOON) / MINUTE, by, reason }
}

describe('by itself', () => {
  test('a form makes a lead, a booking moves to booked, an arrival to attended, each since it happened', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    expect(standing(store)).toEqual({ stage: 'lead', since: 1, known: 1, by: null, reason: null })
    deliver(store, said('created', 5))
    expect(standing(store)).toEqual({ stage: 'booked', since: 5, known: 1, by: null, reason: null })
    deliver(store, said('arrived', 9))
    expect(standing(store)).toEqual({ stage: 'attended', since: 9, known: 1, by: null, reason: null })
  })

  test('a request that waits for confirmation is a lead still', () => {
    const store = temporaryStore()
    deliver(store, said('requested', 3))
    expect(standing(store)).toMatchObject({ stage: 'lead', since: 3 })
    deliver(store, said('created', 7))
    expect(standing(store)).toMatchObject({ stage: 'booked', since: 7 })
  })

  test('moving an appointment does not make a client newer in the stage, and cancelling it does not move them', () => {
    const store = temporaryStore()
    deliver(store, said('created', 5))
    deliver(store, said('rescheduled', 8, 'booking-1', { details: { startMs: startMs + MINUTE } }))
    deliver(store, said('cancelled', 9))
    expect(standing(store)).toMatchObject({ stage: 'booked', since: 5 })
  })

  test('an arrival that is taken back takes the stage back too', () => {
    const store = temporaryStore()
    deliver(store, said('created', 5))
    deliver(store, said('arrived', 9, 'booking-1', { desk: { gestureId: 'g1', actor: 'Mia' } }))
    expect(standing(store)).toMatchObject({ stage: 'attended', since: 9 })
    deliver(store, said('undone', 10, 'booking-1', { desk: { gestureId: 'g2', actor: 'Mia' }, retracts: 'g1' }))
    expect(standing(store)).toMatchObject({ stage: 'booked', since: 5 })
  })

  test('an appointment that turns out to be somebody else’s shows nothing of the first client any more', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    deliver(store, said('created', 5))
    deliver(store, said('updated', 6, 'booking-1', { attendees: [person('ben@example.com')] }))
    expect(standing(store)).toMatchObject({ stage: 'lead', since: 1 })
    expect(standing(store, idOf(store, 'ben@example.com'))).toMatchObject({ stage: 'booked' })
  })

  test('a test moves only clients that tests have made, and none of it stays with a client who turns out to be real', () => {
    const store = temporaryStore()
    deliver(store, said('completed', 2, 'test-1'), 'test')
    expect(standing(store)).toMatchObject({ stage: 'attended' })
    deliver(store, form(4))
    expect(standing(store)).toMatchObject({ stage: 'lead', since: 4, known: 4 })
    deliver(store, said('completed', 6, 'test-2'), 'test')
    expect(standing(store)).toMatchObject({ stage: 'lead', since: 4, known: 4 })
  })
})

describe('by hand', () => {
  test('what a person set stays, with who and why, whatever late deliveries tell of the time before', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    byHand(store, 'lead', 10, 'the wrong person')
    byHand(store, 'lead', 11, 'wants to think about it')
    deliver(store, said('created', 5))
    deliver(store, said('completed', 9))
    expect(standing(store)).toEqual({ stage: 'lead', since: 11, known: 1, by: 'Mia', reason: 'wants to think about it' })
  })

  test('something that happens after it moves the client forward, and then nobody has set it by hand', () => {
    const store = temporaryStore()
    deliver(store, said('created', 5))
    byHand(store, 'lead', 10)
    deliver(store, said('created', 12, 'booking-2'))
    expect(standing(store)).toMatchObject({ stage: 'booked', since: 12, by: null })
    deliver(store, said('arrived', 14))
    expect(standing(store)).toMatchObject({ stage: 'attended', since: 14, by: null })
  })

  test.each(['completed', 'lost'] as const)('a client who was %s by hand is moved by nothing but a hand', (stage) => {
    const store = temporaryStore()
    deliver(store, form(1))
    byHand(store, stage, 10, 'said so')
    deliver(store, said('created', 12))
    deliver(store, said('arrived', 14))
    expect(standing(store)).toMatchObject({ stage, since: 10, by: 'Mia', reason: 'said so' })
    byHand(store, 'booked', 16)
    expect(standing(store)).toMatchObject({ stage: 'booked', since: 16, by: 'Mia', reason: null })
  })

  test('a client who stands there already is not set anew, unless with a reason', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    expect(byHand(store, 'lead', 10)).toBe('same')
    expect(standing(store)).toMatchObject({ since: 1, by: null })
    expect(byHand(store, 'lead', 11, 'called back')).toBeTypeOf('number')
    expect(standing(store)).toMatchObject({ since: 11, by: 'Mia', reason: 'called back' })
  })

  test('taking it back lets what was set before it count again, or what the appointments show by then', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    const first = byHand(store, 'booked', 10, 'by phone') as number
    const second = byHand(store, 'lost', 11) as number
    deliver(store, said('arrived', 12))
    const undo = (changeId: number, minute: number) => undoSetStage(store.write, { changeId, actor: 'Mia', nowMs: at(minute) })

    expect(undo(first, 13)).toBe('later')
    expect(undo(second, 14)).toEqual({ stage: 'attended' })
    expect(undo(second, 15)).toBe('later')
    expect(undo(first, 16)).toEqual({ stage: 'attended' })
    expect(undo(999, 17)).toBe('missing')
    expect(standing(store)).toEqual({ stage: 'attended', since: 12, known: 1, by: null, reason: null })
  })

  test('everything that was set and taken back is in the client’s history, with who, when and why', () => {
    const store = temporaryStore()
    deliver(store, form(1))
    const changeId = byHand(store, 'lost', 10, 'no budget') as number
    undoSetStage(store.write, { changeId, actor: 'Noa', nowMs: at(11) })
    const history = prepared(
      store.write,
      `SELECT at_ms, actor, kind, before ->> 'stage' AS was, after ->> 'stage' AS "is", after ->> 'reason' AS why FROM desk_history ORDER BY id`,
    ).all()
    expect(history).toEqual([
      { at_ms: at(10), actor: 'Mia', kind: 'staged', was: 'lead', is: 'lost', why: 'no budget' },
      { at_ms: at(11), actor: 'Noa', kind: 'staged', was: 'lost', is: 'lead', why: null },
    ])
  })
})

describe('of records that were merged', () => {
  function merged() {
    const store = temporaryStore()
    deliver(store, form(1))
    const rootId = idOf(store)
    const otherId = insertDeskClient(store.write, { name: 'Ana', email: null, phone: '1', nowMs: at(2) })
    const merge = (into: number | null): void => {
      prepared(store.write, 'UPDATE clients SET merged_into = ? WHERE id = ?').run(into, otherId)
      restage(store.write, rootId)
      restage(store.write, otherId)
    }
    const arrive = (): void =>
      deliver(store, said('arrived', 8, 'booking-9', { attendees: [{ ...person('x@example.com'), clientId: otherId }] }))
    return { store, rootId, otherId, merge, arrive }
  }

  test('appointments of either move the one that is shown, and separating them takes that back', () => {
    const { store, rootId, otherId, merge, arrive } = merged()
    merge(rootId)
    arrive()
    expect(standing(store, rootId)).toMatchObject({ stage: 'attended', since: 8 })
    merge(null)
    expect(standing(store, rootId)).toMatchObject({ stage: 'lead', since: 1 })
    expect(standing(store, otherId)).toMatchObject({ stage: 'attended', since: 8 })
  })

  test('what was set by hand on the one that is shown is not moved by an older appointment of the other', () => {
    const { store, rootId, merge, arrive } = merged()
    merge(rootId)
    byHand(store, 'lost', 5)
    arrive()
    expect(standing(store, rootId)).toMatchObject({ stage: 'lost', by: 'Mia' })
  })
})

describe('whom an appointment of the desk is for', () => {
  test('a client who was chosen is that client, and keeps their name', () => {
    const store = temporaryStore()
    deliver(store, said('created', 5, 'booking-1', { attendees: [person(ana, 'Ana')] }))
    deliver(store, said('arrived', 7, 'booking-2', { attendees: [{ ...person('other@example.com', 'Other'), clientId: idOf(store) }] }))
    expect(prepared(store.write, 'SELECT name, email, stage FROM clients').all()).toEqual([{ name: 'Ana', email: ana, stage: 'attended' }])
  })

  test('who is written down with the e-mail of a client is that client, who gets only what was not known of them', () => {
    const store = temporaryStore()
    deliver(store, said('created', 5, 'booking-1', { attendees: [person(ana, 'Ana')] }))
    const id = insertDeskClient(store.write, { name: 'Anna', email: ' Ana@Example.com', phone: '0123', nowMs: NOON })
    expect(prepared(store.write, 'SELECT id, name, phone, stage FROM clients').all()).toEqual([
      { id, name: 'Ana', phone: '0123', stage: 'booked' },
    ])
    expect(insertDeskClient(store.write, { name: 'Ana', email: null, phone: null, nowMs: NOON })).not.toBe(id)
  })
})

/** What can be told of one client: three bookings, forms, and one thing that a person set. */
const kinds = ['requested', 'created', 'paid', 'rescheduled', 'cancelled', 'completed', 'no_show', 'no_show_undone', 'arrived'] as const
const anyChange = fc.oneof(
  fc
    .record({ kind: fc.constantFrom(...kinds), minute: fc.nat(20), booking: fc.constantFrom('booking-1', 'booking-2', 'booking-3') })
    .map(({ kind, minute, booking }): Change => said(kind, minute, booking)),
  fc.nat(20).map(form),
)
const anyHand = fc.option(
  fc.record({ stage: fc.constantFrom<ClientStage>('lead', 'booked', 'attended', 'completed', 'lost'), minute: fc.nat(20) }),
)

test('every order and repetition of what is told of a client, before and after a person has set the stage, ends in the same stage', () => {
  const history = fc.array(anyChange, { minLength: 1, maxLength: 8 }).chain((told) =>
    fc.record({
      told: fc.constant(told),
      again: fc.array(fc.constantFrom(...told), { maxLength: 4 }).chain((repeats) => {
        const all = [...told, ...repeats]
        return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
      }),
      hand: anyHand,
      place: fc.nat(12),
    }),
  )
  const store = temporaryStore()
  const play = (order: readonly Change[], hand: { stage: ClientStage; minute: number } | null, place: number) => {
    // One transaction, and nothing of it left behind: thousands of commits would take minutes.
    store.write.database.exec('BEGIN')
    try {
      // Known from the start, so that there is somebody whose stage can be set.
      deliver(store, form(-5))
      order.forEach((each, index) => {
        if (hand && index === place) byHand(store, hand.stage, hand.minute, 'because')
        deliver(store, each)
      })
      if (hand && place >= order.length) byHand(store, hand.stage, hand.minute, 'because')
      return standing(store)
    } finally {
      store.write.database.exec('ROLLBACK')
    }
  }
  fc.assert(
    fc.property(history, ({ told, again, hand, place }) => {
      expect(play(again, hand, place)).toEqual(play(told, hand, told.length))
    }),
    { numRuns: 1000 },
  )
})

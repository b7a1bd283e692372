import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { NOON } from '../../support/temporary.ts'
import { booking, event, FIFTEEN, rescheduled, startOffice, TEN, told, type Office } from './told.ts'

const times = fc.constantFrom(TEN, FIFTEEN)
const people = fc.constantFrom('jane@example.com', 'jane@example.com', 'bob@example.com')
const hosts = fc.constantFrom('anna', 'anna', 'bert')
const eventIds = ['e1', 'e2', 's_20241122T100000Z'] as const

/** Few people and few times, so that what is told meets often. */
const anyNews = (atMs: number): fc.Arbitrary<AppointmentChange[]> => {
  const said = fc.record({ startMs: times, client: people, host: hosts, happenedAtMs: fc.constant(atMs) })
  const eventId = fc.constantFrom(...eventIds)
  const iCalUid = fc.constantFrom('u1', 'u2', null)
  const end = fc.constantFrom('created' as const, 'created' as const, 'cancelled' as const)
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), said, fc.option(eventId), end)
      .map(([uri, more, id, kind]) => [booking(uri, { ...more, kind, ...(id === null ? {} : { details: { calendarEventId: id } }) })]),
    fc.tuple(fc.constantFrom(['a', 'b'], ['b', 'c']), said).map(([[from, to], more]) => rescheduled(from, to, more)),
    fc
      .tuple(fc.constantFrom('x', 'y'), said, iCalUid, end)
      .map(([uid, more, uid2, kind]) => [told('cal-com', uid, { ...more, kind, details: { iCalUid: uid2 } })]),
    fc.tuple(eventId, said, iCalUid, end).map(([id, more, uid, kind]) => [event(id, { ...more, kind, details: { iCalUid: uid } })]),
    fc.tuple(eventId, said, end).map(([id, more, kind]) => [told('google-calendar', `2 ${id}`, { ...more, kind, isWhole: true })]),
    said.map((more) => [told('manual', 'm', more)]),
  )
}
const anyHistory = fc
  .integer({ min: 2, max: 12 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => anyNews(NOON + index * 60_000))))
const anyOrders = anyHistory.chain((history) =>
  fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length })),
)

const outcome = (office: Office) => ({ links: office.links(), shown: office.shown() })

/** Nothing of it stays, and the disk is not waited for. */
function passing(offices: readonly Office[], deed: () => void): void {
  for (const { store } of offices) store.write.database.exec('BEGIN')
  try {
    deed()
  } finally {
    for (const { store } of offices) store.write.database.exec('ROLLBACK')
  }
}

test('whatever the order in which news arrives, and though all of it is told again, the same rows are one', () => {
  const [one, other] = [startOffice(), startOffice()]
  let linked = 0
  fc.assert(
    fc.property(anyOrders, ([history, shuffled]) =>
      passing([one, other], () => {
        for (const news of history) one.tell(...news)
        for (const news of shuffled) other.tell(...news)
        expect(outcome(other)).toEqual(outcome(one))
        for (const news of history) other.tell(...news)
        expect(outcome(other)).toEqual(outcome(one))
        linked += Object.keys(one.links()).length
        expectSound(one)
      }),
    ),
    { numRuns: 300 },
  )
  expect(linked).toBeGreaterThan(100)
})

/** Who leads follows nobody, nobody follows their own source's row by themselves, and each row is shown or follows. */
function expectSound({ store }: Office): void {
  const wrong = prepared<{ id: number }>(
    store.write,
    `SELECT own.id FROM appointments AS own JOIN appointments AS leader ON leader.id = own.led_by
     WHERE leader.led_by IS NOT NULL OR leader.source = own.source OR own.source <> 'google-calendar'
     UNION SELECT id FROM appointments AS leader WHERE led_by IS NULL AND seen_in <>
       (SELECT count(DISTINCT source) FROM appointments WHERE id = leader.id OR led_by = leader.id)`,
  ).all()
  expect(wrong).toEqual([])
}

test('what was split is never one again by itself, whatever is told afterwards', () => {
  const office = startOffice()
  fc.assert(
    fc.property(anyOrders, fc.nat(), ([history, later], choice) =>
      passing([office], () => {
        for (const news of history) office.tell(...news)
        const followers = prepared<{ id: number; leader: number }>(
          office.store.write,
          'SELECT id, led_by AS leader FROM appointments WHERE led_by IS NOT NULL ORDER BY source, external_id',
        ).all()
        const pair = followers[choice % Math.max(followers.length, 1)]
        fc.pre(pair !== undefined)
        office.split(pair.leader, pair.id)
        for (const news of later) office.tell(...news)
        const ledBy = prepared<{ ledBy: number | null }>(office.store.write, 'SELECT led_by AS ledBy FROM appointments WHERE id = ?')
        expect(ledBy.get(pair.id)?.ledBy).not.toBe(pair.leader)
      }),
    ),
    { numRuns: 100 },
  )
})

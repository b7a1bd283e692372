import { describe, expect, test } from 'vitest'
import { comingNext, countByStatus, dayAt, nearestToNow, startingOn, toSettle } from '../../../../src/renderer/today/summary.ts'
import type { AppointmentCard } from '../../../../src/shared/appointment.ts'
import { aCard } from '../calendar/cards.ts'

const at = (time: string): number => Date.parse(`2024-11-21T${time}:00Z`)
let lastId = 0
const card = (start: string, members: Partial<AppointmentCard> = {}): AppointmentCard =>
  aCard({ id: ++lastId, startMs: at(start), endMs: at(start) + 30 * 60_000, ...members })
const starts = (cards: readonly AppointmentCard[]): string[] => cards.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16))

describe('the counts of a day', () => {
  test('are one for each real appointment at the status that it stands at, and leave tests and samples out', () => {
    const cards = [
      card('09:00', { status: 'arrived' }),
      card('09:00', { status: 'completed' }),
      card('10:00', { status: 'completed' }),
      card('10:00', { status: 'no_show' }),
      card('11:00'),
      card('11:00', { status: 'pending' }),
      card('12:00', { status: 'cancelled' }),
      card('12:00', { origin: 'sample' }),
      card('12:00', { origin: 'test', status: 'arrived' }),
    ]
    expect(countByStatus(cards)).toEqual({
      counts: { pending: 1, scheduled: 1, arrived: 1, completed: 2, no_show: 1, cancelled: 1, superseded: 0 },
      notCounted: 2,
    })
  })
})

describe('the appointments of a day', () => {
  test('are those that start on it, by start, without those that were replaced', () => {
    const cards = [
      card('23:30', { startMs: at('23:30') - 24 * 3_600_000 }),
      card('14:00'),
      card('08:00'),
      card('09:00', { status: 'superseded' }),
      card('00:30', { startMs: at('00:30') + 24 * 3_600_000 }),
    ]
    expect(starts(startingOn(cards, '2024-11-21', 'UTC'))).toEqual(['08:00', '14:00'])
  })

  test.each([
    // In Berlin the day is 23 hours long: it begins at 23:00 UTC and ends at 22:00 UTC.
    { day: '2024-03-31', zone: 'Europe/Berlin', from: '2024-03-30T23:00:00Z', to: '2024-03-31T22:00:00Z' },
    { day: '2024-10-27', zone: 'Europe/Berlin', from: '2024-10-26T22:00:00Z', to: '2024-10-27T23:00:00Z' },
    { day: '2024-03-10', zone: 'America/New_York', from: '2024-03-10T05:00:00Z', to: '2024-03-11T04:00:00Z' },
    { day: '2024-11-03', zone: 'America/New_York', from: '2024-11-03T04:00:00Z', to: '2024-11-04T05:00:00Z' },
    // The clocks skip midnight itself.
    { day: '2024-09-08', zone: 'America/Santiago', from: '2024-09-08T04:00:00Z', to: '2024-09-09T03:00:00Z' },
    { day: '2024-06-01', zone: 'Asia/Kolkata', from: '2024-05-31T18:30:00Z', to: '2024-06-01T18:30:00Z' },
  ])('reach from the first to the last minute of $day in $zone', ({ day, zone, from, to }) => {
    const [startMs, endMs] = [Date.parse(from), Date.parse(to)]
    const edges = [startMs - 1, startMs, endMs - 1, endMs].map((ms) => card('00:00', { startMs: ms, endMs: null }))
    expect(startingOn(edges, day, zone).map((each) => each.startMs)).toEqual([startMs, endMs - 1])
    expect([dayAt(startMs, zone), dayAt(endMs - 1, zone)]).toEqual([
      { day, startMs, endMs },
      { day, startMs, endMs },
    ])
    expect(dayAt(endMs, zone).startMs).toBe(endMs)
  })
})

describe('who comes next', () => {
  test('is the earliest that has not begun and of which nothing was said, with all of the same instant', () => {
    const cards = [
      card('09:00'),
      card('10:00', { status: 'arrived' }),
      card('10:15', { status: 'cancelled' }),
      card('10:30'),
      card('10:30', { status: 'pending' }),
      card('11:00'),
    ]
    expect(starts(comingNext(cards, at('09:30')))).toEqual(['10:30', '10:30'])
  })

  test('is no longer the one whose time has just come', () => {
    expect(starts(comingNext([card('10:00'), card('11:00')], at('10:00')))).toEqual(['11:00'])
  })

  test('is a test or a sample only where nobody real comes', () => {
    const sample = card('10:00', { origin: 'sample' })
    expect(comingNext([sample, card('16:00')], at('09:00')).map(({ origin }) => origin)).toEqual(['real'])
    expect(comingNext([sample, card('08:00')], at('09:00'))).toEqual([sample])
    expect(comingNext([], at('09:00'))).toEqual([])
  })

  test('is found on the elapsed clock where the wall shows an hour twice', () => {
    // Berlin, 27 October 2024: 02:30 comes at 00:30 UTC and again at 01:30 UTC.
    const [first, second] = ['2024-10-27T00:30:00Z', '2024-10-27T01:30:00Z'].map((time) => card('00:00', { startMs: Date.parse(time) }))
    expect(comingNext([first!, second!], Date.parse('2024-10-27T00:45:00Z'))).toEqual([second])
    expect(toSettle([first!, second!], Date.parse('2024-10-27T00:45:00Z')).real).toEqual([first])
  })
})

describe('what has to be settled', () => {
  test('started or is over, and nobody has said whether they came', () => {
    const cards = [
      card('11:00'),
      card('08:00'),
      card('09:00', { status: 'pending' }),
      card('08:30', { status: 'arrived' }),
      card('08:30', { status: 'no_show' }),
      card('08:30', { status: 'cancelled' }),
      card('08:30', { status: 'completed' }),
      card('10:00'),
    ]
    expect(starts(toSettle(cards, at('10:00')).real)).toEqual(['08:00', '09:00', '10:00'])
  })

  test('keeps tests and samples apart, because they do not count', () => {
    const [real, sample, test] = [card('09:00'), card('08:00', { origin: 'sample' }), card('07:00', { origin: 'test' })]
    expect(toSettle([real, sample, test], at('10:00'))).toEqual({ real: [real], madeUp: [test, sample] })
  })
})

describe('the arrow keys', () => {
  test('begin at what goes on or comes next, else at the last of the day', () => {
    const [morning, noon, evening] = [card('08:00'), card('12:00'), card('18:00')]
    const cards = [evening, morning, noon]
    expect([at('07:00'), at('08:10'), at('08:30'), at('12:29'), at('20:00')].map((now) => nearestToNow(cards, now))).toEqual([
      morning.id,
      morning.id,
      noon.id,
      noon.id,
      evening.id,
    ])
    expect(nearestToNow([], at('12:00'))).toBeNull()
  })
})

import { describe, expect, test } from 'vitest'
import { historyDetails, historySentence } from '../../../../src/renderer/appointment/history-words.ts'
import type { Office } from '../../../../src/renderer/ui/format.ts'

const berlin: Office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
// This year's, so that the words leave the year out whenever the test is run.
const year = new Date().getUTCFullYear()
const monday10 = Date.UTC(year, 10, 4, 9)
const monday14 = Date.UTC(year, 10, 4, 13)
const wednesday14 = Date.UTC(year, 10, 6, 13)
const dayOf = (ms: number): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' }).format(ms)

describe('a line of the history', () => {
  test('says from when to when it was moved, and the day once when it stays the same', () => {
    const moved = (from: number, to: number): string =>
      historySentence({ kind: 'rescheduled', before: { startMs: from }, after: { startMs: to } }, berlin)
    expect([moved(monday10, wednesday14), moved(monday10, monday14)]).toEqual([
      `moved from ${dayOf(monday10)} 4 Nov 10:00 to ${dayOf(wednesday14)} 6 Nov 14:00`,
      `moved from 10:00 to 14:00 on ${dayOf(monday10)} 4 Nov`,
    ])
  })

  test('says for when it was booked, who cancelled it and why, and else what happened', () => {
    expect([
      historySentence({ kind: 'created', before: {}, after: { startMs: monday10, status: 'scheduled' } }, berlin),
      historySentence({ kind: 'created', before: {}, after: {} }, berlin),
      historySentence(
        { kind: 'cancelled', before: { cancellation: null }, after: { cancellation: { by: 'Jane', reason: '<b>ill</b>' } } },
        berlin,
      ),
      historySentence({ kind: 'declined', before: {}, after: {} }, berlin),
      historySentence({ kind: 'no_show', before: {}, after: {} }, berlin),
    ]).toEqual([
      `booked for ${dayOf(monday10)} 4 Nov 10:00`,
      'booked',
      'cancelled by Jane: “<b>ill</b>”',
      'declined',
      'marked as a no-show',
    ])
  })

  test('does not name again who stands at the head of the line', () => {
    const cancelled = (by: string | null, actor: string | null): string =>
      historySentence({ kind: 'cancelled', before: {}, after: { cancellation: { by, reason: 'ill' } }, actor }, berlin)
    expect([cancelled('Mara', 'Mara'), cancelled('Jane', 'Mara'), cancelled(null, null)]).toEqual([
      'cancelled: “ill”',
      'cancelled by Jane: “ill”',
      'cancelled: “ill”',
    ])
  })

  test('leaves to the lines beneath only what it does not say itself', () => {
    const before = { startMs: monday10, endMs: monday10, location: null, supersededBy: null }
    const after = { startMs: monday14, endMs: monday14, location: { text: 'Room 2' }, supersededBy: 'other' }
    expect([
      historyDetails({ kind: 'rescheduled', before, after }),
      historyDetails({ kind: 'cancelled', before: { status: 'scheduled' }, after: { status: 'cancelled', cancellation: {} } }),
      historyDetails({ kind: 'created', before: {}, after }),
    ]).toEqual([
      { before: { location: null }, after: { location: { text: 'Room 2' } } },
      { before: {}, after: {} },
      { before: {}, after: {} },
    ])
  })
})

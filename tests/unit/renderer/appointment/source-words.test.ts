import { expect, test } from 'vitest'
import type { OtherSource, WriteBack } from '../../../../src/shared/appointment.ts'
import { differenceSentences, timeOf } from '../../../../src/renderer/appointment/source-words.ts'
import { writeBackSentence } from '../../../../src/renderer/appointment/write-back-words.ts'
import type { Office } from '../../../../src/renderer/ui/format.ts'

const berlin: Office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
const year = new Date().getUTCFullYear()
const at = (day: number, hour: number): number => Date.UTC(year, 10, day, hour - 1)
const dayOf = (ms: number): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' }).format(ms)
const leader = { startMs: at(4, 14), endMs: at(4, 15) }

const google = (members: Partial<OtherSource>): OtherSource => ({
  id: 2,
  source: 'google-calendar',
  because: 'same-meeting',
  status: 'scheduled',
  title: null,
  ...leader,
  differs: [],
  lastGesture: null,
  ...members,
})

test('a source that says the same has no sentence', () => {
  expect(differenceSentences(leader, google({}), berlin)).toEqual([])
})

test('a difference is told in plain words, with the day only where it is another one', () => {
  const moved = { startMs: at(4, 15), endMs: at(4, 16), differs: ['start' as const, 'end' as const] }
  const elsewhen = { startMs: at(5, 15), endMs: null, differs: ['start' as const] }
  expect([
    differenceSentences(leader, google(moved), berlin),
    differenceSentences(leader, google(elsewhen), berlin),
    differenceSentences(leader, google({ endMs: at(4, 17), differs: ['end'] }), berlin),
    differenceSentences(leader, google({ status: 'cancelled', differs: ['status'] }), berlin),
    differenceSentences(leader, google({ source: 'manual', status: 'cancelled', differs: ['status'] }), berlin),
  ]).toEqual([
    ['Google Calendar says 15:00–16:00.'],
    [`Google Calendar says ${dayOf(at(5, 15))} 5 Nov, 15:00.`],
    ['Google Calendar says that it ends at 17:00.'],
    ['Google Calendar says “Cancelled”.'],
    ['The entry made at the desk says “Cancelled”.'],
  ])
})

test('a source without a time says so', () => {
  expect(timeOf({ startMs: null, endMs: null }, berlin)).toBe('without a time')
})

test('what became of telling the provider is said with when, or with what it answered', () => {
  const told = (members: Partial<WriteBack>): string =>
    writeBackSentence(
      {
        id: 1,
        provider: 'calendly',
        what: 'no_show',
        askedAtMs: at(4, 14),
        attempts: 1,
        outcome: null,
        endedAtMs: null,
        nextTryAtMs: null,
        detail: null,
        ...members,
      },
      berlin,
    )
  expect([
    told({ nextTryAtMs: at(4, 15) }),
    told({}),
    told({ outcome: 'done' }),
    told({ outcome: 'refused', detail: '404 Not Found' }),
    told({ outcome: 'refused' }),
    told({ outcome: 'given-up', detail: '503' }),
    told({ what: 'no_show_undone', outcome: 'done' }),
  ]).toEqual([
    'No-show: Calendly is told at 15:00',
    'Calendly is being told of the no-show',
    'No-show told to Calendly',
    'Calendly refused the no-show: 404 Not Found',
    'Calendly refused the no-show',
    'Calendly could not be told of the no-show: 503',
    'Calendly told that the no-show was taken back',
  ])
})

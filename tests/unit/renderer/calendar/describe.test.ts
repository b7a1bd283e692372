import { describe, expect, test } from 'vitest'
import { accessibleName, clientTimesText, kindOf, lengthText, timesText, tooltipLines } from '../../../../src/renderer/calendar/describe.ts'
import type { Office } from '../../../../src/renderer/ui/format.ts'
import { aCard } from './cards.ts'

const berlin: Office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
const at = (iso: string): number => Date.parse(iso)

describe('what a card says to those who cannot see it', () => {
  test('an ordinary appointment is told in one sentence', () => {
    expect(accessibleName(aCard({ providerType: null }), berlin)).toBe(
      '14:00–14:30 Jane Doe, Strategy session with Anna, Calendly, scheduled',
    )
  })

  test('everything unusual is told too', () => {
    const card = aCard({
      source: 'healthcare',
      type: 'visit',
      providerType: null,
      status: 'no_show',
      origin: 'sample',
      endMs: null,
      startAssumed: true,
      timeZone: 'America/New_York',
      hostLabel: null,
      hostIds: [],
      clientLabel: null,
    })
    expect(accessibleName(card, berlin)).toBe(
      "14:00 Unknown client, Visit, Clinic, no-show, client's time 08:00, New York, time assumed, end not known, sample",
    )
  })

  test('a consultation of a quarter of an hour says its length, a replaced appointment that it moved', () => {
    const short = aCard({ type: 'consultation', providerType: null, endMs: at('2024-11-21T13:15:00Z') })
    expect(accessibleName(short, berlin)).toBe('14:00–14:15 Jane Doe, Consultation with Anna, Calendly, scheduled, 15 minutes')
    expect(accessibleName(aCard({ status: 'superseded' }), berlin)).toContain(', moved')
  })
})

describe('times', () => {
  test.each([
    ['Europe/Berlin', '2024-10-27T02:30+02:00', '2024-10-27T02:30+01:00', '02:30 UTC+2–02:30 UTC+1'],
    ['Europe/Berlin', '2024-03-31T01:30+01:00', '2024-03-31T03:30+02:00', '01:30–03:30'],
    ['America/New_York', '2024-11-03T00:45-04:00', '2024-11-03T01:15-04:00', '00:45 UTC−4–01:15 UTC−4'],
    ['Australia/Lord_Howe', '2024-04-07T01:45+11:00', '2024-04-07T01:45+10:30', '01:45 UTC+11–01:45 UTC+10:30'],
  ])('in %s from %s to %s', (timeZone, start, end, expected) => {
    expect(timesText({ startMs: at(start), endMs: at(end) }, { ...berlin, timeZone })).toBe(expected)
  })

  test('the clock of the client is told only where it differs, with the day where that differs too', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Nowhere/At_All', null]
    const late = { startMs: at('2024-11-21T16:00:00Z'), endMs: at('2024-11-21T16:30:00Z') }
    expect(zones.map((timeZone) => clientTimesText({ ...late, timeZone }, berlin))).toEqual([
      null,
      '11:00–11:30, New York',
      'Fri 22 Nov 01:00–01:30, Tokyo',
      null,
      null,
    ])
  })
})

test('the tooltip has everything, line by line', () => {
  const card = aCard({ timeZone: 'America/New_York', origin: 'test', rescheduled: true, attendeeCount: 3 })
  expect(tooltipLines(card, berlin)).toEqual([
    expect.stringMatching(/^Thu 21 Nov( 2024)?, 14:00–14:30$/),
    "Client's time: 08:00–08:30, New York",
    'Strategy Session (Strategy session) with Anna',
    'Video call · 3 attendees',
    'Calendly · scheduled · was moved before',
    'Test: not counted, and removable in one click',
    'Thu 21 Nov 2024, 14:00:00.000 GMT+1 · Europe/Berlin',
  ])
})

test('what the provider calls it is written as it stands, unless it was meant for machines', () => {
  const kinds = ['Intro — Call', 'initial_consultation', 'follow-up', 'Café', null].map((providerType) =>
    kindOf({ providerType, type: 'visit' }),
  )
  expect(kinds).toEqual(['Intro — Call', 'Initial consultation', 'Follow up', 'Café', 'Visit'])
})

test('a length is written in hours and minutes', () => {
  const lengths = [15, 60, 75, 150].map((minutes) => lengthText({ startMs: 0, endMs: minutes * 60_000 }))
  expect(lengths).toEqual(['15 min', '1 h', '1 h 15 min', '2 h 30 min'])
})

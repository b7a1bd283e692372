import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import { fullTime } from '../../../src/main/booking/times.ts'

const script = readFileSync(new URL('../../../src/main/booking/assets/page.js', import.meta.url), 'utf8')

interface Case {
  readonly timeZone: string
  readonly locale: string
  readonly start: string
  readonly end: string
  readonly text: string
}

const table: Case[] = [
  {
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    start: '2026-10-25T00:30:00Z',
    end: '2026-10-25T01:30:00Z',
    text: 'Sunday, October 25, 2026 at 2:30 AM GMT+2 – 2:30 AM GMT+1',
  },
  {
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
    start: '2026-10-25T01:30:00Z',
    end: '2026-10-25T02:00:00Z',
    text: 'Sonntag, 25. Oktober 2026 um 02:30 MEZ – 03:00 MEZ',
  },
  {
    timeZone: 'America/New_York',
    locale: 'en-US',
    start: '2026-03-08T06:30:00Z',
    end: '2026-03-08T07:30:00Z',
    text: 'Sunday, March 8, 2026 at 1:30 AM EST – 3:30 AM EDT',
  },
  {
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    start: '2026-10-25T10:00:00Z',
    end: '2026-10-25T10:30:00Z',
    text: 'Sunday, October 25, 2026, 11:00 – 11:30 AM',
  },
]

describe('a booking where the clocks change', () => {
  test.each(table)('from $start in $timeZone has times that cannot be mistaken', ({ timeZone, locale, start, end, text }) => {
    const said = fullTime({ startMs: Date.parse(start), endMs: Date.parse(end), timeZone }, locale)
    expect(said.replace(/<[^>]+>/g, '')).toBe(text)
  })

  test.each(table)('from $start in $timeZone is told alike by the browser’s own clock', ({ timeZone, locale, start, end, text }) => {
    vi.stubEnv('TZ', timeZone)
    const time = { dateTime: start, dataset: { part: 'whole', until: end }, textContent: '' }
    runInNewContext(script, {
      Intl,
      Date,
      document: {
        documentElement: { lang: locale },
        body: { dataset: {} },
        querySelectorAll: () => [time],
        querySelector: () => null,
        getElementById: () => null,
      },
    })
    expect(time.textContent).toBe(text)
  })
})

import { expect, test } from 'vitest'
import { bucketName } from '../../../../src/renderer/overview/bucket-name.ts'
import { intervalText } from '../../../../src/renderer/overview/interval-text.ts'

const office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
const at = (text: string): number => Date.parse(text)
const now = at('2026-06-01T10:00Z')

test.each([
  ['2026-03-28T23:00Z', '2026-03-29T22:00Z', 'Sun 29 Mar'],
  ['2026-10-24T22:00Z', '2026-10-26T23:00Z', 'Sun 25 Oct – Mon 26 Oct'],
  ['2026-05-31T22:00Z', '2026-06-01T10:00Z', 'Mon 1 Jun 00:00 – 12:00'],
  ['2026-05-01T22:00Z', '2026-05-03T10:00Z', 'Sat 2 May 00:00 – Sun 3 May 12:00'],
])('from %s to %s is %s', (start, end, expected) => {
  expect(intervalText({ startMs: at(start), endMs: at(end) }, office, now)).toBe(expected)
})

test('a step is named by its hour, its day, or its month, which has its year where that is another one', () => {
  const name = (start: string, step: 'hour' | 'day' | 'month') => bucketName({ startMs: at(start), endMs: 0 }, step, office, now)
  expect([
    name('2026-10-25T00:00Z', 'hour'),
    name('2026-10-25T01:00Z', 'hour'),
    name('2026-03-28T23:00Z', 'day'),
    name('2026-03-31T22:00Z', 'month'),
    name('2025-03-31T22:00Z', 'month'),
  ]).toEqual(['02:00', '02:00', '29 Mar', 'Apr', 'Apr 2025'])
})

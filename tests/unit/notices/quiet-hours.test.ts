import { expect, test } from 'vitest'
import { isQuiet } from '../../../src/main/notices/quiet-hours.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'

function quietAt(instant: string, quietHours: { from: string; to: string } | null, timeZone = 'Europe/Berlin'): boolean {
  return isQuiet(Date.parse(instant), { timeZone, notices: { ...defaultSettings().notices, quietHours } })
}

test('quiet hours are read on the office’s clock, the end not included', () => {
  const lunch = { from: '12:00', to: '13:00' }
  // Berlin is an hour ahead of UTC in winter, two in summer.
  expect(quietAt('2026-11-21T11:00:00Z', lunch)).toBe(true)
  expect(quietAt('2026-11-21T12:00:00Z', lunch)).toBe(false)
  expect(quietAt('2026-07-21T10:59:00Z', lunch)).toBe(true)
  expect(quietAt('2026-07-21T09:59:00Z', lunch)).toBe(false)
  expect(quietAt('2026-11-21T11:00:00Z', lunch, 'America/New_York')).toBe(false)
})

test('quiet hours reach over midnight', () => {
  const night = { from: '20:00', to: '07:30' }
  expect(quietAt('2026-11-21T19:00:00Z', night)).toBe(true)
  expect(quietAt('2026-11-21T23:30:00Z', night)).toBe(true)
  expect(quietAt('2026-11-22T06:29:00Z', night)).toBe(true)
  expect(quietAt('2026-11-22T06:30:00Z', night)).toBe(false)
  expect(quietAt('2026-11-21T18:59:00Z', night)).toBe(false)
})

test('without quiet hours it is never quiet', () => {
  expect(quietAt('2026-11-21T03:00:00Z', null)).toBe(false)
})

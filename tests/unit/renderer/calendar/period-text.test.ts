import { expect, test } from 'vitest'
import { periodText } from '../../../../src/renderer/calendar/period-text.ts'
import { periodOf } from '../../../../src/renderer/calendar/period.ts'

test.each([
  ['month', '2024-11-21', 'November 2024'],
  ['week', '2024-11-21', '18–24 Nov 2024'],
  ['list', '2024-12-31', '30 Dec 2024 – 5 Jan 2025'],
  ['day', '2024-11-21', 'Thu 21 Nov 2024'],
  ['team', '2024-11-21', 'Thu 21 Nov 2024'],
] as const)('%s around %s is called %s', (view, day, expected) => {
  const period = periodOf(view, day, { timeZone: 'Pacific/Auckland', firstDayOfWeek: 1 })
  // Which blanks stand around a dash is the platform's choice.
  expect(periodText(view, day, period, { locale: 'en-GB' }).replaceAll(/\s*–\s*/g, '–')).toBe(expected.replaceAll(/\s*–\s*/g, '–'))
})

import { describe, expect, test } from 'vitest'
import { addStretch, copyDay, hoursInWords, usualWeek, weekdays } from '../../../../src/renderer/people/hours.ts'

const stretches = (...all: [number, string, string][]) => all.map(([weekday, from, to]) => ({ weekday, from, to }))
const office = { locale: 'en-GB', firstDayOfWeek: 1 }

describe('working hours in words', () => {
  test('days in a row that are alike stand together', () => {
    expect(hoursInWords([...usualWeek, ...stretches([6, '10:00', '13:00'])], office)).toBe('Mon–Fri 09:00–17:00, Sat 10:00–13:00')
    expect(hoursInWords(stretches([1, '09:00', '12:00'], [1, '13:00', '17:00'], [3, '09:00', '12:00']), office)).toBe(
      'Mon 09:00–12:00 13:00–17:00, Wed 09:00–12:00',
    )
    expect(hoursInWords([], office)).toBe('')
  })

  test('the week begins where the office’s week begins', () => {
    const weekend = stretches([6, '10:00', '13:00'], [0, '10:00', '13:00'])
    expect(weekdays({ firstDayOfWeek: 1 })).toEqual([1, 2, 3, 4, 5, 6, 0])
    expect(hoursInWords(weekend, office)).toBe('Sat–Sun 10:00–13:00')
    expect(hoursInWords(weekend, { ...office, firstDayOfWeek: 0 })).toBe('Sun 10:00–13:00, Sat 10:00–13:00')
    expect(hoursInWords(weekend, { locale: 'de', firstDayOfWeek: 1 })).toBe('Sa–So 10:00–13:00')
  })
})

test('a copied day takes the place of the others’ hours, and an empty day clears them', () => {
  const hours = stretches([1, '08:00', '12:00'], [1, '13:00', '16:00'], [2, '10:00', '11:00'], [6, '10:00', '13:00'])
  expect(copyDay(hours, 1, [1, 2, 3])).toEqual(
    stretches(
      [1, '08:00', '12:00'],
      [1, '13:00', '16:00'],
      [6, '10:00', '13:00'],
      [2, '08:00', '12:00'],
      [2, '13:00', '16:00'],
      [3, '08:00', '12:00'],
      [3, '13:00', '16:00'],
    ),
  )
  expect(copyDay(hours, 0, [1, 2, 6])).toEqual([])
})

test('one more stretch begins an hour after the last one, until the day is full', () => {
  expect(addStretch([], 1)).toEqual(stretches([1, '09:00', '17:00']))
  expect(addStretch(stretches([1, '09:00', '12:30']), 1)).toEqual(stretches([1, '09:00', '12:30'], [1, '13:30', '15:30']))
  expect(addStretch(stretches([1, '09:00', '21:15']), 1)?.at(-1)).toEqual({ weekday: 1, from: '22:15', to: '24:00' })
  expect(addStretch(stretches([1, '09:00', '22:00']), 1)).toBeNull()
})

import { afterEach, describe, expect, test } from 'vitest'
import type { Tally } from '../../../../src/shared/contract/overview.ts'
import { changeOf, figures, formatFigure, formatMoney, formatTook } from '../../../../src/renderer/overview/figures.ts'
import { setLanguage } from '../../../../src/renderer/ui/t.tsx'

const nothing: Tally = { booked: 0, standing: 0, valued: 0, revenue: 0, cancelled: 0, noShows: 0, came: 0, clients: 0, consulting: 0 }

afterEach(() => setLanguage('en'))

describe('a figure', () => {
  test('of nothing is nought where things are counted, and nothing where a share is taken', () => {
    expect(Object.entries(figures).map(([id, { value }]) => [id, value(nothing)])).toEqual([
      ['booked', 0],
      ['revenue', 0],
      ['consultation', null],
      ['cancelled', 0],
      ['noShow', null],
    ])
  })

  test('takes no-shows of those who were settled, and clients with a consultation of those who became known', () => {
    const tally = { ...nothing, noShows: 1, came: 3, clients: 8, consulting: 2 }
    expect([figures.noShow.value(tally), figures.consultation.value(tally)]).toEqual([0.25, 0.25])
  })

  test('tells no revenue where nothing of what stands has a value, and nought where it is worth nothing', () => {
    expect(figures.revenue.value({ ...nothing, standing: 3 })).toBeNull()
    expect(figures.revenue.value({ ...nothing, standing: 3, valued: 3 })).toBe(0)
    expect(figures.revenue.value({ ...nothing, standing: 3, valued: 1, revenue: 500 })).toBe(500)
  })

  test('is written by the locale', () => {
    const told = () => [
      formatFigure('booked', 12_345, 'EUR'),
      formatFigure('revenue', 1_234_550, 'EUR'),
      formatFigure('noShow', 0.125, 'EUR'),
      formatFigure('noShow', null, 'EUR'),
    ]
    expect(told()).toEqual(['12,345', '€12,345.50', '12.5%', '–'])
    setLanguage('de')
    expect(told()).toEqual(['12.345', '12.345,50\u00a0€', '12,5\u00a0%', '–'])
  })

  test('of money has as many digits as its currency', () => {
    expect([formatMoney(1200, 'JPY'), formatMoney(120_000, 'USD'), formatMoney(1500, 'KWD')]).toEqual([
      '¥1,200',
      '$1,200',
      'KWD\u00a01.500',
    ])
  })
})

describe('a change', () => {
  test.each([
    ['booked', 12, 10, { direction: 'more', text: '+2' }],
    ['cancelled', 10, 12, { direction: 'less', text: '−2' }],
    ['booked', 10, 10, { direction: 'same', text: 'the same' }],
    ['revenue', 5000, 12_550, { direction: 'less', text: '−€75.50' }],
    ['noShow', 0.125, 0.1, { direction: 'more', text: '+2.5 points' }],
    ['noShow', 0.12501, 0.125, { direction: 'same', text: 'the same' }],
    ['noShow', 0.1, null, null],
    ['consultation', null, 0.1, null],
  ] as const)('of %s from %s against %s', (id, now, before, expected) => {
    expect(changeOf(id, now, before, 'EUR')).toEqual(expected)
  })
})

test.each([
  [0, '0 ms'],
  [419.6, '420 ms'],
  [1340, '1.3 sec'],
  [59_000, '59 sec'],
  [90_000, '1.5 min'],
  [7_200_000, '2 hr'],
  [null, '–'],
])('%s ms from event to window are written %s', (ms, expected) => {
  expect(formatTook(ms)).toBe(expected)
})

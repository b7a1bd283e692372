import { describe, expect, test } from 'vitest'
import { joinNewest, splitHeld } from '../../../../src/renderer/log/live-pages.ts'
import type { LogPages } from '../../../../src/renderer/log/live-pages.ts'
import type { DeliveryPage, DeliveryRow } from '../../../../src/shared/delivery.ts'

const row = (id: number) => ({ id }) as DeliveryRow
const page = (ids: number[], total: number): DeliveryPage => ({ rows: ids.map(row), nextCursor: ids.at(-1) ?? null, total })
const read = (...pages: DeliveryPage[]): LogPages => ({ pages, pageParams: pages.map(() => null) })
const idsOf = (pages: LogPages | null) => pages?.pages.map(({ rows, total }) => ({ ids: rows.map(({ id }) => id), total })) ?? null

describe('joining the newest page to what was read', () => {
  test('new rows come before the first page, and the later pages stay', () => {
    const joined = joinNewest(read(page([5, 4, 3], 5), page([2, 1], 5)), page([7, 6, 5], 7))
    expect(idsOf(joined)).toEqual([
      { ids: [7, 6, 5, 4, 3], total: 7 },
      { ids: [2, 1], total: 5 },
    ])
  })

  test('nothing new leaves the same object, so that nothing is drawn again', () => {
    const pages = read(page([3, 2, 1], 3))
    expect(joinNewest(pages, page([3, 2, 1], 3))).toBe(pages)
    const none = read(page([], 0))
    expect(joinNewest(none, page([], 0))).toBe(none)
  })

  test.each([
    ['more came than a page holds', [9, 8, 7]],
    ['the newest row was removed', [4, 3, 2]],
    ['a row further down was removed', [5, 3, 2]],
    ['all were removed', []],
  ])('everything is read again when %s', (_why, ids) => {
    expect(joinNewest(read(page([5, 4, 3], 5), page([2, 1], 5)), page(ids, ids.length))).toBeNull()
  })

  test('the first rows of an empty log are read afresh', () => {
    expect(joinNewest(read(page([], 0)), page([1], 1))).toBeNull()
  })

  test('a changed total is taken over without new rows', () => {
    expect(idsOf(joinNewest(read(page([3, 2], 3)), page([3, 2], 2)))).toEqual([{ ids: [3, 2], total: 2 }])
  })
})

test('while a person reads further down, newer rows wait and are counted', () => {
  const pages = read(page([7, 6, 5, 4], 4))
  expect(splitHeld(pages, 5)).toEqual({ rows: [row(5), row(4)], waiting: 2 })
  expect(splitHeld(pages, null)).toEqual({ rows: [row(7), row(6), row(5), row(4)], waiting: 0 })
})

import { describe, expect, test } from 'vitest'
import { neighbour } from '../../../../src/renderer/calendar/grid-keys.ts'
import type { Box, Direction } from '../../../../src/renderer/calendar/grid-keys.ts'

/** Two columns of a day grid: 0 and 1 in the first, 2 beside 1, 3 far below in the first, 4 lying beside 0 in the same column. */
const boxes: Box[] = [
  { left: 0, top: 0, right: 50, bottom: 40 },
  { left: 0, top: 60, right: 100, bottom: 100 },
  { left: 110, top: 70, right: 210, bottom: 90 },
  { left: 0, top: 400, right: 100, bottom: 440 },
  { left: 50, top: 0, right: 100, bottom: 40 },
]

describe('the appointment that an arrow key means', () => {
  test.each<[Direction, number, number | null]>([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 1, 3],
    ['ArrowUp', 3, 1],
    ['ArrowUp', 0, null],
    ['ArrowRight', 0, 4],
    ['ArrowRight', 1, 2],
    ['ArrowLeft', 2, 1],
    ['ArrowLeft', 0, null],
    ['ArrowDown', 3, null],
  ])('%s from %s is %s', (direction, from, expected) => {
    expect(neighbour(boxes, from, direction)).toBe(expected)
  })

  test('Down goes sideways only when its own column is over', () => {
    const column = { left: 0, right: 100 }
    const stack: Box[] = [
      { ...column, top: 0, bottom: 40 },
      { ...column, top: 300, bottom: 340 },
      { left: 200, right: 300, top: 60, bottom: 100 },
    ]
    expect([neighbour(stack, 0, 'ArrowDown'), neighbour(stack.toSpliced(1, 1), 0, 'ArrowDown')]).toEqual([1, 1])
  })
})

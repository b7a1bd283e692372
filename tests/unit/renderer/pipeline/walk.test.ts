import { expect, test } from 'vitest'
import { walk } from '../../../../src/renderer/pipeline/walk.ts'

const columns = [[1, 2, 3], [], [4], [5, 6]]

test.each([
  ['up', 2, 1],
  ['up', 1, 1],
  ['down', 2, 3],
  ['down', 3, 3],
  ['first', 3, 1],
  ['last', 1, 3],
] as const)('%s from %i goes to %i, and stays within the column', (step, from, to) => {
  expect(walk(columns, from, step)).toBe(to)
})

test('left and right leave empty columns out and keep the height as far as the column reaches', () => {
  expect([walk(columns, 3, 'right'), walk(columns, 4, 'right'), walk(columns, 6, 'left'), walk(columns, 4, 'left')]).toEqual([4, 5, 4, 1])
})

test('over the edge there is nothing', () => {
  expect([walk(columns, 2, 'left'), walk(columns, 6, 'right')]).toEqual([2, 6])
})

test('from nowhere, or from a card that is gone, every step leads to the first card', () => {
  expect([walk(columns, null, 'down'), walk(columns, 99, 'left'), walk([[], [7]], null, 'up'), walk([[], []], null, 'up')]).toEqual([
    1,
    1,
    7,
    null,
  ])
})

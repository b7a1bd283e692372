import { expect, test } from 'vitest'
import { freshCards } from '../../../../src/renderer/pipeline/fresh.ts'
import type { BoardColumn } from '../../../../src/shared/contract/pipeline.ts'
import type { ClientStage } from '../../../../src/shared/words.ts'

/** @param cards [id, when they came into the stage], newest first */
const column = (stage: ClientStage, cards: readonly (readonly [number, number])[], count = cards.length): BoardColumn => ({
  stage,
  count,
  madeUpCount: 0,
  cards: cards.map(([id, stageAtMs]) => ({
    id,
    stageAtMs,
    label: null,
    origin: 'real',
    source: null,
    by: null,
    reason: null,
    next: null,
  })),
})

test('nothing is fresh while nothing moves, also when a card gets another appointment', () => {
  const before = [column('lead', [[1, 10]])]
  const after = [{ ...before[0]!, cards: before[0]!.cards.map((card) => ({ ...card, by: 'Mia' })) }]
  expect(freshCards(before, after)).toEqual([])
})

test('fresh is who came from another stage, and who was not known before, also with an old date', () => {
  const before = [
    column('lead', [
      [2, 20],
      [1, 10],
    ]),
    column('booked', []),
  ]
  const after = [
    column('lead', [
      [1, 10],
      [3, 5],
    ]),
    column('booked', [[2, 30]]),
  ]
  expect(freshCards(before, after)).toEqual([3, 2])
})

test('fresh is who came into the same stage anew', () => {
  expect(freshCards([column('booked', [[1, 10]])], [column('booked', [[1, 40]])])).toEqual([1])
})

test('what comes up from below the end of a cut-off column is not fresh, what comes in on top of it is', () => {
  const before = [
    column(
      'lead',
      [
        [3, 30],
        [2, 20],
      ],
      3,
    ),
    column('booked', []),
  ]
  const after = [
    column('lead', [
      [2, 20],
      [1, 10],
    ]),
    column('booked', [[3, 40]]),
  ]
  expect(freshCards(before, after)).toEqual([3])
  const onTop = [
    column(
      'lead',
      [
        [4, 50],
        [3, 30],
      ],
      4,
    ),
    column('booked', []),
  ]
  expect(freshCards(before, onTop)).toEqual([4])
})

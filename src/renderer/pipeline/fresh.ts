import type { BoardColumn } from '../../shared/contract/pipeline.ts'

/**
 * The cards that came to where they are between two pictures of the board: from another stage, anew into the same one, or not known
 * before. What only came up from below the end of a column is not new.
 */
export function freshCards(before: readonly BoardColumn[], after: readonly BoardColumn[]): number[] {
  const known = new Map(before.flatMap(({ stage, cards }) => cards.map((card) => [card.id, `${stage} ${card.stageAtMs}`] as const)))
  return after.flatMap(({ stage, cards }) => {
    const oldest = before.find((column) => column.stage === stage)?.cards.at(-1)?.stageAtMs ?? Number.NEGATIVE_INFINITY
    const isFresh = (id: number, stageAtMs: number): boolean => {
      const place = known.get(id)
      return place === undefined ? stageAtMs > oldest || isComplete(before, stage) : place !== `${stage} ${stageAtMs}`
    }
    return cards.filter(({ id, stageAtMs }) => isFresh(id, stageAtMs)).map(({ id }) => id)
  })
}

/** True: no card of the stage was left out. */
function isComplete(columns: readonly BoardColumn[], stage: BoardColumn['stage']): boolean {
  const column = columns.find((each) => each.stage === stage)
  return column !== undefined && column.cards.length === column.count + column.madeUpCount
}

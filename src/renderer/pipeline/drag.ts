import type { BoardCard } from '../../shared/contract/pipeline.ts'
import { clientStages } from '../../shared/words.ts'
import type { ClientStage } from '../../shared/words.ts'
import { movedOf } from './set-stage.tsx'
import type { Moved } from './set-stage.tsx'

/** What is carried while a card is dragged, and what a column says of itself: the library keeps records of anything. */
const kind = 'pipeline-client'

export const dragDataOf = (card: BoardCard, stage: ClientStage): Record<string, unknown> => ({ kind, moved: movedOf(card, stage) })

/** Null: something else is dragged. */
export function draggedIn(data: Record<string, unknown>): Moved | null {
  // Only `dragDataOf` writes this kind.
  return data['kind'] === kind ? (data['moved'] as Moved) : null
}

export const dropDataOf = (stage: ClientStage): Record<string, unknown> => ({ stage })

export function stageIn(data: Record<string | symbol, unknown> | undefined): ClientStage | null {
  return clientStages.find((stage) => stage === data?.['stage']) ?? null
}

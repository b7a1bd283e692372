import type { BoardCard } from '../../shared/contract/pipeline.ts'
import type { ClientStage } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { Who } from '../gestures/subject.tsx'
import { tellRefused } from '../gestures/refusal.tsx'
import { beNewest, offerUndo } from '../gestures/undo.tsx'
import { stageLabel } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'

/** A client on the board, as far as moving them needs it. */
export interface Moved {
  readonly id: number
  readonly name: string
  readonly stage: ClientStage
}

export const movedOf = ({ id, label }: Pick<BoardCard, 'id' | 'label'>, stage: ClientStage): Moved => ({
  id,
  name: label ?? t('pipeline.card.unknown'),
  stage,
})

/** Moves a client by hand, and offers to take it back. The card moves with the announcement; what fails becomes a toast. Never rejects. */
export function setStage(moved: Moved, to: ClientStage, reason: string | null): Promise<void> {
  return beNewest(() => setNow(moved, to, reason))
}

async function setNow({ id, name }: Moved, to: ClientStage, reason: string | null): Promise<void> {
  const parts = { who: <Who name={name} /> }
  try {
    const { changeId } = await desk.pipeline.setStage({ clientId: id, stage: to, reason })
    if (changeId === null) return
    offerUndo(`stage-${changeId}`, <Words k="pipeline.moved" values={{ stage: stageLabel(to) }} parts={parts} />, () =>
      desk.pipeline.undo({ changeId }),
    )
  } catch (error) {
    tellRefused(<Words k="pipeline.moveFailed" parts={parts} />, error)
  }
}

import { setStage, undoSetStage } from '../store/hand-stage.ts'
import { listBoard } from '../store/pipeline-board.ts'
import { openOs } from './implementer.ts'

export const pipeline = {
  board: openOs.pipeline.board.handler(({ context, input }) => listBoard(context.store.read, { ...input, nowMs: context.now() })),

  setStage: openOs.pipeline.setStage.handler(async ({ context, input, errors }) => {
    const changed = await context.writer.submit((db, notes) => {
      notes.topic('clients')
      return setStage(db, { ...input, actor: context.actor(), nowMs: context.now() })
    })
    if (changed === 'missing') throw errors.NOT_FOUND({ message: 'This client is not there any more.' })
    return { changeId: changed === 'same' ? null : changed }
  }),

  undo: openOs.pipeline.undo.handler(async ({ context, input, errors }) => {
    const undone = await context.writer.submit((db, notes) => {
      notes.topic('clients')
      return undoSetStage(db, { ...input, actor: context.actor(), nowMs: context.now() })
    })
    if (undone === 'missing') throw errors.NOT_FOUND({ message: 'There is nothing to take back: the client is not there any more.' })
    if (undone === 'later')
      throw errors.REFUSED({
        message: 'The stage was set anew since. Move the client to where they belong instead.',
        data: { reason: 'stage-set-since' },
      })
    return undone
  }),
}

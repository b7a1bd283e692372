import type { RefusalReason } from '../../shared/words.ts'
import { checkSlots } from '../gestures/check.ts'
import { GestureError } from '../gestures/errors.ts'
import { createAppointments, editAppointment, moveAppointment } from '../gestures/manual.ts'
import { markAppointment, undoGesture } from '../gestures/mark.ts'
import type { AtDesk } from '../gestures/say.ts'
import type { WriteDb } from '../store/db.ts'
import type { CommitNotes } from '../store/writer.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const { appointments } = openOs

/** What people do with appointments at the desk. */
export const gestures = {
  mark: appointments.mark.handler(({ context, input, errors }) =>
    settle(
      doing(context, (db, notes, at) => ({ gestureId: markAppointment(db, notes, at, input) })),
      errors,
    ),
  ),
  undo: appointments.undo.handler(({ context, input, errors }) =>
    settle(
      doing(context, (db, notes, at) => undoGesture(db, notes, at, input.gestureId)),
      errors,
    ),
  ),
  create: appointments.create.handler(({ context, input, errors }) =>
    settle(
      doing(context, (db, notes, at) => createAppointments(db, notes, at, { ...input, timeZone: context.settings.settings().timeZone })),
      errors,
    ),
  ),
  edit: appointments.edit.handler(({ context, input, errors }) =>
    settle(
      doing(context, (db, notes, at) => ({ gestureId: editAppointment(db, notes, at, input) })),
      errors,
    ),
  ),
  move: appointments.move.handler(({ context, input, errors }) =>
    settle(
      doing(context, (db, notes, at) => ({ gestureId: moveAppointment(db, notes, at, input) })),
      errors,
    ),
  ),
  check: appointments.check.handler(({ context, input }) => checkSlots(context.store.read, input, context.settings.settings().timeZone)),
}

function doing<T>({ writer, settings, actor, now }: DeskParts, gesture: (db: WriteDb, notes: CommitNotes, at: AtDesk) => T): Promise<T> {
  return writer.submit((db, notes) => gesture(db, notes, { actor: actor(), nowMs: now(), typeRules: settings.settings().typeRules }))
}

interface Refusals {
  NOT_FOUND(options: { message: string }): Error
  REFUSED(options: { message: string; data: { reason: RefusalReason } }): Error
  AT_PROVIDER(options: { message: string; data: { url: string | null } }): Error
}

/** A refusal becomes the contract's own error; the savepoint has undone whatever was written. */
async function settle<T>(done: Promise<T>, errors: Refusals): Promise<T> {
  try {
    return await done
  } catch (error) {
    if (!(error instanceof GestureError)) throw error
    const { why, message } = error
    if (why.code === 'NOT_FOUND') throw errors.NOT_FOUND({ message })
    if (why.code === 'REFUSED') throw errors.REFUSED({ message, data: { reason: why.reason } })
    throw errors.AT_PROVIDER({ message, data: { url: why.url } })
  }
}

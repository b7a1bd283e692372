import type { DeskMark } from '../../shared/words.ts'
import { listGestureAppointments } from '../store/appointment-history.ts'
import type { WriteDb } from '../store/db.ts'
import { leaderOf } from '../store/link-decisions.ts'
import type { CommitNotes } from '../store/writer.ts'
import { GestureError, refuse } from './errors.ts'
import { getKnown, newGestureId, sayOf, type AtDesk } from './say.ts'

/**
 * One key: the client has arrived, did not come, is done, or will not come.
 *
 * @param reason of a cancellation; not looked at otherwise.
 * @returns the gesture's id; null: it was so already.
 * @throws GestureError
 */
export function markAppointment(
  db: WriteDb,
  notes: CommitNotes,
  at: AtDesk,
  { id, mark, reason }: { readonly id: number; readonly mark: DeskMark; readonly reason: string | null },
): string | null {
  // What another source leads is shown by that one, and so is what is said of it.
  const known = getKnown(db, leaderOf(db, id))
  const { status, disagreement } = known.state
  if (status === 'superseded') throw refuse('replaced', 'This appointment was replaced by another one. Open that one, and say it there.')
  // Where the two disagree, saying it once more settles whose word is the last.
  if (status === mark && disagreement === null) return null
  const gestureId = newGestureId()
  sayOf(db, notes, at, gestureId, known, {
    kind: mark,
    details: {},
    ...(mark === 'cancelled' && { cancellation: { by: at.actor, reason, declined: false, rescheduleRequested: false } }),
  })
  return gestureId
}

/**
 * Takes a gesture back, on every appointment that it concerned.
 *
 * @returns what was taken back, and where.
 * @throws GestureError
 */
export function undoGesture(db: WriteDb, notes: CommitNotes, at: AtDesk, gestureId: string) {
  const concerned = listGestureAppointments(db, gestureId)
  const [first] = concerned
  if (!first) throw new GestureError({ code: 'NOT_FOUND' }, 'There is nothing to take back: nothing of it is known any more.')
  if (first.kind === 'undone') throw refuse('undo-of-undo', 'What was taken back stays so. Say it anew instead.')
  const undoing = newGestureId()
  for (const { appointmentId } of concerned) {
    const known = getKnown(db, appointmentId)
    if (known.state.facts.some(({ retracts }) => retracts === gestureId)) throw refuse('taken-back', 'It was taken back already.')
    sayOf(db, notes, at, undoing, known, { kind: 'undone', details: {}, retracts: gestureId })
  }
  return { kind: first.kind, appointmentIds: concerned.map(({ appointmentId }) => appointmentId) }
}

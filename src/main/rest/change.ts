import { isDeepStrictEqual } from 'node:util'
import type { AppointmentPatch, NewAppointment, StatusChange } from '../../shared/contract/rest-schemas.ts'
import { deskMarks } from '../../shared/words.ts'
import { createAppointments, editAppointment } from '../gestures/manual.ts'
import { markAppointment, undoGesture } from '../gestures/mark.ts'
import { getKnown, type AtDesk } from '../gestures/say.ts'
import type { WriteDb } from '../store/db.ts'
import { leaderOf } from '../store/link-decisions.ts'
import { findPublicId } from '../store/rest-appointments.ts'
import type { CommitNotes } from '../store/writer.ts'
import { appointmentFor, expectUnchanged } from './appointment.ts'
import { draftNow, draftOf, patched } from './drafts.ts'
import { refusal } from './refusal.ts'

/** Which one, and how it was told when it was read: `If-Match`. */
export interface Meant {
  readonly reference: string
  readonly ifMatch: string | undefined
}

/** @returns its id. @throws ORPCError GestureError */
export function createOne(db: WriteDb, notes: CommitNotes, at: AtDesk, body: NewAppointment, timeZone: string): number {
  const [id] = createAppointments(db, notes, at, { draft: draftOf(body), weeks: 1, timeZone }).ids
  if (id === undefined) throw new Error('nothing was made of a draft')
  return id
}

/** What is as it was already says nothing. @returns its id. @throws ORPCError GestureError */
export function updateOne(db: WriteDb, notes: CommitNotes, at: AtDesk, meant: Meant, patch: AppointmentPatch): number {
  const id = getMeant(db, meant)
  const present = draftNow(appointmentFor(db, id).type, getKnown(db, id).state.details)
  const { source, status } = getKnown(db, id).state
  // What cannot be changed is refused whatever it would be changed to.
  const draft = source === 'manual' && status !== 'cancelled' ? patched(present, patch) : present
  if (draft !== present && isDeepStrictEqual(draft, present)) return id
  editAppointment(db, notes, at, { id, draft })
  return id
}

/** @returns the id of the one that leads for the booking, of which it was said. @throws ORPCError GestureError */
export function setStatusOf(db: WriteDb, notes: CommitNotes, at: AtDesk, meant: Meant, { status, reason = null }: StatusChange): number {
  const id = leaderOf(db, getMeant(db, meant))
  if (status === 'undo') undoOwn(db, notes, at, id)
  else markAppointment(db, notes, at, { id, mark: status, reason })
  return id
}

/** Only what was said last, of its status, by the same key. */
function undoOwn(db: WriteDb, notes: CommitNotes, at: AtDesk, id: number): void {
  const { lastGesture } = getKnown(db, id).state
  const isMark = deskMarks.some((mark) => mark === lastGesture?.kind)
  if (lastGesture === null || !isMark || lastGesture.actor !== at.actor)
    throw refusal('NOTHING_TO_UNDO', 'The last thing that was said of this appointment at the desk is not a status that this API key set.')
  undoGesture(db, notes, at, lastGesture.gestureId)
}

function getMeant(db: WriteDb, { reference, ifMatch }: Meant): number {
  const id = findPublicId(db, reference)
  if (id === null) throw refusal('NOT_FOUND', 'There is no such appointment.')
  expectUnchanged(db, id, ifMatch)
  return id
}

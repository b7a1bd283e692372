import { randomUUID } from 'node:crypto'
import type { TypeRule } from '../../shared/settings.ts'
import type { Origin } from '../../shared/words.ts'
import type { AppointmentState } from '../ingest/apply.ts'
import type { AppointmentChange } from '../ingest/change.ts'
import { planChanges, saveChanges } from '../ingest/plan-changes.ts'
import { findStateById } from '../store/appointments.ts'
import type { ReadDb, WriteDb } from '../store/db.ts'
import type { CommitNotes } from '../store/writer.ts'
import { GestureError } from './errors.ts'

/** Who is at the desk, and when. */
export interface AtDesk {
  readonly actor: string
  readonly nowMs: number
  readonly typeRules: readonly TypeRule[]
}

/** What is said of an appointment; who and when is added. */
export type Saying = Pick<AppointmentChange, 'kind' | 'details'> &
  Partial<Pick<AppointmentChange, 'attendees' | 'attendeesAreAll' | 'cancellation' | 'retracts'>>

export interface Known {
  readonly id: number
  readonly origin: Origin
  readonly state: AppointmentState
}

export const newGestureId = (): string => randomUUID()

/** @throws GestureError NOT_FOUND */
export function getKnown(db: ReadDb, id: number): Known {
  const found = findStateById(db, id)
  if (!found) throw new GestureError({ code: 'NOT_FOUND' }, 'This appointment is not there any more.')
  // It was saved by ingest/plan-changes.ts.
  return { id, origin: found.origin, state: JSON.parse(found.state) as AppointmentState }
}

/** One more fact about an appointment that is known. It goes the same way as a provider's. */
export function sayOf(db: WriteDb, notes: CommitNotes, at: AtDesk, gestureId: string, known: Known, saying: Saying): void {
  const { source, externalId, lastGesture } = known.state
  // Two gestures within one millisecond, or a clock that was set back: what is said later counts later.
  const happenedAtMs = Math.max(at.nowMs, (lastGesture?.atMs ?? 0) + 1)
  say(db, notes, at, gestureId, known.origin, { source, externalId, happenedAtMs, ...saying })
}

/** The first fact about an appointment that is made at the desk. @returns its id. */
export function sayNew(db: WriteDb, notes: CommitNotes, at: AtDesk, gestureId: string, saying: Saying): number {
  const [id] = say(db, notes, at, gestureId, 'real', {
    source: 'manual',
    externalId: randomUUID(),
    happenedAtMs: at.nowMs,
    ...saying,
  })
  if (id === undefined) throw new Error('a new appointment was not saved')
  return id
}

function say(
  db: WriteDb,
  notes: CommitNotes,
  { actor, nowMs, typeRules }: AtDesk,
  gestureId: string,
  origin: Origin,
  said: Saying & Pick<AppointmentChange, 'source' | 'externalId' | 'happenedAtMs'>,
): readonly number[] {
  const change: AppointmentChange = { about: 'appointment', providerEvent: null, desk: { gestureId, actor }, ...said }
  const circumstances = { origin, receivedAtMs: nowMs, typeRules }
  return saveChanges(db, planChanges(db, [change], circumstances), {}, circumstances, notes)
}

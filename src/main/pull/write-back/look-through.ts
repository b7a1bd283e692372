import { deskMarks, type TokenProviderId } from '../../../shared/words.ts'
import type { AppointmentState } from '../../ingest/apply.ts'
import { withoutRetracted } from '../../ingest/fold.ts'
import type { Circumstances } from '../../ingest/plan-changes.ts'
import { findStateById } from '../../store/appointments.ts'
import type { ReadDb, WriteDb } from '../../store/db.ts'
import { findNewestHistoryId } from '../../store/newest-history.ts'
import {
  countSinceWriteBackMark,
  endWriteBack,
  insertWriteBack,
  listUnseenGestures,
  listWriteBackRows,
  moveWriteBackMark,
  type Gesture,
} from '../../store/write-backs.ts'
import type { CommitNotes } from '../../store/writer.ts'
import { noShowChange, saySilently } from './say-silently.ts'

/** The time in which the window offers to take it back, and what a slow hand needs beyond that. */
export const undoMs = 15_000

/** Those that take no-shows. */
export const takers = ['calendly', 'cal-com'] as const satisfies readonly TokenProviderId[]
const mostAtOnce = 500

export interface LookingThrough {
  readonly nowMs: number
  readonly isOn: (provider: TokenProviderId) => boolean
  /** The one that is on its way to the provider at this moment; null: none. */
  readonly inFlightId: number | null
  readonly circumstances: Circumstances
}

/** Whether something was done at the desk since the last time, or so much came by deliveries that it is not to be looked through again. */
export function hasUnseen(db: ReadDb): boolean {
  return countSinceWriteBackMark(db) > mostAtOnce || listUnseenGestures(db, takers, 1).length > 0
}

/**
 * Looks through what was done at the desk since the last time, and writes down what is to be told to providers: a no-show that stands, and
 * that one which was told stands no more. What nobody has sent yet is taken back here. One job of the writer's: a crash does it again, or
 * finds it done.
 */
export function lookThrough(db: WriteDb, notes: CommitNotes, looking: LookingThrough): void {
  const gestures = listUnseenGestures(db, takers, mostAtOnce)
  const newest = new Map(gestures.map((gesture) => [gesture.appointmentId, gesture]))
  for (const gesture of newest.values()) follow(db, notes, gesture, looking)
  const last = gestures[mostAtOnce - 1]
  moveWriteBackMark(db, last?.historyId ?? findNewestHistoryId(db))
}

function follow(db: WriteDb, notes: CommitNotes, gesture: Gesture, looking: LookingThrough): void {
  const { appointmentId, provider } = gesture
  const found = findStateById(db, appointmentId)
  if (found === null) return
  // It was saved by ingest/plan-changes.ts.
  const state = JSON.parse(found.state) as AppointmentState
  const rows = listWriteBackRows(db, appointmentId)
  const waiting = rows.filter(({ id, outcome }) => outcome === null && id !== looking.inFlightId)
  // One whose answer was lost may have been done: taken back it is only by the opposite.
  const told = rows.findLast(
    ({ id, outcome, attempts }) => outcome === 'done' || id === looking.inFlightId || (outcome === null && attempts > 0),
  )
  const wanted = saysNoShow(state) ? 'no_show' : 'no_show_undone'
  for (const row of waiting.filter(({ what }) => what !== wanted)) {
    endWriteBack(db, row.id, { outcome: 'taken-back', endedAtMs: looking.nowMs, detail: null })
    notes.topic('appointments')
  }
  if (waiting.some(({ what }) => what === wanted)) return
  if (wanted === 'no_show') {
    if (told?.what === 'no_show' || !looking.isOn(provider)) return
    ask(db, notes, gesture, wanted)
    return
  }
  if (told?.what !== 'no_show') return
  ask(db, notes, gesture, wanted)
  // The provider repeats what it was told: without us it would not say it, so it counts no more, from now on and not only when it was told so.
  saySilently(db, notes, noShowChange(state, false, looking.nowMs), looking.circumstances)
}

function ask(
  db: WriteDb,
  notes: CommitNotes,
  { appointmentId, provider, gestureId, actor, atMs }: Gesture,
  what: 'no_show' | 'no_show_undone',
): void {
  insertWriteBack(db, { appointmentId, provider, what, gestureId, actor, askedAtMs: atMs, dueAtMs: atMs + undoMs })
  notes.topic('appointments')
}

/** The desk says that nobody came, and nothing weighs more. */
function saysNoShow({ status, facts }: AppointmentState): boolean {
  const marks: readonly string[] = deskMarks
  const said = withoutRetracted(facts).filter(({ desk, kind }) => desk !== undefined && marks.includes(kind))
  const last = said.toSorted((a, b) => (a.happenedAtMs ?? 0) - (b.happenedAtMs ?? 0)).at(-1)
  return status === 'no_show' && last?.kind === 'no_show'
}

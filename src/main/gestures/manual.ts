import type { AppointmentDraft } from '../../shared/contract/gestures.ts'
import { sourceNames } from '../../shared/words.ts'
import type { AppointmentChange, DetailsPatch } from '../ingest/change.ts'
import { findDeskClient, findDeskHost } from '../store/desk-people.ts'
import type { ReadDb, WriteDb } from '../store/db.ts'
import { insertDeskClient } from '../store/people.ts'
import type { CommitNotes } from '../store/writer.ts'
import { GestureError, refuse } from './errors.ts'
import { getKnown, newGestureId, sayNew, sayOf, type AtDesk, type Known } from './say.ts'
import { weekly, type Slot } from './weekly.ts'

/**
 * Makes the appointment of a draft, or a weekly series of them, all taken back by one gesture.
 *
 * @param timeZone the office's: a weekly appointment keeps its time on the office's clock.
 * @throws GestureError
 */
export function createAppointments(
  db: WriteDb,
  notes: CommitNotes,
  at: AtDesk,
  { draft, weeks, timeZone }: { readonly draft: AppointmentDraft; readonly weeks: number; readonly timeZone: string },
): { readonly gestureId: string; readonly ids: number[] } {
  const gestureId = newGestureId()
  const slots = weekly(draft, weeks, timeZone)
  const attendees = attendeesOf(db, draft, at.nowMs)
  const ids = slots.map((slot) =>
    sayNew(db, notes, at, gestureId, {
      kind: 'created',
      details: { ...detailsOf(db, draft, slot), groupId: slots.length > 1 ? gestureId : null, timeZone },
      attendees,
    }),
  )
  return { gestureId, ids }
}

/** Writes the draft over a manual appointment. A client who was named stays until another takes their place. @throws GestureError */
export function editAppointment(
  db: WriteDb,
  notes: CommitNotes,
  at: AtDesk,
  { id, draft }: { readonly id: number; readonly draft: AppointmentDraft },
): string {
  const known = getManual(db, id)
  const gestureId = newGestureId()
  sayOf(db, notes, at, gestureId, known, {
    kind: 'updated',
    details: detailsOf(db, draft, draft),
    attendees: attendeesOf(db, draft, at.nowMs),
    attendeesAreAll: true,
  })
  return gestureId
}

export interface Move extends Slot {
  readonly id: number
  /** Null: nobody's; undefined: the same. */
  readonly hostId?: number | null | undefined
}

/** Moves a manual appointment in time, in length or to a colleague. @returns null: it stood there already. @throws GestureError */
export function moveAppointment(db: WriteDb, notes: CommitNotes, at: AtDesk, { id, startMs, endMs, hostId }: Move): string | null {
  const known = getManual(db, id)
  const { details } = known.state
  const hosts = hostId === undefined ? undefined : hostsOf(db, hostId)
  const sameHost = hosts === undefined || hosts[0]?.hostId === details.hosts[0]?.hostId
  if (details.startMs === startMs && details.endMs === endMs && sameHost) return null
  const gestureId = newGestureId()
  sayOf(db, notes, at, gestureId, known, { kind: 'updated', details: { startMs, endMs, ...(hosts && { hosts }) } })
  return gestureId
}

function getManual(db: ReadDb, id: number): Known {
  const known = getKnown(db, id)
  const { source, status, details } = known.state
  if (source !== 'manual') {
    const name = sourceNames[source]
    throw new GestureError(
      { code: 'AT_PROVIDER', url: details.rescheduleUrl ?? details.cancelUrl },
      `This appointment was booked at ${name}, which would not know of the change. Change it at ${name}.`,
    )
  }
  if (status === 'cancelled') throw refuse('cancelled', 'This appointment is cancelled. Take that back first.')
  return known
}

function detailsOf(db: ReadDb, draft: AppointmentDraft, { startMs, endMs }: Slot): DetailsPatch {
  const { type, title, location, notes } = draft
  return { type, title, startMs, endMs, location, notes, hosts: hostsOf(db, draft.hostId) }
}

function hostsOf(db: ReadDb, hostId: number | null): NonNullable<DetailsPatch['hosts']> {
  if (hostId === null) return []
  const host = findDeskHost(db, hostId)
  if (!host) throw refuse('host-gone', 'This team member is not there any more. Choose another one.')
  return [{ ...host, hostId }]
}

function attendeesOf(db: WriteDb, { client }: AppointmentDraft, nowMs: number): NonNullable<AppointmentChange['attendees']> {
  if (client === null) return []
  const clientId = 'id' in client ? client.id : insertDeskClient(db, { ...client, nowMs })
  const known = findDeskClient(db, clientId)
  if (!known) throw refuse('client-gone', 'This client is not there any more. Choose another one.')
  return [{ ...known, clientId }]
}

import type { Appointment, HistoryEntry } from '../../shared/appointment.ts'
import { findLinkedAppointment, type StoredState } from './appointments.ts'
import { clientSummary } from './client-details.ts'
import { prepared, type ReadDb } from './db.ts'
import { listWriteBacks } from './write-backs.ts'
import { findLeader, listOtherSources } from './link-lists.ts'

interface Found {
  readonly id: number
  readonly source: Appointment['source']
  readonly externalId: string
  readonly status: Appointment['status']
  readonly type: Appointment['type']
  readonly origin: Appointment['origin']
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly state: string
  readonly clientId: number | null
  readonly hostIds: string
}

/** Everything that is known of one appointment, with its history, newest first. */
export function findAppointment(db: ReadDb, id: number): Appointment | null {
  const found = prepared<Found>(
    db,
    `SELECT a.id, source, external_id AS externalId, status, type, origin, created_at_ms AS createdAtMs, updated_at_ms AS updatedAtMs, s.state,
       client_id AS clientId, host_ids AS hostIds
     FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id WHERE a.id = ?`,
  ).get(id)
  if (!found) return null
  const { state: text, clientId, hostIds, ...appointment } = found
  const { details, cancellation, hostNoShow, supersedes, supersededBy, disagreement, lastGesture } = JSON.parse(text) as StoredState
  return {
    ...appointment,
    // What was kept before people at the desk could choose a type has none.
    details: { ...details, type: details.type ?? null },
    cancellation,
    hostNoShow,
    disagreement: disagreement ?? null,
    lastGesture: lastGesture ?? null,
    client: clientId === null ? null : clientSummary(db, clientId),
    hostIds: JSON.parse(hostIds) as number[],
    movedFrom: findLinked(db, appointment, supersedes),
    movedTo: findLinked(db, appointment, supersededBy),
    otherSources: listOtherSources(db, id),
    ledBy: findLeader(db, id),
    writeBacks: listWriteBacks(db, id),
    history: listHistory(db, id),
  }
}

function findLinked(db: ReadDb, { source, origin }: Pick<Found, 'source' | 'origin'>, externalId: string | null): Appointment['movedFrom'] {
  return externalId === null ? null : findLinkedAppointment(db, { source, origin, externalId })
}

type StoredEntry = Omit<HistoryEntry, 'before' | 'after' | 'reading' | 'replay'> & {
  readonly before: string
  readonly after: string
  readonly reading: string | null
  readonly replay: string | null
}

/** Newest first. */
export function listHistory(db: ReadDb, appointmentId: number): HistoryEntry[] {
  return prepared<StoredEntry>(
    db,
    `SELECT h.id, appointment_id AS appointmentId, h.at_ms AS atMs, kind, provider_event AS providerEvent, h.delivery_id AS deliveryId,
       iif(r.id IS NULL, NULL, json_object('id', r.id, 'provider', r.provider, 'cause', r.cause)) AS reading,
       iif(p.id IS NULL, NULL, json_object('id', p.id, 'actor', p.actor, 'reason', p.reason)) AS replay,
       h.actor, gesture_id AS gestureId, before, after
     FROM appointment_history AS h LEFT JOIN readings AS r ON r.id = h.reading_id LEFT JOIN replays AS p ON p.id = h.replay_id
     WHERE appointment_id = ? ORDER BY h.id DESC`,
  )
    .all(appointmentId)
    .map((entry) => ({
      ...entry,
      reading: entry.reading === null ? null : (JSON.parse(entry.reading) as HistoryEntry['reading']),
      replay: entry.replay === null ? null : (JSON.parse(entry.replay) as HistoryEntry['replay']),
      before: JSON.parse(entry.before) as HistoryEntry['before'],
      after: JSON.parse(entry.after) as HistoryEntry['after'],
    }))
}

import { sql } from 'kysely'
import type { Appointment, AppointmentCard, OtherSource } from '../../shared/appointment.ts'
import type { Source } from '../../shared/words.ts'
import { differences } from '../links/differ.ts'
import { rankOf } from '../links/recognise.ts'
import { cardOf, columns } from './appointment-lists.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import { leaderOf } from './link-decisions.ts'
import { query, runQuery } from './query-builder.ts'

/** What the other sources tell of the same booking, in the order in which they would lead; empty for one that does not lead. */
export function listOtherSources(db: ReadDb, leaderId: number): OtherSource[] {
  const leader = prepared<Pick<OtherSource, 'status' | 'startMs' | 'endMs'>>(
    db,
    'SELECT status, start_ms AS startMs, end_ms AS endMs FROM appointments WHERE id = ?',
  ).get(leaderId)
  if (!leader) return []
  const rows = prepared<Omit<OtherSource, 'differs' | 'lastGesture'> & { lastGesture: string | null }>(
    db,
    `SELECT a.id, a.source, a.led_because AS because, a.status, a.title, a.start_ms AS startMs, a.end_ms AS endMs,
       s.state -> '$.lastGesture' AS lastGesture
     FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id WHERE a.led_by = ? ORDER BY a.id`,
  ).all(leaderId)
  return rows
    .map((row) => ({ ...row, lastGesture: gestureOf(row.lastGesture), differs: differences(leader, row) }))
    .sort((a, b) => rankOf(a.source) - rankOf(b.source))
}

function gestureOf(text: string | null): OtherSource['lastGesture'] {
  // As ingest keeps it in the state.
  const gesture = text === null ? null : (JSON.parse(text) as Appointment['lastGesture'])
  return gesture && { kind: gesture.kind, atMs: gesture.atMs, actor: gesture.actor }
}

/** The appointment as which one is shown; null: it is shown itself. */
export function findLeader(db: ReadDb, id: number): Appointment['ledBy'] {
  return (
    prepared<NonNullable<Appointment['ledBy']>>(
      db,
      `SELECT leader.id, leader.source FROM appointments AS own JOIN appointments AS leader ON leader.id = own.led_by WHERE own.id = ?`,
    ).get(id) ?? null
  )
}

const mostJoinable = 20

interface Own {
  readonly source: Source
  readonly startMs: number | null
  readonly clientId: number | null
  readonly hostIds: string
}

/**
 * What else could be the same booking: within the interval, of another source, or of another calendar, with the same host or the same client;
 * the nearest in time first. A test or a sample is joined with nothing.
 */
export function listJoinable(
  db: ReadDb,
  anyId: number,
  intervalOf: (startMs: number) => { readonly startMs: number; readonly endMs: number },
): AppointmentCard[] {
  const id = leaderOf(db, anyId)
  const own = prepared<Own>(
    db,
    `SELECT source, start_ms AS startMs, client_id AS clientId, host_ids AS hostIds FROM appointments WHERE id = ? AND origin = 'real'`,
  ).get(id)
  if (!own || own.startMs === null) return []
  const { startMs } = own
  const interval = intervalOf(startMs)
  const rootId = own.clientId === null ? null : shownAs(db, own.clientId)
  const clientIds = JSON.stringify(rootId === null ? [] : familyOf(db, rootId))
  const list = query
    .selectFrom('appointments')
    .select(columns)
    .where('start_ms', '>=', interval.startMs)
    .where('start_ms', '<', interval.endMs)
    .where('origin', '=', 'real')
    .where('led_by', 'is', null)
    .where('status', '<>', 'superseded')
    .where('id', '<>', id)
    .where(sql<boolean>`(source <> ${own.source} OR source = 'google-calendar')`)
    .where(
      sql<boolean>`(client_id IN (SELECT value FROM json_each(${clientIds}))
        OR EXISTS (SELECT 1 FROM json_each(host_ids) AS theirs JOIN json_each(${own.hostIds}) AS ours ON ours.value = theirs.value))`,
    )
  return runQuery(
    db,
    list
      .orderBy(sql`abs(start_ms - ${startMs})`)
      .orderBy('id')
      .limit(mostJoinable),
  ).map(cardOf)
}

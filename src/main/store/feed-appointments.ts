import { sql } from 'kysely'
import type { FeedFilter } from '../../shared/contract/feeds.ts'
import type { Disclosure, PublicAppointment } from '../../shared/public-appointment.ts'
import { prepared, type ReadDb } from './db.ts'
import { findPublicAppointment } from './public-appointments.ts'
import { query, runQuery } from './query-builder.ts'

/** An appointment, and how often and when something else was to be told of it. */
export type RevisedAppointment = PublicAppointment & {
  /** It only ever grows: a calendar takes the higher number for the newer event. */
  readonly sequence: number
  readonly revisedAtMs: number
}

/**
 * Who and where are told by the records of people, who are renamed and merged without the appointment being changed: that counts, too, where
 * they are told at all.
 *
 * @param wordedAtMs since when it is told in these words.
 * @returns null: there is none, or it was made up by a test or a sample.
 */
export function findRevisedAppointment(db: ReadDb, id: number, disclosure: Disclosure, wordedAtMs = 0): RevisedAppointment | null {
  const appointment = findPublicAppointment(db, id, disclosure)
  if (appointment === null) return null
  const revisedAtMs = Math.max(Date.parse(appointment.updated), wordedAtMs, disclosure.personal ? peopleAtMs(db, id) : 0)
  // Seconds, because of what people are called nobody counts the changes; and the changes, because two may be in one second.
  const sequence = changesOf(db, id) + Math.max(Math.floor((revisedAtMs - Date.parse(appointment.created)) / 1000), 0)
  return { ...appointment, sequence, revisedAtMs }
}

function changesOf(db: ReadDb, id: number): number {
  const count = prepared<{ count: number }>(db, 'SELECT count(*) AS count FROM appointment_history WHERE appointment_id = ?').get(id)?.count
  return Math.max((count ?? 0) - 1, 0)
}

/** When the client, or a host, of an appointment was last called otherwise. 0: it has none. */
function peopleAtMs(db: ReadDb, id: number): number {
  const row = prepared<{ atMs: number }>(
    db,
    `WITH RECURSIVE own AS (SELECT client_id, host_ids FROM appointments WHERE id = ?),
     family (id) AS (SELECT client_id FROM own UNION SELECT c.merged_into FROM clients AS c JOIN family ON c.id = family.id)
     SELECT max(
       coalesce((SELECT max(c.updated_at_ms) FROM family CROSS JOIN clients AS c ON c.id = family.id), 0),
       coalesce((SELECT max(max(h.named_at_ms, coalesce(
           (SELECT max(d.at_ms) FROM desk_history AS d WHERE d.subject = 'host' AND d.subject_id = h.id AND d.kind = 'edited'), 0)))
         FROM own CROSS JOIN json_each(own.host_ids) AS named CROSS JOIN hosts AS h ON h.id = named.value), 0)) AS atMs`,
  ).get(id)
  return row?.atMs ?? 0
}

/** When a feed was last told to tell something else, or in other words. 0: never since it was made. */
export function wordedAtMs(db: ReadDb, feedId: number): number {
  const names = JSON.stringify([`feed ${feedId}`, 'language', 'timeZone'])
  const row = prepared<{ atMs: number | null }>(
    db,
    `SELECT max(s.at_ms) AS atMs FROM json_each(?) AS named CROSS JOIN setting_changes AS s ON s.name = named.value
     WHERE s.before <> 'null' AND s.at_ms >= (SELECT created_at_ms FROM feeds WHERE id = ?)`,
  ).get(names, feedId)
  return row?.atMs ?? 0
}

/**
 * What a feed holds, by start: real appointments that start within the interval, each once however many sources tell of it. What was replaced
 * by another one is left out, because that one is there.
 *
 * @returns ids. Where there are more than `limit`, the oldest are left out first, and then those that are farthest ahead.
 */
export function listFeedAppointments(
  db: ReadDb,
  filter: FeedFilter,
  { fromMs, nowMs, toMs, limit }: { readonly fromMs: number; readonly nowMs: number; readonly toMs: number; readonly limit: number },
): number[] {
  const ahead = runQuery<{ id: number }>(
    db,
    held(filter).where('start_ms', '>=', nowMs).where('start_ms', '<', toMs).orderBy('start_ms').orderBy('id').limit(limit),
  )
  const past = runQuery<{ id: number }>(
    db,
    held(filter)
      .where('start_ms', '>=', fromMs)
      .where('start_ms', '<', nowMs)
      .orderBy('start_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit - ahead.length),
  )
  return [...past.toReversed(), ...ahead].map(({ id }) => id)
}

function held({ sources, types, statuses, hostIds }: FeedFilter) {
  let list = query
    .selectFrom('appointments')
    .select('id')
    .where('led_by', 'is', null)
    .where('origin', '=', 'real')
    .where('status', '<>', 'superseded')
  if (sources) list = list.where('source', 'in', sources)
  if (types) list = list.where('type', 'in', types)
  if (statuses) list = list.where('status', 'in', statuses)
  if (hostIds === null) return list
  const wanted = JSON.stringify(hostIds)
  return list.where(
    sql<boolean>`EXISTS (SELECT 1 FROM json_each(host_ids) AS own JOIN json_each(${wanted}) AS wanted ON wanted.value = own.value)`,
  )
}

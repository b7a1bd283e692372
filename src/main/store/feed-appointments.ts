import { sql } from 'kysely'
import type { FeedFilter } from '../../shared/contract/feeds.ts'
import type { Disclosure, PublicAppointment } from '../../shared/public-appointment.ts'
import { prepared, type ReadDb } from './db.ts'
import { findPublicAppointment } from './public-appointments.ts'
import { query, runQuery } from './query-builder.ts'

/** An appointment and how often it was changed. */
export type RevisedAppointment = PublicAppointment & { readonly sequence: number }

/** Null: there is none, or it was made up by a test or a sample. */
export function findRevisedAppointment(db: ReadDb, id: number, disclosure: Disclosure): RevisedAppointment | null {
  const appointment = findPublicAppointment(db, id, disclosure)
  return appointment && { ...appointment, sequence: sequenceOf(db, id) }
}

/** 0 for one that nothing has changed since it was made known. It only ever grows. */
function sequenceOf(db: ReadDb, id: number): number {
  const count = prepared<{ count: number }>(db, 'SELECT count(*) AS count FROM appointment_history WHERE appointment_id = ?').get(id)?.count
  return Math.max((count ?? 0) - 1, 0)
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

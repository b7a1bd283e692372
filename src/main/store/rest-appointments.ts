import { sql } from 'kysely'
import type { PublicAppointment } from '../../shared/public-appointment.ts'
import { sources, type AppointmentStatus, type AppointmentType, type Source } from '../../shared/words.ts'
import { findLinkedAppointment } from './appointments.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import { findPublicAppointment } from './public-appointments.ts'
import { query, runQuery } from './query-builder.ts'

/** Where a page ended. */
export interface Place {
  readonly atMs: number
  readonly id: number
}

/** Null: whatever it is. */
export interface AppointmentsAsked {
  /** Half open, compared with the start. */
  readonly startMs: number | null
  readonly endMs: number | null
  readonly sources: readonly Source[] | null
  readonly types: readonly AppointmentType[] | null
  /** Null: all that were not replaced by another one. */
  readonly statuses: readonly AppointmentStatus[] | null
  /** Ids or e-mail addresses, without regard to case. */
  readonly hosts: readonly string[] | null
  /** Any of the client's records. */
  readonly clientId: number | null
  /** Set: in the order in which they were changed, and not of their starts. */
  readonly updatedSinceMs: number | null
  readonly after: Place | null
  readonly limit: number
}

/** Nothing is kept from whoever has a key. */
export const toKeyHolders = { personal: true, medical: true, metadata: true } as const

/**
 * A page of real appointments, each booking once, in an order that no change of another appointment disturbs: by start, or by change.
 *
 * @returns `next`: where it ended, if there is more.
 */
export function listPublicAppointments(
  db: ReadDb,
  asked: AppointmentsAsked,
): { readonly appointments: PublicAppointment[]; readonly next: Place | null } {
  const { startMs, endMs, sources, types, statuses, updatedSinceMs, after, limit } = asked
  const column = updatedSinceMs === null ? 'start_ms' : 'updated_at_ms'
  const hostIds = asked.hosts && hostIdsOf(db, asked.hosts)
  const clientIds = asked.clientId === null ? null : recordsOf(db, asked.clientId)
  let list = query
    .selectFrom('appointments')
    .select(['id', `${column} as atMs`])
    .where('led_by', 'is', null)
    .where('origin', '=', 'real')
  if (startMs !== null) list = list.where('start_ms', '>=', startMs)
  if (endMs !== null) list = list.where('start_ms', '<', endMs)
  if (updatedSinceMs !== null) list = list.where('updated_at_ms', '>=', updatedSinceMs)
  if (sources) list = list.where('source', 'in', sources)
  if (types) list = list.where('type', 'in', types)
  list = statuses ? list.where('status', 'in', statuses) : list.where('status', '<>', 'superseded')
  if (hostIds)
    list = list.where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(host_ids) AS own WHERE own.value IN (SELECT value FROM json_each(${JSON.stringify(hostIds)})))`,
    )
  if (clientIds) list = list.where('client_id', 'in', clientIds)
  // The first of the two conditions is what the index can begin at.
  if (after) list = list.where(column, '>=', after.atMs).where(sql<boolean>`(${sql.ref(column)}, id) > (${after.atMs}, ${after.id})`)
  const places = runQuery(
    db,
    list
      .orderBy(column)
      .orderBy('id')
      .limit(limit + 1),
  ) as Place[]
  const page = places.slice(0, limit)
  return {
    appointments: page.flatMap(({ id }) => findPublicAppointment(db, id, toKeyHolders) ?? []),
    next: places.length > limit ? (page.at(-1) ?? null) : null,
  }
}

/** By our id, or by `source:externalId`. Null: none like it is real. */
export function findPublicId(db: ReadDb, reference: string): number | null {
  if (/^[1-9]\d{0,14}$/.test(reference)) {
    const id = Number(reference)
    return prepared(db, `SELECT 1 FROM appointments WHERE id = ? AND origin = 'real'`).get(id) === undefined ? null : id
  }
  const colon = reference.indexOf(':')
  const source = sources.find((each) => each === reference.slice(0, Math.max(colon, 0)))
  if (source === undefined) return null
  return findLinkedAppointment(db, { source, externalId: reference.slice(colon + 1), origin: 'real' })?.id ?? null
}

function hostIdsOf(db: ReadDb, hosts: readonly string[]): number[] {
  return hosts.flatMap((host) =>
    host.includes('@')
      ? prepared<{ id: number }>(db, 'SELECT id FROM hosts WHERE lower(email) = lower(?)')
          .all(host)
          .map(({ id }) => id)
      : [Number(host)],
  )
}

function recordsOf(db: ReadDb, anyId: number): number[] {
  const id = shownAs(db, anyId)
  return id === null ? [] : familyOf(db, id)
}

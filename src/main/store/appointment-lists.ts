import { sql } from 'kysely'
import type { AppointmentCard, AppointmentFilter, Host } from '../../shared/appointment.ts'
import { prepared, type ReadDb } from './db.ts'
import { query, runQuery } from './query-builder.ts'

/** More than fits any view; it bounds what one call may carry to the window. */
const mostListed = 5000

/** What a card is read from. */
export const columns = [
  'id',
  'source',
  'external_id as externalId',
  'status',
  'type',
  'origin',
  'title',
  'provider_type as providerType',
  'start_ms as startMs',
  'end_ms as endMs',
  'start_assumed as startAssumed',
  'time_zone as timeZone',
  'client_id as clientId',
  'attendee_count as attendeeCount',
  'host_ids as hostIds',
  'host_label as hostLabel',
  'location_kind as locationKind',
  'rescheduled',
  'disagrees',
  'seen_in as seenIn',
  'sources_differ as sourcesDiffer',
  'created_at_ms as createdAtMs',
  'updated_at_ms as updatedAtMs',
  // As the desk calls them, whatever the provider says; of a merged record, as the one is called that it was merged into.
  sql<string | null>`coalesce((SELECT given_name FROM clients WHERE id =
    (SELECT coalesce(merged_into, id) FROM clients WHERE id = appointments.client_id)), client_label)`.as('clientLabel'),
] as const

/** What another source leads is shown by that one. */
const shown = () => query.selectFrom('appointments').select(columns).where('led_by', 'is', null)

/** Appointments that start within the interval, at most 5,000, by start. */
export function listAppointments(db: ReadDb, filter: AppointmentFilter): AppointmentCard[] {
  const { startMs, endMs, sources, types, statuses, search } = filter
  let list = shown().where('start_ms', '>=', startMs).where('start_ms', '<', endMs)
  if (sources) list = list.where('source', 'in', sources)
  if (types) list = list.where('type', 'in', types)
  if (statuses) list = list.where('status', 'in', statuses)
  if (filter.hostIds) {
    const wanted = JSON.stringify(filter.hostIds)
    list = list.where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(host_ids) AS own JOIN json_each(${wanted}) AS wanted ON wanted.value = own.value)`,
    )
  }
  if (search !== null && search.trim() !== '') list = list.where(contains(search))
  return runQuery(db, list.orderBy('start_ms').orderBy('id').limit(mostListed)).map(cardOf)
}

/** Where no end is known, this long is assumed: what the calendar draws. */
const assumedMs = 30 * 60_000
const longestMs = 24 * 3_600_000

/** A host's appointments that stand and share a moment with the slot, from any source, by start; made-up ones are in nobody's way. */
export function listOverlapping(
  db: ReadDb,
  { hostId, startMs, endMs, exceptId }: { hostId: number; startMs: number; endMs: number; exceptId: number | null },
): AppointmentCard[] {
  const list = shown()
    .where('start_ms', '>', startMs - longestMs)
    .where('start_ms', '<', endMs)
    .where(sql<boolean>`coalesce(end_ms, start_ms + ${assumedMs}) > ${startMs}`)
    .where('status', 'in', ['pending', 'scheduled', 'arrived'])
    .where('origin', '=', 'real')
    .where('id', 'is not', exceptId)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM json_each(host_ids) WHERE value = ${hostId})`)
  return runQuery(db, list.orderBy('start_ms').orderBy('id')).map(cardOf)
}

/** The appointments of these clients' records, newest start first. */
export function listAppointmentsOfClients(db: ReadDb, clientIds: readonly number[], limit: number): AppointmentCard[] {
  const list = shown().where('start_ms', 'is not', null).where('client_id', 'in', clientIds)
  return runQuery(db, list.orderBy('start_ms', 'desc').orderBy('id', 'desc').limit(limit)).map(cardOf)
}

/** Not LIKE: per cent and underscore are ordinary characters to the person who searches. */
function contains(text: string) {
  return sql<boolean>`instr(search_text, ${text.trim().toLowerCase()}) > 0`
}

type CardRow = Omit<AppointmentCard, 'startAssumed' | 'rescheduled' | 'disagrees' | 'sourcesDiffer' | 'hostIds'> & {
  startAssumed: number
  rescheduled: number
  disagrees: number
  sourcesDiffer: number
  hostIds: string
}

export function cardOf(row: unknown): AppointmentCard {
  // The columns are the members, and what they hold was checked when it was stored.
  const card = row as CardRow
  return {
    ...card,
    startAssumed: card.startAssumed === 1,
    rescheduled: card.rescheduled === 1,
    disagrees: card.disagrees === 1,
    sourcesDiffer: card.sourcesDiffer === 1,
    hostIds: JSON.parse(card.hostIds) as number[],
  }
}

/** All team members that a provider has ever named or that were added at the desk, in the office's order, then by name. */
export function listHosts(db: ReadDb): Host[] {
  return prepared<Omit<Host, 'workingHours' | 'active'> & { workingHours: string | null; active: number }>(
    db,
    `SELECT id, coalesce(given_name, name) AS name, email, coalesce(given_role, role) AS role, tint, working_hours AS workingHours, active, origin
     FROM hosts ORDER BY position IS NULL, position, lower(coalesce(given_name, name, email)), id`,
  )
    .all()
    .map((host) => ({
      ...host,
      workingHours: host.workingHours === null ? null : (JSON.parse(host.workingHours) as Host['workingHours']),
      active: host.active === 1,
    }))
}

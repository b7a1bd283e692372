import type { LinkReason, Origin } from '../../shared/words.ts'
import type { Decision } from '../links/group.ts'
import { isCalendar, originalStartOf, type LinkRow } from '../links/recognise.ts'
import type { StoredState } from './appointments.ts'
import { addressesOf, recordsWith } from './link-people.ts'
import { prepared, type ReadDb } from './db.ts'
import { hashKey } from './hash-key.ts'

/*
 * Short statements with one look-up each, and the JSON read here: this runs within the commit of a delivery, and a statement that does all
 * at once takes five times as long.
 */

/** A row with what the store says of its links at present. */
export interface StoredLinkRow extends LinkRow {
  readonly ledBy: number | null
  readonly ledBecause: LinkReason | null
  readonly seenIn: number
  readonly sourcesDiffer: boolean
  /** External ids, of the same source. */
  readonly supersedes: string | null
  readonly supersededBy: string | null
}

interface Found extends Omit<StoredLinkRow, 'starts' | 'hostIds' | 'emails' | 'sourcesDiffer' | 'supersedes' | 'supersededBy'> {
  readonly origin: Origin
  readonly clientId: number | null
  readonly hostIds: string
  readonly sourcesDiffer: number
  readonly state: string
}

const rowSql = `SELECT id, source, external_id AS externalId, origin, status, start_ms AS startMs, end_ms AS endMs,
    host_ids AS hostIds, client_id AS clientId, ical_uid AS iCalUid, calendar_event_id AS calendarEventId,
    led_by AS ledBy, led_because AS ledBecause, seen_in AS seenIn, sources_differ AS sourcesDiffer,
    (SELECT state FROM appointment_states WHERE appointment_id = appointments.id) AS state
  FROM appointments WHERE id = ?`

/** As ingest adds it to what it saves. */
interface StateWithFacts extends StoredState {
  readonly facts?: readonly { readonly details: { readonly startMs?: number | null } }[]
}

/** Null: there is none, or it is a test's or a sample's, which is never linked. */
export function findLinkRow(db: ReadDb, id: number): StoredLinkRow | null {
  const found = prepared<Found>(db, rowSql).get(id)
  if (found?.origin !== 'real') return null
  const { origin: _origin, clientId, state, hostIds, sourcesDiffer, ...row } = found
  const { facts = [], details, supersedes, supersededBy } = JSON.parse(state) as StateWithFacts
  const told = [row.startMs, ...facts.map((fact) => fact.details.startMs ?? null)]
  if (isCalendar(row.source)) told.push(originalStartOf(row.calendarEventId))
  const invited = details.attendees.map(({ email }) => email?.toLowerCase() ?? null)
  return {
    ...row,
    starts: known(told),
    hostIds: JSON.parse(hostIds) as number[],
    emails: isCalendar(row.source) ? known(invited) : clientId === null ? [] : addressesOf(db, clientId),
    sourcesDiffer: sourcesDiffer === 1,
    supersedes,
    supersededBy,
  }
}

function known<T>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))]
}

interface Named {
  readonly id: number
  readonly isCalendar: number
  readonly origin: Origin
}

/** Rows that name the same event, or the same iCalUID. */
function listNamed(db: ReadDb, { iCalUid, calendarEventId }: LinkRow): Named[] {
  const by = (column: string, value: string | null): Named[] =>
    value === null
      ? []
      : prepared<Named>(
          db,
          `SELECT id, source = 'google-calendar' AS isCalendar, origin FROM appointments WHERE ${column} = ? AND ${column} IS NOT NULL`,
        ).all(value)
  return [...by('calendar_event_id', calendarEventId), ...by('ical_uid', iCalUid)].filter(({ origin }) => origin === 'real')
}

/** Events of calendars that may repeat a booking. */
export function listEventCandidates(db: ReadDb, booking: LinkRow): number[] {
  const named = listNamed(db, booking).filter((row) => row.isCalendar === 1)
  const meeting = prepared<{ id: number }>(db, 'SELECT appointment_id AS id FROM calendar_meetings WHERE email = ? AND start_ms = ?')
  const meetings = booking.emails.flatMap((email) => booking.starts.flatMap((startMs) => meeting.all(email, startMs)))
  return distinct([...named, ...meetings])
}

/** Bookings that an event of a calendar may repeat. One that was never moved has no start but its own. */
export function listBookingCandidates(db: ReadDb, event: LinkRow): number[] {
  const named = listNamed(db, event).filter((row) => row.isCalendar === 0)
  const booked = prepared<{ id: number; startMs: number | null; rescheduled: number }>(
    db,
    `SELECT id, start_ms AS startMs, rescheduled FROM appointments INDEXED BY appointments_by_client
     WHERE client_id = ? AND source <> 'google-calendar' AND origin = 'real'`,
  )
  const meetings = recordsWith(db, event.emails)
    .flatMap((clientId) => booked.all(clientId))
    .filter(({ startMs, rescheduled }) => rescheduled === 1 || (startMs !== null && event.starts.includes(startMs)))
  return distinct([...named, ...meetings])
}

function distinct(rows: readonly { readonly id: number }[]): number[] {
  return [...new Set(rows.map(({ id }) => id))]
}

/** Events in which one of these takes part, at any time. */
export function listEventsWith(db: ReadDb, emails: readonly string[]): number[] {
  const meeting = prepared<{ id: number }>(db, 'SELECT DISTINCT appointment_id AS id FROM calendar_meetings WHERE email = ?')
  return distinct(emails.flatMap((email) => meeting.all(email)))
}

export function listFollowers(db: ReadDb, id: number): number[] {
  return distinct(prepared<{ id: number }>(db, 'SELECT id FROM appointments WHERE led_by = ?').all(id))
}

/** What people decided of a row and others. */
export function listDecisions(db: ReadDb, id: number): Decision[] {
  return prepared<Decision>(
    db,
    `SELECT first_id AS firstId, second_id AS secondId, decision, at_ms AS atMs FROM link_decisions WHERE first_id = @id
     UNION ALL SELECT first_id, second_id, decision, at_ms FROM link_decisions WHERE second_id = @id`,
  ).all({ id })
}

/** A real appointment of the same source, by the provider's id. */
export function findSameSource(db: ReadDb, { source }: LinkRow, externalId: string): number | null {
  return prepared<{ id: number }>(db, 'SELECT id FROM appointments WHERE key = ?').get(hashKey('real', source, externalId))?.id ?? null
}

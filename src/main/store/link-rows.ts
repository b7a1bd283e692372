import type { LinkReason, Origin } from '../../shared/words.ts'
import type { Decision } from '../links/group.ts'
import { isCalendar, originalStartOf, type LinkRow } from '../links/recognise.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import { hashKey } from './hash-key.ts'

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

interface Found extends Omit<StoredLinkRow, 'starts' | 'hostIds' | 'emails' | 'sourcesDiffer'> {
  readonly origin: Origin
  readonly clientId: number | null
  readonly hostIds: string
  readonly starts: string
  readonly invited: string
  readonly sourcesDiffer: number
}

const rowSql = `SELECT a.id, a.source, a.external_id AS externalId, a.origin, a.status, a.start_ms AS startMs, a.end_ms AS endMs,
    a.host_ids AS hostIds, a.client_id AS clientId, a.ical_uid AS iCalUid, a.calendar_event_id AS calendarEventId,
    a.led_by AS ledBy, a.led_because AS ledBecause, a.seen_in AS seenIn, a.sources_differ AS sourcesDiffer,
    s.state ->> '$.supersedes' AS supersedes, s.state ->> '$.supersededBy' AS supersededBy,
    (SELECT json_group_array(DISTINCT fact.value ->> '$.details.startMs') FROM json_each(s.state, '$.facts') AS fact) AS starts,
    (SELECT json_group_array(person.value ->> '$.email') FROM json_each(s.state, '$.details.attendees') AS person) AS invited
  FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id WHERE a.id = ?`

/** Null: there is none, or it is a test's or a sample's, which is never linked. */
export function findLinkRow(db: ReadDb, id: number): StoredLinkRow | null {
  const found = prepared<Found>(db, rowSql).get(id)
  if (found?.origin !== 'real') return null
  const { origin: _origin, clientId, invited, starts, hostIds, sourcesDiffer, ...row } = found
  const told = [row.startMs, ...(JSON.parse(starts) as (number | null)[])]
  if (isCalendar(row.source)) told.push(originalStartOf(row.calendarEventId))
  return {
    ...row,
    starts: [...new Set(told.filter((start) => start !== null))],
    hostIds: JSON.parse(hostIds) as number[],
    emails: isCalendar(row.source) ? addressesIn(invited) : addressesOf(db, clientId),
    sourcesDiffer: sourcesDiffer === 1,
  }
}

function addressesIn(invited: string): string[] {
  const emails = (JSON.parse(invited) as (string | null)[]).filter((email) => email !== null)
  return [...new Set(emails.map((email) => email.toLowerCase()))]
}

/** Of all records that are shown as the client. */
function addressesOf(db: ReadDb, clientId: number | null): string[] {
  const rootId = clientId === null ? null : shownAs(db, clientId)
  return rootId === null ? [] : emailsOf(db, familyOf(db, rootId))
}

/** Of these clients' records. */
export function emailsOf(db: ReadDb, clientIds: readonly number[]): string[] {
  return prepared<{ email: string }>(
    db,
    'SELECT c.email FROM json_each(?) AS wanted JOIN clients AS c ON c.id = wanted.value WHERE c.email IS NOT NULL',
  )
    .all(JSON.stringify(clientIds))
    .map(({ email }) => email)
}

const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)

/** Events of calendars that may repeat a booking. */
export function listEventCandidates(db: ReadDb, { iCalUid, calendarEventId, emails, starts }: LinkRow): number[] {
  const found = prepared<{ id: number }>(
    db,
    `SELECT id FROM appointments WHERE calendar_event_id = @calendarEventId AND source = 'google-calendar'
     UNION SELECT id FROM appointments WHERE ical_uid = @iCalUid AND source = 'google-calendar'
     UNION SELECT m.appointment_id FROM json_each(@emails) AS own CROSS JOIN json_each(@starts) AS start
       CROSS JOIN calendar_meetings AS m ON m.email = own.value AND m.start_ms = start.value`,
  )
  return ids(found.all({ iCalUid, calendarEventId, emails: JSON.stringify(emails), starts: JSON.stringify(starts) }))
}

/** Bookings that an event of a calendar may repeat. One that was never moved has no start but its own. */
export function listBookingCandidates(db: ReadDb, { iCalUid, calendarEventId, emails, starts }: LinkRow): number[] {
  const found = prepared<{ id: number }>(
    db,
    `WITH RECURSIVE
       up (id, merged_into) AS (
         SELECT c.id, c.merged_into FROM json_each(@emails) AS own JOIN clients AS c ON c.email = own.value
         UNION SELECT c.id, c.merged_into FROM up JOIN clients AS c ON c.id = up.merged_into),
       family (id) AS (
         SELECT id FROM up WHERE merged_into IS NULL UNION SELECT c.id FROM family JOIN clients AS c ON c.merged_into = family.id)
     SELECT id FROM appointments WHERE calendar_event_id = @calendarEventId AND source <> 'google-calendar' AND origin = 'real'
     UNION SELECT id FROM appointments WHERE ical_uid = @iCalUid AND source <> 'google-calendar' AND origin = 'real'
     UNION SELECT a.id FROM family CROSS JOIN appointments AS a INDEXED BY appointments_by_client ON a.client_id = family.id
       WHERE a.source <> 'google-calendar' AND a.origin = 'real'
         AND (a.start_ms IN (SELECT value FROM json_each(@starts)) OR a.rescheduled = 1)`,
  )
  return ids(found.all({ iCalUid, calendarEventId, emails: JSON.stringify(emails), starts: JSON.stringify(starts) }))
}

/** Events in which one of these takes part, at any time. */
export function listEventsWith(db: ReadDb, emails: readonly string[]): number[] {
  return ids(
    prepared<{ id: number }>(
      db,
      'SELECT DISTINCT m.appointment_id AS id FROM json_each(?) AS own CROSS JOIN calendar_meetings AS m ON m.email = own.value',
    ).all(JSON.stringify(emails)),
  )
}

export function listFollowers(db: ReadDb, id: number): number[] {
  return ids(prepared<{ id: number }>(db, 'SELECT id FROM appointments WHERE led_by = ?').all(id))
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
export function findSameSource(db: ReadDb, { source }: LinkRow, externalId: string | null): StoredLinkRow | null {
  if (externalId === null) return null
  const found = prepared<{ id: number }>(db, 'SELECT id FROM appointments WHERE key = ?').get(hashKey('real', source, externalId))
  return found ? findLinkRow(db, found.id) : null
}

/** Longer than any real chain; it ends one that runs in a circle. */
const longestChain = 100

/** Those that replaced it, one after the other. */
export function listLater(db: ReadDb, row: StoredLinkRow): StoredLinkRow[] {
  return chain(row, (each) => findSameSource(db, each, each.supersededBy))
}

/** Those that it replaced, the last one first. */
export function listEarlier(db: ReadDb, row: StoredLinkRow): StoredLinkRow[] {
  return chain(row, (each) => findSameSource(db, each, each.supersedes))
}

function chain(row: StoredLinkRow, next: (row: StoredLinkRow) => StoredLinkRow | null): StoredLinkRow[] {
  const found: StoredLinkRow[] = []
  let at = next(row)
  while (at !== null && at.id !== row.id && found.length < longestChain && !found.some(({ id }) => id === at?.id)) {
    found.push(at)
    at = next(at)
  }
  return found
}

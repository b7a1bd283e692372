import type { ClientCounter, CountedClient, Interval, Part } from '../../shared/contract/overview.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'
import { firstHost, fromTheNewest, pageOf, valueOf, type Asked, type CountedPage } from './counters.ts'
import { prepared, type ReadDb } from './db.ts'

/*
 * People, and not records: those that were merged are one client, known since the first real one of them, under the record that they are
 * shown as. Each belongs to the source that first told of them, by booking or by a form, and to the type and host of their first
 * appointment. `MATERIALIZED` and no correlated subquery: everything is looked up by id, once for each client of the interval.
 */
const people = `WITH RECURSIVE
  merged (id, root) AS (
    SELECT id, merged_into FROM clients WHERE merged_into IS NOT NULL
    UNION
    SELECT merged.id, next.merged_into FROM merged JOIN clients AS next ON next.id = merged.root WHERE next.merged_into IS NOT NULL
  ),
  resolved (id, root) AS MATERIALIZED (
    SELECT merged.id, merged.root FROM merged JOIN clients AS last ON last.id = merged.root WHERE last.merged_into IS NULL
  ),
  touched (root) AS MATERIALIZED (
    SELECT DISTINCT coalesce(resolved.root, c.id) FROM clients AS c LEFT JOIN resolved ON resolved.id = c.id
    WHERE c.known_at_ms >= @startMs AND c.known_at_ms < @endMs AND c.origin = 'real'
  ),
  member (root, id) AS MATERIALIZED (
    SELECT root, root FROM touched
    UNION ALL SELECT resolved.root, resolved.id FROM resolved JOIN touched ON touched.root = resolved.root
  ),
  known (id, atMs) AS MATERIALIZED (
    SELECT member.root, min(c.known_at_ms) FROM member JOIN clients AS c ON c.id = member.id WHERE c.origin = 'real' GROUP BY member.root
    HAVING min(c.known_at_ms) >= @startMs AND min(c.known_at_ms) < @endMs
  ),
  consulting (id) AS MATERIALIZED (
    SELECT DISTINCT member.root FROM member JOIN appointments AS a ON a.client_id = member.id
    WHERE a.origin = 'real' AND a.led_by IS NULL AND a.type = 'consultation' AND a.status IN ('scheduled', 'arrived', 'completed')
  ),
  -- The other columns are those of the row with the smallest id: the one that was known first.
  booking (root, id, source, type, hostId, atMs) AS MATERIALIZED (
    SELECT member.root, min(a.id), a.source, a.type, ${firstHost}, coalesce(a.booked_at_ms, a.created_at_ms)
    FROM member JOIN appointments AS a ON a.client_id = member.id WHERE a.origin = 'real' AND a.led_by IS NULL GROUP BY member.root
  ),
  form (root, id, source, atMs) AS MATERIALIZED (
    SELECT member.root, min(l.id), l.source, l.at_ms FROM member JOIN leads AS l ON l.client_id = member.id WHERE l.origin = 'real' GROUP BY member.root
  ),
  person (id, atMs, consulting, source, type, hostId) AS (
    SELECT known.id, known.atMs, consulting.id IS NOT NULL,
      CASE WHEN form.atMs <= coalesce(booking.atMs, form.atMs) THEN form.source ELSE booking.source END, booking.type, booking.hostId
    FROM known LEFT JOIN consulting ON consulting.id = known.id LEFT JOIN booking ON booking.root = known.id LEFT JOIN form ON form.root = known.id
  )`

const which = { clients: 'TRUE', consulting: 'consulting' } as const satisfies Record<ClientCounter, string>

/** What was counted of clients that came the same way. */
export interface ClientCell {
  /** Null: without any appointment or form. */
  readonly source: Source | null
  /** Null: without any appointment. */
  readonly type: AppointmentType | null
  readonly hostId: number | null
  readonly clients: number
  readonly consulting: number
}

/** Real clients only. What the counters mean is said at `tallySchema`. */
export function tallyClients(db: ReadDb, { startMs, endMs }: Interval): ClientCell[] {
  return prepared<ClientCell>(
    db,
    `${people} SELECT source, type, hostId, sum(${which.clients}) AS clients, sum(${which.consulting}) AS consulting FROM person GROUP BY 1, 2, 3`,
  ).all({ startMs, endMs })
}

const partSql = { source: 'source IS @part', type: 'type IS @part', host: 'hostId IS @part' } as const satisfies Record<Part['by'], string>

/** What one of the counters counts, newest first, under the records that the clients are shown as. */
export function listCountedClients(
  db: ReadDb,
  counter: ClientCounter,
  { interval, part, cursor, limit }: Asked,
): CountedPage<CountedClient> {
  const fits = `FROM person WHERE ${which[counter]}${part === null ? '' : ` AND ${partSql[part.by]}`}`
  const values = { ...interval, part: part === null ? null : valueOf(part) }
  const rows = prepared<Omit<CountedClient, 'consulting'> & { consulting: number }>(
    db,
    `${people} SELECT person.id, person.atMs, person.source, person.consulting,
       coalesce(c.given_name, c.name, c.given_email, c.email, c.external_id) AS label
     FROM (SELECT * ${fits}) AS person JOIN clients AS c ON c.id = person.id
     WHERE (person.atMs, person.id) < (@atMs, @id) ORDER BY person.atMs DESC, person.id DESC LIMIT @limit`,
  ).all({ ...values, ...(cursor ?? fromTheNewest), limit: limit + 1 })
  const total = prepared<{ total: number }>(db, `${people} SELECT count(*) AS total ${fits}`).get(values)!.total
  return pageOf(
    rows.map((row) => ({ ...row, consulting: row.consulting === 1 })),
    limit,
    total,
  )
}

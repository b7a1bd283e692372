import { deleteDeliveries } from './deliveries.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { familyOf } from './clients-search.ts'
import { forgetAppointments, forgetClients, forgetContents, idsOf, restageAll, sayGone, type Forgetting } from './forget.ts'
import { forgetImports } from './imports-keeping.ts'
import { forgetEndedDesks } from './desks-keeping.ts'
import { findKeepingMark, saveKeepingMark } from './keeping-marks.ts'
import { forgetIdempotent } from './rest-idempotency.ts'
import { forgetOutbox } from './outbox-keeping.ts'

/** What is older goes. Instants. */
export interface Cutoffs {
  readonly deliveriesMs: number
  readonly contentsMs: number
  readonly appointmentsMs: number
  /** Rows that only say that a delivery came once more. */
  readonly repetitionsMs: number
  /** Rows that only say that Google has news; what was read then is in the history. */
  readonly notificationsMs: number
  /** What our own webhooks and the stream of events tell. */
  readonly outboundMs: number
}

/**
 * One step of retention; each is a job of a few milliseconds, to be called until it returns 0.
 *
 * @returns how many rows went.
 */
export type RetentionStep = (db: WriteDb, cutoffs: Cutoffs, atMs: number) => number

const atOnce = 25
const retention = (atMs: number): Forgetting => ({ atMs, why: 'retention' })

const forgetOldContents: RetentionStep = (db, { contentsMs }, atMs) => {
  const rows = prepared<{ id: number; receivedAtMs: number }>(
    db,
    `SELECT id, received_at_ms AS receivedAtMs FROM deliveries WHERE received_at_ms >= ? AND received_at_ms < ?
       AND EXISTS (SELECT 1 FROM delivery_contents WHERE delivery_id = deliveries.id AND body_gone IS NULL)
     ORDER BY received_at_ms LIMIT ${atOnce}`,
  ).all(findKeepingMark(db, 'contents') ?? 0, contentsMs)
  const last = rows.at(-1)
  if (!last) {
    if (contentsMs > (findKeepingMark(db, 'contents') ?? 0)) saveKeepingMark(db, 'contents', contentsMs)
    return 0
  }
  forgetContents(
    db,
    rows.map(({ id }) => id),
    retention(atMs),
  )
  saveKeepingMark(db, 'contents', last.receivedAtMs)
  return rows.length
}

function removeRows(db: WriteDb, ids: readonly number[], atMs: number): number {
  deleteDeliveries(db, ids, retention(atMs))
  return ids.length
}

const forgetOldDeliveries: RetentionStep = (db, { deliveriesMs }, atMs) =>
  removeRows(
    db,
    idsOf(db, `SELECT id FROM deliveries WHERE received_at_ms < ? ORDER BY received_at_ms LIMIT ${atOnce}`, deliveriesMs),
    atMs,
  )

const forgetRepetitions: RetentionStep = (db, { repetitionsMs }, atMs) =>
  removeRows(
    db,
    idsOf(
      db,
      `SELECT id FROM deliveries WHERE verdict = 'duplicate' AND verdict <> 'accepted' AND received_at_ms < ? ORDER BY received_at_ms LIMIT ${atOnce}`,
      repetitionsMs,
    ),
    atMs,
  )

const forgetNotifications: RetentionStep = (db, { notificationsMs }, atMs) =>
  removeRows(
    db,
    idsOf(
      db,
      `SELECT id FROM deliveries WHERE provider = 'google-calendar' AND verdict IN ('accepted', 'ignored') AND received_at_ms < ? ORDER BY received_at_ms LIMIT ${atOnce}`,
      notificationsMs,
    ),
    atMs,
  )

/** Those whose end is past: one without an end by its start, one that was only ever cancelled by what was said of it last. */
const endSql = 'coalesce(end_ms, start_ms, updated_at_ms)'

const forgetOldAppointments: RetentionStep = (db, { appointmentsMs }, atMs) => {
  const ids = idsOf(
    db,
    `SELECT id FROM (SELECT id FROM appointments WHERE start_ms < @before AND ${endSql} < @before ORDER BY start_ms LIMIT ${atOnce})
     UNION ALL SELECT id FROM (SELECT id FROM appointments WHERE start_ms IS NULL AND updated_at_ms < @before LIMIT ${atOnce})
     LIMIT ${atOnce}`,
    { before: appointmentsMs },
  )
  if (ids.length === 0) return 0
  restageAll(db, forgetAppointments(db, ids, retention(atMs)))
  return ids.length
}

const forgetOldLeads: RetentionStep = (db, { appointmentsMs }) =>
  prepared(db, `DELETE FROM leads WHERE id IN (SELECT id FROM leads WHERE at_ms < ? LIMIT ${atOnce})`).run(appointmentsMs).changes

/** Those known for as long, of whom nothing is left: no appointment, no form, no note, and nobody changed anything since. */
const forgetOldClients: RetentionStep = (db, { appointmentsMs }, atMs) => {
  const roots = idsOf(
    db,
    `SELECT c.id FROM clients AS c WHERE c.known_at_ms < @before AND c.updated_at_ms < @before AND c.notes = '' AND c.merged_into IS NULL
       AND NOT EXISTS (SELECT 1 FROM appointments WHERE client_id = c.id AND client_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM leads WHERE client_id = c.id)
       AND NOT EXISTS (
         WITH RECURSIVE family (id) AS (SELECT o.id FROM clients AS o WHERE o.merged_into = c.id AND o.merged_into IS NOT NULL
           UNION SELECT o.id FROM clients AS o JOIN family ON o.merged_into = family.id)
         SELECT 1 FROM family JOIN clients AS o ON o.id = family.id WHERE o.updated_at_ms >= @before OR o.notes <> ''
           OR EXISTS (SELECT 1 FROM appointments WHERE client_id = o.id AND client_id IS NOT NULL) OR EXISTS (SELECT 1 FROM leads WHERE client_id = o.id))
     LIMIT ${atOnce}`,
    { before: appointmentsMs },
  )
  forgetClients(
    db,
    roots.flatMap((id) => familyOf(db, id)),
    retention(atMs),
  )
  return roots.length
}

/** What people did at the desk, changed of the settings, and what the desk noted of itself: as long as the log. */
const forgetOldNotes: RetentionStep = (db, { deliveriesMs }, atMs) => {
  const entries = idsOf(db, `SELECT id FROM desk_history WHERE at_ms < ? ORDER BY id LIMIT ${atOnce}`, deliveriesMs)
  prepared(db, 'DELETE FROM desk_history WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(entries))
  sayGone(db, { kind: 'desk', ids: entries, what: 'rows' }, retention(atMs))
  const changes = idsOf(db, `SELECT id FROM setting_changes WHERE at_ms < ? ORDER BY id LIMIT ${atOnce}`, deliveriesMs)
  prepared(db, 'DELETE FROM setting_changes WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(changes))
  sayGone(db, { kind: 'setting', ids: changes, what: 'rows' }, retention(atMs))
  const others = [
    `DELETE FROM readings WHERE id IN (SELECT id FROM readings WHERE started_at_ms < ? LIMIT ${atOnce})`,
    `DELETE FROM gaps WHERE id IN (SELECT id FROM gaps WHERE to_ms < ? LIMIT ${atOnce})`,
    `DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE ended_at_ms < ? LIMIT ${atOnce})`,
  ].map((sql) => prepared(db, sql).run(deliveriesMs).changes)
  return entries.length + changes.length + others.reduce((sum, each) => sum + each, 0)
}

const forgetSent: RetentionStep = (db, { outboundMs }) => forgetOutbox(db, outboundMs, atOnce)

/** Nobody repeats a request after a day. */
const forgetRequests: RetentionStep = (db, _cutoffs, atMs) => forgetIdempotent(db, atMs, atOnce)

const forgetFiles: RetentionStep = (db, { deliveriesMs }, atMs) => forgetImports(db, { beforeMs: deliveriesMs, limit: atOnce, atMs })

/** In the order in which they are run: what goes whole need not lose its contents first. */
export const retentionSteps: readonly RetentionStep[] = [
  forgetOldDeliveries,
  forgetRepetitions,
  forgetNotifications,
  forgetOldContents,
  forgetOldAppointments,
  forgetOldLeads,
  forgetOldClients,
  forgetOldNotes,
  forgetSent,
  forgetRequests,
  (db, _cutoffs, atMs) => forgetEndedDesks(db, atMs),
  forgetFiles,
]

/** Counting goes no further: it is enough to know that it is very many. */
export const mostForeseen = 100_000

export interface Foreseen {
  readonly deliveries: number
  readonly contents: number
  readonly appointments: number
}

/** What would go with these cutoffs. Each is counted up to `mostForeseen`. */
export function foresee(db: ReadDb, { deliveriesMs, contentsMs, appointmentsMs }: Cutoffs): Foreseen {
  const count = (sql: string, ...values: number[]): number =>
    prepared<{ n: number }>(db, `SELECT count(*) AS n FROM (${sql} LIMIT ${mostForeseen})`).get(...values)?.n ?? 0
  return {
    deliveries: count('SELECT 1 FROM deliveries WHERE received_at_ms < ?', deliveriesMs),
    contents: count(
      `SELECT 1 FROM deliveries WHERE received_at_ms >= ? AND received_at_ms < ?
         AND EXISTS (SELECT 1 FROM delivery_contents WHERE delivery_id = deliveries.id AND body_gone IS NULL)`,
      Math.max(findKeepingMark(db, 'contents') ?? 0, deliveriesMs),
      contentsMs,
    ),
    appointments: count(
      `SELECT 1 FROM appointments WHERE (start_ms < ? OR (start_ms IS NULL AND updated_at_ms < ?)) AND ${endSql} < ?`,
      appointmentsMs,
      appointmentsMs,
      appointmentsMs,
    ),
  }
}

import { sql, type ExpressionBuilder } from 'kysely'
import type { DeliveryFilter, DeliveryPage, DeliveryRow } from '../../shared/delivery.ts'
import { alikeConditions } from './alike.ts'
import { prepared, scalar, type ReadDb } from './db.ts'
import { toLookAtCondition } from './dealings.ts'
import { matchExpression, pageExpression, searchUnindexed } from './delivery-search.ts'
import { query, runQuery, type Tables } from './query-builder.ts'

/** Counting goes no further: nobody reads the difference, and everybody would wait for it. */
const mostCounted = 10_000

/**
 * A page of the log, newest first, by key: the page at row 500,000 costs what the first one costs.
 *
 * @param cursor id of the last row of the page before; null: the first page. Its row may have been removed since.
 */
export function listDeliveries(db: ReadDb, filter: DeliveryFilter, cursor: number | null, limit: number): DeliveryPage {
  if (filter.search !== null && matchExpression(filter.search) !== null) return searchDeliveries(db, filter, filter.search, cursor, limit)
  let page = query
    .selectFrom('deliveries')
    .select(columns)
    .where((row) => fits(db, row, filter))
  if (cursor !== null) {
    const at = timeOf(db, cursor)
    page = page.where(sql<boolean>`(received_at_ms, id) < (${at}, ${cursor})`)
  }
  const rows = runQuery(
    db,
    page
      .orderBy('received_at_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1),
  )
  return pageOf(rows, limit, countMatching(db, { ...filter, search: null }))
}

/** How many the filter matches, whatever its search says; counted up to 10,000. */
export function countMatching(db: ReadDb, filter: DeliveryFilter): number {
  const counted = query
    .selectFrom('deliveries')
    .select('id')
    .where((row) => fits(db, row, filter))
    .limit(mostCounted)
  return count(db, counted)
}

/** What a row of the log is read from. */
export const columns = [
  'deliveries.id as id',
  'provider',
  'received_at_ms as receivedAtMs',
  'provider_event as providerEvent',
  'verdict',
  'reason',
  'http_status as httpStatus',
  'about_name as aboutName',
  'about_start_ms as aboutStartMs',
  'body_size as bodySize',
  'duration_us as durationUs',
  'origin',
  sql<number>`edited_by IS NOT NULL`.as('isEdited'),
  sql<number>`EXISTS (SELECT 1 FROM delivery_dealings WHERE delivery_id = deliveries.id)`.as('isDealtWith'),
] as const

function fits(
  db: ReadDb,
  row: ExpressionBuilder<Tables, 'deliveries'>,
  { providers, verdicts, httpStatus, fromMs, toMs, toLookAt, alike }: DeliveryFilter,
) {
  return row.and([
    ...(toLookAt ? [toLookAtCondition] : []),
    ...(alike === undefined ? [] : alikeConditions(db, alike)),
    ...(providers ? [row('deliveries.provider', 'in', providers)] : []),
    // For the planner: the index by verdict leaves the accepted ones out.
    ...(verdicts && !verdicts.includes('accepted') ? [row('deliveries.verdict', '<>', sql.lit('accepted'))] : []),
    ...(verdicts ? [row('deliveries.verdict', 'in', verdicts)] : []),
    ...(httpStatus === null ? [] : [row('deliveries.http_status', '=', httpStatus)]),
    ...(fromMs === null ? [] : [row('deliveries.received_at_ms', '>=', fromMs)]),
    ...(toMs === null ? [] : [row('deliveries.received_at_ms', '<', toMs)]),
  ])
}

/**
 * When the cursor's row was received. If it is gone, the latest of those stored just before it: ids follow the time except where
 * requests overlap or the clock was set back.
 */
function timeOf(db: ReadDb, cursor: number): number {
  const own = prepared<{ at: number }>(db, 'SELECT received_at_ms AS at FROM deliveries WHERE id = ?').get(cursor)
  if (own) return own.at
  const before = 'SELECT received_at_ms AS at FROM deliveries WHERE id < ? ORDER BY id DESC LIMIT 50'
  return prepared<{ at: number | null }>(db, `SELECT max(at) AS at FROM (${before})`).get(cursor)?.at ?? 0
}

/**
 * By id, because the index walks its words in that order and need not look at what comes before the page.
 * What is not indexed yet is younger than all that is, so it comes first.
 */
function searchDeliveries(db: ReadDb, filter: DeliveryFilter, search: string, cursor: number | null, limit: number): DeliveryPage {
  const expression = pageExpression(db, search)
  const tail = searchUnindexed(db, search)
  const before = cursor ?? Number.MAX_SAFE_INTEGER
  const unindexed = query
    .selectFrom('deliveries')
    .where('deliveries.id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(tail)}))`)
    .where((row) => fits(db, row, filter))
  const indexed = matching(db, filter, expression)

  const young = runQuery(
    db,
    unindexed
      .select(columns)
      .where('deliveries.id', '<', before)
      .orderBy('deliveries.id', 'desc')
      .limit(limit + 1),
  )
  const old =
    young.length > limit
      ? []
      : runQuery(
          db,
          indexed
            .select(columns)
            .where('delivery_search.rowid', '<', before)
            .orderBy('delivery_search.rowid', 'desc')
            .limit(limit + 1 - young.length),
        )
  const total = count(db, unindexed.select('deliveries.id')) + countIndexed(db, filter, expression, indexed)
  return pageOf([...young, ...old], limit, Math.min(total, mostCounted))
}

/** Without another filter the index knows by itself; looking each delivery up takes ten times as long. */
function countIndexed(db: ReadDb, filter: DeliveryFilter, expression: string | null, indexed: ReturnType<typeof matching>): number {
  const isSearchOnly = Object.entries(filter).every(([name, value]) => name === 'search' || value === null || value === undefined)
  const words = query
    .selectFrom('delivery_search')
    .select('rowid')
    .where('delivery_search.delivery_search', sql`MATCH`, expression)
  return count(db, isSearchOnly ? words.limit(mostCounted) : indexed.select('deliveries.id').limit(mostCounted))
}

function matching(db: ReadDb, filter: DeliveryFilter, expression: string | null) {
  return query
    .selectFrom('delivery_search')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_search.rowid')
    .where('delivery_search.delivery_search', sql`MATCH`, expression)
    .where((row) => fits(db, row, filter))
}

function count(db: ReadDb, composed: { compile(): { sql: string; parameters: readonly unknown[] } }): number {
  const { sql: text, parameters } = composed.compile()
  return prepared<{ n: number }>(db, `SELECT count(*) AS n FROM (${text})`).get(...parameters)?.n ?? 0
}

/** The columns are the members, what they hold was checked when it was stored, and SQLite knows no booleans. */
export function rowOf(found: unknown): DeliveryRow {
  const row = found as Omit<DeliveryRow, 'isDealtWith' | 'isEdited'> & { readonly isDealtWith: number; readonly isEdited: number }
  return { ...row, isDealtWith: row.isDealtWith === 1, isEdited: row.isEdited === 1 }
}

function pageOf(rows: readonly unknown[], limit: number, total: number): DeliveryPage {
  const page = rows.slice(0, limit).map(rowOf)
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null, total }
}

/** 0: there is none. */
export function newestDeliveryId(db: ReadDb): number {
  return scalar<number>(db, 'SELECT coalesce(max(id), 0) FROM deliveries')
}

/**
 * The oldest deliveries that the filter matches, oldest first, for doing something with each of them.
 *
 * @param upToId what came after this one is left out.
 */
export function listMatching(db: ReadDb, filter: DeliveryFilter, upToId: number, limit: number): number[] {
  const expression = filter.search === null ? null : matchExpression(filter.search)
  const found =
    filter.search === null || expression === null
      ? query.selectFrom('deliveries').where((row) => fits(db, row, filter))
      : query.selectFrom('deliveries').where((row) => row.and([fits(db, row, filter), holds(db, filter.search ?? '', expression)]))
  const rows = runQuery(
    db,
    found.select('deliveries.id').where('deliveries.id', '<=', upToId).orderBy('received_at_ms').orderBy('deliveries.id').limit(limit),
  )
  return rows.map(({ id }) => id)
}

function holds(db: ReadDb, search: string, expression: string) {
  const tail = JSON.stringify(searchUnindexed(db, search))
  return sql<boolean>`(deliveries.id IN (SELECT value FROM json_each(${tail}))
    OR deliveries.id IN (SELECT rowid FROM delivery_search WHERE delivery_search MATCH ${expression}))`
}

import type { Health } from '../../shared/contract/health.ts'
import type { ProviderId } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb } from './db.ts'

/*
 * Over a million deliveries: what is asked of a span is counted in an index, and what does not belong (refusals, tests, samples) is counted
 * in the small indexes of its own and taken off.
 */

const inSpan = 'provider = @provider AND received_at_ms >= @fromMs AND received_at_ms < @toMs'
// `<> 'accepted'` lets the planner use the index by verdict.
const isRefused = `verdict = 'rejected' AND verdict <> 'accepted'`

export interface CountedSpan {
  readonly fromMs: number
  /** Not included. */
  readonly toMs: number
}

/** Real and authentic deliveries of the span. */
export function countAuthentic(db: ReadDb, provider: ProviderId, { fromMs, toMs }: CountedSpan): number {
  const values = { provider, fromMs, toMs }
  const all = scalar<number>(db, `SELECT count(*) FROM deliveries INDEXED BY deliveries_by_provider WHERE ${inSpan}`, values)
  return all === 0 ? 0 : all - countRefused(db, provider, { fromMs, toMs }) - countMadeUp(db, provider, { fromMs, toMs })
}

export function countRefused(db: ReadDb, provider: ProviderId, { fromMs, toMs }: CountedSpan): number {
  return scalar<number>(db, `SELECT count(*) FROM deliveries WHERE ${isRefused} AND ${inSpan}`, { provider, fromMs, toMs })
}

/** Tests and samples that were not refused. */
function countMadeUp(db: ReadDb, provider: ProviderId, { fromMs, toMs }: CountedSpan): number {
  return scalar<number>(
    db,
    `SELECT count(*) FROM deliveries INDEXED BY deliveries_by_origin WHERE origin <> 'real' AND +verdict <> 'rejected' AND ${inSpan}`,
    { provider, fromMs, toMs },
  )
}

const authentic = `FROM deliveries WHERE provider = ? AND origin = 'real' AND verdict <> 'rejected'`

/** Null: none ever came. */
export function findFirstAuthentic(db: ReadDb, provider: ProviderId): number | null {
  return prepared<{ at: number }>(db, `SELECT received_at_ms AS at ${authentic} ORDER BY received_at_ms LIMIT 1`).get(provider)?.at ?? null
}

export function findLastAuthentic(db: ReadDb, provider: ProviderId): number | null {
  return (
    prepared<{ at: number }>(db, `SELECT received_at_ms AS at ${authentic} ORDER BY received_at_ms DESC LIMIT 1`).get(provider)?.at ?? null
  )
}

/** The most frequent reason first. */
export function listRefusals(db: ReadDb, provider: ProviderId, { fromMs, toMs }: CountedSpan): Health['refusals'] {
  return prepared<Health['refusals'][number]>(
    db,
    `SELECT reason, count(*) AS count, max(id) AS lastDeliveryId FROM deliveries
     WHERE ${isRefused} AND ${inSpan} AND origin = 'real' AND reason IS NOT NULL GROUP BY reason ORDER BY count DESC, reason`,
  ).all({ provider, fromMs, toMs })
}

/** Of a provider whose signature has no time none of its deliveries tells anything: it is not searched to its first one. */
const mostLookedAt = 200

/**
 * The sender's clock minus ours in seconds, as the latest deliveries told it, newest first. Those that were refused for their time are the
 * ones that it is about; those that were refused for another reason could be anybody's.
 */
export function listSkews(
  db: ReadDb,
  provider: ProviderId,
  { sinceMs, limit }: { readonly sinceMs: number; readonly limit: number },
): number[] {
  return prepared<{ skew: number }>(
    db,
    `SELECT skew FROM (
       SELECT skew_seconds AS skew, verdict, reason, origin, received_at_ms FROM deliveries WHERE provider = ? AND received_at_ms >= ?
       ORDER BY received_at_ms DESC LIMIT ${mostLookedAt})
     WHERE skew IS NOT NULL AND origin = 'real' AND (verdict <> 'rejected' OR reason = 'clock') ORDER BY received_at_ms DESC LIMIT ?`,
  )
    .all(provider, sinceMs, limit)
    .map(({ skew }) => skew)
}

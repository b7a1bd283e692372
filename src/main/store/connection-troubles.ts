import type { ProviderId } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb } from './db.ts'

/**
 * When the first of the followed calendars is left without a channel, of those whose channel has used up nine tenths of its life and has no
 * successor; null: none is. Renewal is due at eight tenths.
 */
export function findEndingChannel(db: ReadDb, nowMs: number): number | null {
  return scalar<number | null>(
    db,
    `SELECT min(lasts) FROM (
       SELECT max(n.expires_at_ms) AS lasts, max(n.expires_at_ms - (n.expires_at_ms - n.created_at_ms) / 10) AS late
       FROM google_channels AS n JOIN google_calendars AS c ON c.id = n.calendar_id
       WHERE c.followed = 1 AND n.retired_at_ms IS NULL AND n.expires_at_ms IS NOT NULL GROUP BY n.calendar_id)
     WHERE late <= ?`,
    nowMs,
  )
}

/** How many of Google's accounts somebody has to sign in to again. */
export function countRefusedAccounts(db: ReadDb): number {
  return scalar<number>(db, 'SELECT count(*) FROM google_accounts WHERE refused_at_ms IS NOT NULL AND signed_out_at_ms IS NULL')
}

/** How many no-shows each provider did not take since then. */
export function listFailedWriteBacks(db: ReadDb, sinceMs: number): { readonly provider: ProviderId; readonly count: number }[] {
  return prepared<{ provider: ProviderId; count: number }>(
    db,
    `SELECT provider, count(*) AS count FROM write_backs WHERE ended_at_ms >= ? AND outcome IN ('refused', 'given-up') GROUP BY provider`,
  ).all(sinceMs)
}

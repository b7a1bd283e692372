import type { CountedDelivery, DeliveryCounter, Interval, Received } from '../../shared/contract/overview.ts'
import type { ProviderId, RejectReason } from '../../shared/words.ts'
import { fromTheNewest, pageOf, type Asked, type CountedPage } from './counters.ts'
import { prepared, type ReadDb } from './db.ts'

const inInterval = `received_at_ms >= @startMs AND received_at_ms < @endMs AND origin = 'real'`

const which = {
  deliveries: 'TRUE',
  refused: `verdict = 'rejected'`,
  duplicates: `verdict = 'duplicate'`,
  // A duplicate, and what changed nothing, told the window nothing new.
  timed: `verdict = 'accepted' AND event_at_ms IS NOT NULL`,
} as const satisfies Record<DeliveryCounter, string>

/** From the event until the commit, in ms. Where the provider's clock is ahead of ours by more than that, it took no time. */
const toWindow = 'max(0, received_at_ms + duration_us / 1000.0 - event_at_ms)'

/** What one provider's endpoint took in within the interval; a provider without deliveries has no entry. Tests and samples do not count. */
export function tallyDeliveries(db: ReadDb, { startMs, endMs }: Interval): Map<ProviderId, Received> {
  const counted = prepared<Omit<Received, 'medianMs' | 'p95Ms'> & { provider: ProviderId }>(
    db,
    `SELECT provider, sum(${which.deliveries}) AS deliveries, sum(${which.refused}) AS refused, sum(${which.duplicates}) AS duplicates,
       sum(${which.timed}) AS timed FROM deliveries WHERE ${inInterval} GROUP BY provider`,
  ).all({ startMs, endMs })
  // By nearest rank: the smallest that at least so many are not above.
  const times = prepared<Pick<Received, 'medianMs' | 'p95Ms'> & { provider: ProviderId }>(
    db,
    `SELECT provider, min(took) FILTER (WHERE 2 * place >= n) AS medianMs, min(took) FILTER (WHERE 20 * place >= 19 * n) AS p95Ms FROM (
       SELECT provider, took, row_number() OVER (PARTITION BY provider ORDER BY took) AS place, count(*) OVER (PARTITION BY provider) AS n
       FROM (SELECT provider, ${toWindow} AS took FROM deliveries WHERE ${inInterval} AND ${which.timed})
     ) GROUP BY provider`,
  ).all({ startMs, endMs })
  const timesOf = new Map(times.map(({ provider, ...figures }) => [provider, figures]))
  return new Map(counted.map(({ provider, ...counts }) => [provider, { ...counts, ...(timesOf.get(provider) ?? nothingTimed) }]))
}

export const nothingTimed = { medianMs: null, p95Ms: null }

/** Refusals by their reason, the most frequent first. */
export function tallyRefusals(db: ReadDb, { startMs, endMs }: Interval): { provider: ProviderId; reason: RejectReason; count: number }[] {
  return prepared<{ provider: ProviderId; reason: RejectReason; count: number }>(
    db,
    `SELECT provider, reason, count(*) AS count FROM deliveries WHERE ${inInterval} AND ${which.refused} AND reason IS NOT NULL
     GROUP BY provider, reason ORDER BY count DESC, reason`,
  ).all({ startMs, endMs })
}

/** What one of the counters counts, newest first; null for the provider or the reason: any. */
export function listCountedDeliveries(
  db: ReadDb,
  counter: DeliveryCounter,
  { interval, cursor, limit }: Omit<Asked, 'part'>,
  { provider, reason }: { readonly provider: ProviderId | null; readonly reason: RejectReason | null },
): CountedPage<CountedDelivery> {
  const fits = `FROM deliveries WHERE ${inInterval} AND ${which[counter]}
    ${provider === null ? '' : 'AND provider = @provider'} ${reason === null ? '' : 'AND reason = @reason'}`
  const values = { ...interval, provider, reason }
  const rows = prepared<CountedDelivery>(
    db,
    `SELECT id, received_at_ms AS atMs, provider, received_at_ms AS receivedAtMs, provider_event AS providerEvent, verdict, reason,
       http_status AS httpStatus, about_name AS aboutName, about_start_ms AS aboutStartMs, body_size AS bodySize, duration_us AS durationUs, origin,
       CASE WHEN ${which.timed} THEN ${toWindow} END AS toWindowMs
     ${fits} AND (received_at_ms, id) < (@atMs, @id) ORDER BY received_at_ms DESC, id DESC LIMIT @limit`,
  ).all({ ...values, ...(cursor ?? fromTheNewest), limit: limit + 1 })
  const total = prepared<{ total: number }>(db, `SELECT count(*) AS total ${fits}`).get(values)!.total
  return pageOf(rows, limit, total)
}

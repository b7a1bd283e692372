import type { CountedDelivery, DeliveryCounter, Interval } from '../../shared/contract/overview.ts'
import type { ProviderId, RejectReason } from '../../shared/words.ts'
import { fromTheNewest, pageOf, type Asked, type CountedPage } from './counters.ts'
import { rowOf } from './delivery-lists.ts'
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

export interface DeliveryCell {
  readonly provider: ProviderId
  readonly deliveries: number
  readonly refused: number
  readonly duplicates: number
}

/** What each endpoint took in within the interval. Tests and samples do not count. */
export function tallyDeliveries(db: ReadDb, { startMs, endMs }: Interval): DeliveryCell[] {
  return prepared<DeliveryCell>(
    db,
    `SELECT provider, sum(${which.deliveries}) AS deliveries, sum(${which.refused}) AS refused, sum(${which.duplicates}) AS duplicates
     FROM deliveries WHERE ${inInterval} GROUP BY provider`,
  ).all({ startMs, endMs })
}

/** How long each of the timed deliveries took from its event to the window, in ms, in no order. */
export function listTimes(db: ReadDb, { startMs, endMs }: Interval): { readonly provider: ProviderId; readonly tookMs: number }[] {
  return prepared<{ provider: ProviderId; tookMs: number }>(
    db,
    `SELECT provider, ${toWindow} AS tookMs FROM deliveries WHERE ${inInterval} AND ${which.timed}`,
  ).all({ startMs, endMs })
}

export interface RefusalCell {
  readonly provider: ProviderId
  readonly reason: RejectReason
  readonly count: number
}

export function tallyRefusals(db: ReadDb, { startMs, endMs }: Interval): RefusalCell[] {
  return prepared<RefusalCell>(
    db,
    `SELECT provider, reason, count(*) AS count FROM deliveries WHERE ${inInterval} AND ${which.refused} AND reason IS NOT NULL
     GROUP BY provider, reason`,
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
       edited_by IS NOT NULL AS isEdited, EXISTS (SELECT 1 FROM delivery_dealings WHERE delivery_id = deliveries.id) AS isDealtWith,
       CASE WHEN ${which.timed} THEN ${toWindow} END AS toWindowMs
     ${fits} AND (received_at_ms, id) < (@atMs, @id) ORDER BY received_at_ms DESC, id DESC LIMIT @limit`,
  ).all({ ...values, ...(cursor ?? fromTheNewest), limit: limit + 1 })
  const total = prepared<{ total: number }>(db, `SELECT count(*) AS total ${fits}`).get(values)!.total
  return pageOf(
    rows.map((row) => ({ ...row, ...rowOf(row) })),
    limit,
    total,
  )
}

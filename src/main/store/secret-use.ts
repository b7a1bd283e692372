import type { SigningProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb } from './db.ts'

export interface PreviousUse {
  /** When a delivery was last signed with the previous secret; null: none was. */
  readonly lastAtMs: number | null
  readonly lastHour: number
  /** The newest authentic delivery of all was signed with it. */
  readonly isNewest: boolean
}

const hourMs = 3_600_000

/** How much the previous secret has been used since the current one was set. */
export function findPreviousUse(db: ReadDb, provider: SigningProviderId, sinceMs: number, nowMs: number): PreviousUse {
  // Told in so many words, so that the small index of its own is used.
  const uses = `FROM deliveries WHERE secret_slot = 'previous' AND provider = ? AND received_at_ms >= ? AND origin = 'real'`
  const { lastAtMs } = prepared<{ lastAtMs: number | null }>(db, `SELECT max(received_at_ms) AS lastAtMs ${uses}`).get(provider, sinceMs)!
  const { lastHour } = prepared<{ lastHour: number }>(db, `SELECT count(*) AS lastHour ${uses}`).get(
    provider,
    Math.max(sinceMs, nowMs - hourMs),
  )!
  const newest = prepared<{ slot: string | null }>(
    db,
    `SELECT secret_slot AS slot FROM deliveries WHERE provider = ? AND secret_slot IS NOT NULL AND origin = 'real'
     ORDER BY received_at_ms DESC, id DESC LIMIT 1`,
  ).get(provider)
  return { lastAtMs, lastHour, isNewest: newest?.slot === 'previous' }
}

import type { DeskStatus, ProviderCard } from '../../shared/contract.ts'
import type { ProviderId } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb } from './db.ts'
import { countToLookAt } from './dealings.ts'

export interface DeskCounts {
  readonly lastDelivery: DeskStatus['lastDelivery']
  readonly toLookAt: number
  readonly sampleCount: number
  readonly testCount: number
  /** True once anything arrived, tests and samples included. */
  readonly anyDelivery: boolean
}

/** For the status line. Tests and samples are counted nowhere but in their own two members. */
export function getDeskCounts(db: ReadDb): DeskCounts {
  const lastDelivery = prepared<NonNullable<DeskCounts['lastDelivery']>>(
    db,
    `SELECT id, provider, received_at_ms AS receivedAtMs, verdict FROM deliveries WHERE origin = 'real' ORDER BY received_at_ms DESC, id DESC LIMIT 1`,
  ).get()
  const countOrigin = `SELECT count(*) FROM deliveries WHERE origin = ? AND origin <> 'real'`
  return {
    lastDelivery: lastDelivery ?? null,
    toLookAt: countToLookAt(db),
    sampleCount: scalar<number>(db, countOrigin, 'sample'),
    testCount: scalar<number>(db, countOrigin, 'test'),
    anyDelivery: prepared(db, 'SELECT 1 FROM deliveries LIMIT 1').get() !== undefined,
  }
}

export type ProviderActivity = Pick<ProviderCard, 'lastDelivery' | 'lastAcceptedAtMs' | 'refusedLately'>

/** What one provider's card tells, without tests and samples. @param sinceMs from when on refusals are counted. */
export function getProviderActivity(db: ReadDb, provider: ProviderId, sinceMs: number): ProviderActivity {
  const lastDelivery = prepared<NonNullable<ProviderActivity['lastDelivery']>>(
    db,
    `SELECT id, received_at_ms AS receivedAtMs, verdict, reason FROM deliveries WHERE provider = ? AND origin = 'real'
     ORDER BY received_at_ms DESC, id DESC LIMIT 1`,
  ).get(provider)
  const accepted = prepared<{ at: number }>(
    db,
    `SELECT received_at_ms AS at FROM deliveries WHERE provider = ? AND origin = 'real' AND verdict <> 'rejected'
     ORDER BY received_at_ms DESC, id DESC LIMIT 1`,
  ).get(provider)
  const refused = `FROM deliveries WHERE verdict = 'rejected' AND verdict <> 'accepted' AND provider = ? AND origin = 'real' AND received_at_ms >= ?`
  const newest = prepared<{ id: number; sentence: string }>(
    db,
    `SELECT id, sentence ${refused} ORDER BY received_at_ms DESC, id DESC LIMIT 1`,
  ).get(provider, sinceMs)
  return {
    lastDelivery: lastDelivery ?? null,
    lastAcceptedAtMs: accepted?.at ?? null,
    refusedLately: {
      count: scalar<number>(db, `SELECT count(*) ${refused}`, provider, sinceMs),
      sentence: newest?.sentence ?? null,
      deliveryId: newest?.id ?? null,
    },
  }
}

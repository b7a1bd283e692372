import { median } from 'simple-statistics'
import type { Health } from '../../shared/contract/health.ts'
import type { ProviderId } from '../../shared/words.ts'
import type { ReadDb } from '../store/db.ts'
import { countAuthentic, findFirstAuthentic, findLastAuthentic, listRefusals, listSkews } from '../store/health.ts'
import { judgeRhythm, sameDaysBefore, todaySoFar } from './rhythm.ts'

const dayMs = 86_400_000
const skewsLookedAt = 20

/** How it goes with one provider's deliveries, by what is in the store. */
export function getHealth(
  db: ReadDb,
  provider: ProviderId,
  { nowMs, timeZone, inUse }: { readonly nowMs: number; readonly timeZone: string; readonly inUse: boolean },
): Health {
  const today = countAuthentic(db, provider, todaySoFar(nowMs, timeZone))
  const firstAtMs = findFirstAuthentic(db, provider)
  const days = firstAtMs === null ? [] : sameDaysBefore(nowMs, timeZone, firstAtMs)
  const skews = listSkews(db, provider, { sinceMs: 0, limit: skewsLookedAt })
  return {
    provider,
    inUse,
    lastDeliveryAtMs: findLastAuthentic(db, provider),
    today,
    ...judgeRhythm(
      today,
      days.map((day) => countAuthentic(db, provider, day)),
    ),
    refusals: listRefusals(db, provider, { fromMs: nowMs - dayMs, toMs: nowMs + 1 }),
    clockSkewSeconds: skews.length === 0 ? null : median(skews),
  }
}

import { median } from 'simple-statistics'
import type { WorkingHours } from '../../shared/appointment.ts'
import type { ProviderId } from '../../shared/words.ts'
import { isWithinWorkingHours } from '../gestures/working-hours.ts'
import type { ReadDb } from '../store/db.ts'
import { listHosts } from '../store/appointment-lists.ts'
import { countAuthentic, countRefused, findLastAuthentic, listSkews } from '../store/health.ts'
import { conditionOf } from './conditions.ts'
import type { Condition } from './conditions.ts'
import { getHealth } from './provider-health.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const runMs = 10 * minuteMs
const fewestRefusals = 5
const mostSkewSeconds = 60
/** Few enough that a clock that was put right is soon seen to be. */
const skewsLookedAt = 5
const fewestSkews = 3

/** What is the matter with the deliveries of the providers that are in use. */
export function listProviderConditions(
  db: ReadDb,
  inUse: readonly ProviderId[],
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): Condition[] {
  const isOpen = isOfficeOpen(db, nowMs, timeZone)
  return inUse.flatMap((provider) => [
    ...(isOpen ? silenceOf(db, provider, nowMs, timeZone) : []),
    ...refusalsOf(db, provider, nowMs),
    ...skewOf(db, provider, nowMs),
  ])
}

function silenceOf(db: ReadDb, provider: ProviderId, nowMs: number, timeZone: string): Condition[] {
  const { rhythm, usual, today } = getHealth(db, provider, { nowMs, timeZone, inUse: true })
  if (rhythm !== 'quiet' || usual === null) return []
  const lastAtMs = findLastAuthentic(db, provider)
  return [conditionOf('silence', provider, { today, usual: Math.round(usual), ...(lastAtMs !== null && { lastAtMs }) })]
}

function refusalsOf(db: ReadDb, provider: ProviderId, nowMs: number): Condition[] {
  const span = { fromMs: nowMs - runMs, toMs: nowMs + 1 }
  const refused = countRefused(db, provider, span)
  if (refused < fewestRefusals || refused <= countAuthentic(db, provider, span)) return []
  return [conditionOf('refusals', provider, { count: refused })]
}

function skewOf(db: ReadDb, provider: ProviderId, nowMs: number): Condition[] {
  const skews = listSkews(db, provider, { sinceMs: nowMs - dayMs, limit: skewsLookedAt })
  if (skews.length < fewestSkews) return []
  const seconds = Math.round(median(skews))
  return Math.abs(seconds) > mostSkewSeconds ? [conditionOf('clock-skew', provider, { seconds: Math.abs(seconds) })] : []
}

/** Where nobody's hours are set, an office's usual ones. */
const usualHours: readonly WorkingHours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' }))

function isOfficeOpen(db: ReadDb, nowMs: number, timeZone: string): boolean {
  const set = listHosts(db).flatMap(({ active, workingHours }) => (active && workingHours !== null ? workingHours : []))
  return isWithinWorkingHours(set.length > 0 ? set : usualHours, { startMs: nowMs, endMs: nowMs + minuteMs }, timeZone)
}

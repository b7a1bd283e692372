import { dayKey } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'

/** For how many of the office's days: 0 is today. A clock that is ahead makes nobody come tomorrow. */
export function daysSince(ms: number, office: Office, nowMs: number): number {
  return Math.max(0, Math.round((Date.parse(dayKey(nowMs, office)) - Date.parse(dayKey(ms, office))) / 86_400_000))
}

import type { Interval } from '../../shared/contract/overview.ts'
import { dayKey, formatDay, formatDayTime, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'

/** `Thu 21 Nov`, `Mon 18 Nov – Sun 24 Nov`, `Thu 21 Nov 14:00 – 15:00`. */
export function intervalText({ startMs, endMs }: Interval, office: Office, nowMs: number): string {
  const [first, last] = [dayKey(startMs, office), dayKey(endMs - 1, office)]
  const isWholeDays = dayKey(startMs - 1, office) !== first && dayKey(endMs, office) !== last
  if (isWholeDays && first === last) return formatDay(startMs, office, nowMs)
  if (isWholeDays) return `${formatDay(startMs, office, nowMs)} – ${formatDay(endMs - 1, office, nowMs)}`
  const end = first === last ? formatTime(endMs, office) : formatDayTime(endMs, office, nowMs)
  return `${formatDayTime(startMs, office, nowMs)} – ${end}`
}

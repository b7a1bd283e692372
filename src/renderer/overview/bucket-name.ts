import type { Interval, Overview } from '../../shared/contract/overview.ts'
import { dayKey, formatDate, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'

/** `14:00`, `21 Nov`, `Nov 2024`. @param nowMs months of another year have it in their name */
export function bucketName({ startMs }: Interval, step: Overview['step'], office: Office, nowMs: number): string {
  if (step === 'hour') return formatTime(startMs, office)
  if (step === 'day') return formatDate(startMs, office)
  const year = dayKey(startMs, office).slice(0, 4) === dayKey(nowMs, office).slice(0, 4) ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(office.locale, { timeZone: office.timeZone, month: 'short', ...year }).format(startMs)
}

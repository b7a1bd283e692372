import { Temporal } from 'temporal-polyfill'
import type { WorkingHours } from '../../shared/appointment.ts'
import type { Slot } from './weekly.ts'

/** True: one stretch of the hours holds the whole slot, on the office's clock. Stretches that touch are one; midnight is a border. */
export function isWithinWorkingHours(hours: readonly WorkingHours[], { startMs, endMs }: Slot, timeZone: string): boolean {
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone)
  const end = Temporal.Instant.fromEpochMilliseconds(endMs).toZonedDateTimeISO(timeZone)
  const from = start.toPlainTime().toString().slice(0, 5)
  // By dates: where clocks skip midnight, the day begins later than the next one.
  const endsAtMidnight = end.equals(start.toPlainDate().add({ days: 1 }).toZonedDateTime(timeZone))
  const to = endsAtMidnight ? '24:00' : end.toPlainTime().toString().slice(0, 5)
  if (!endsAtMidnight && !end.toPlainDate().equals(start.toPlainDate())) return false
  const own = hours.filter(({ weekday }) => weekday === start.dayOfWeek % 7).sort((a, b) => (a.from < b.from ? -1 : 1))
  let reached: string | null = null
  for (const stretch of own) {
    if (reached === null ? stretch.from <= from && from < stretch.to : stretch.from <= reached) {
      if (reached === null || stretch.to > reached) reached = stretch.to
    }
  }
  return reached !== null && to <= reached
}

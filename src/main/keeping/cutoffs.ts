import { Temporal } from 'temporal-polyfill'
import type { KeepSettings } from '../../shared/settings.ts'
import type { Cutoffs } from '../store/retention.ts'

/** They explain why a provider repeats itself, which is looked into within days; what was repeated is kept as long as all else. */
export const repetitionsDays = 90
/** A busy calendar sends thousands a day, and each says only that there is news; the history keeps what was read. */
export const notificationsDays = 30
/** Within these, whoever was away for long has what was sent sent again; bodies are kept no longer than those of deliveries. */
export const outboundDays = 30

/**
 * What is older than so many of the office's days goes: a day begins and ends at the office's midnight, so that nothing of a day goes
 * before the rest of it.
 */
export function cutoffsOf(keep: KeepSettings, nowMs: number, timeZone: string): Cutoffs {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  const before = (days: number): number => today.subtract({ days }).toZonedDateTime({ timeZone }).epochMilliseconds
  return {
    deliveriesMs: before(keep.deliveriesDays),
    contentsMs: before(keep.bodiesDays),
    appointmentsMs: before(keep.appointmentsDays),
    repetitionsMs: before(Math.min(repetitionsDays, keep.deliveriesDays)),
    notificationsMs: before(Math.min(notificationsDays, keep.deliveriesDays)),
    outboundMs: before(Math.min(outboundDays, keep.bodiesDays, keep.deliveriesDays)),
  }
}

import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'

export interface Slot {
  readonly startMs: number
  readonly endMs: number
}

/**
 * The slot, and the same one in the weeks that follow, at the same time on the office's clock: an RFC 5545 rule. A time that the clocks
 * skip falls an hour later.
 *
 * @param weeks how many in all.
 */
export function weekly({ startMs, endMs }: Slot, weeks: number, timeZone: string): Slot[] {
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    count: weeks,
    dtstart: Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone),
    temporal: Temporal,
  })
  return rule.all().map(({ epochMilliseconds }) => ({ startMs: epochMilliseconds, endMs: epochMilliseconds + endMs - startMs }))
}

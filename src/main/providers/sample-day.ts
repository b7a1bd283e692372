import { composeCalComDay } from './sample-day/cal-com.ts'
import { composeCalendlyDay } from './sample-day/calendly.ts'
import { composeClinicDay } from './sample-day/clinic.ts'
import { createDay, type SampleDelivery } from './sample-day/day.ts'
import { composeSmartSchedulerDay } from './sample-day/smart-scheduler.ts'

export type { SampleDelivery } from './sample-day/day.ts'

/**
 * Sixty deliveries of all four providers that tell one day at an office, in the order in which they would have come. Pure: the same day
 * gives the same appointments, and everything that is over was over by `nowMs`.
 *
 * @param timeZone the office's IANA zone; appointments lie between 08:00 and 18:00 there, most of them today.
 */
export function composeSampleDay(nowMs: number, timeZone: string): readonly SampleDelivery[] {
  const day = createDay(nowMs, timeZone)
  const deliveries = [...composeCalendlyDay(day), ...composeCalComDay(day), ...composeSmartSchedulerDay(day), ...composeClinicDay(day)]
  return deliveries.toSorted((a, b) => a.happenedAtMs - b.happenedAtMs).map(({ happenedAtMs: _happenedAtMs, ...delivery }) => delivery)
}

import { Temporal } from 'temporal-polyfill'
import type { Translate } from '../../shared/messages/translator.ts'
import type { BookingFacts } from './facts.ts'

/** A booking that nobody made, by which the office sees how its page looks. */
export function exampleFacts(t: Translate, timeZone: string, nowMs: number): BookingFacts {
  const day = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 7 })
  const start = day.toZonedDateTime({ timeZone, plainTime: '14:00' })
  return {
    origin: 'example',
    standing: 'booked',
    type: 'interview',
    startMs: start.epochMilliseconds,
    endMs: start.add({ minutes: 45 }).epochMilliseconds,
    timeZone,
    zoneOf: 'office',
    details: {
      title: t('booking.page.example.title'),
      hosts: [t('booking.page.example.host')],
      place: { kind: 'unsaid', how: 'video' },
    },
  }
}

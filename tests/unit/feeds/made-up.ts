import { createTranslator } from '../../../src/shared/messages/translator.ts'
import type { EventWording } from '../../../src/main/feeds/event-of.ts'
import type { RevisedAppointment } from '../../../src/main/store/feed-appointments.ts'

/** In English, with who and where, for an office in Berlin. */
export const wording: EventWording = { detail: 'names', t: createTranslator('en').t, timeZone: 'Europe/Berlin' }

/** As the store tells of an appointment. */
export function madeUp(parts: Partial<RevisedAppointment> = {}): RevisedAppointment {
  return {
    id: 1,
    sequence: 0,
    source: 'calendly',
    externalId: 'https://api.calendly.com/scheduled_events/A/invitees/B',
    status: 'scheduled',
    type: 'consultation',
    providerType: 'First talk',
    title: 'First talk',
    start: '2026-11-21T13:00:00.000Z',
    end: '2026-11-21T13:30:00.000Z',
    startAssumed: false,
    rescheduled: false,
    timeZone: null,
    location: null,
    hosts: [],
    client: null,
    attendees: [],
    attendeeCount: 1,
    answers: [],
    notes: null,
    cancellation: null,
    metadata: {},
    sameAs: null,
    replaces: null,
    replacedBy: null,
    created: '2026-11-01T08:00:00.000Z',
    updated: '2026-11-02T08:00:00.000Z',
    revisedAtMs: Date.UTC(2026, 10, 2, 8),
    ...parts,
  }
}

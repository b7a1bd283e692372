import type { AppointmentCard } from '../../../../src/shared/appointment.ts'

/** An ordinary scheduled appointment, Thursday 21 November 2024, 14:00–14:30 in Berlin; say only what matters. */
export function aCard(members: Partial<AppointmentCard> = {}): AppointmentCard {
  return {
    id: 1,
    source: 'calendly',
    externalId: 'a1',
    status: 'scheduled',
    type: 'strategy_session',
    origin: 'real',
    title: null,
    providerType: 'Strategy Session',
    startMs: Date.parse('2024-11-21T13:00:00Z'),
    endMs: Date.parse('2024-11-21T13:30:00Z'),
    startAssumed: false,
    timeZone: 'Europe/Berlin',
    clientLabel: 'Jane Doe',
    attendeeCount: 1,
    hostIds: [1],
    hostLabel: 'Anna',
    locationKind: 'video',
    rescheduled: false,
    disagrees: false,
    seenIn: 1,
    sourcesDiffer: false,
    clientId: null,
    createdAtMs: Date.parse('2024-11-20T09:00:00Z'),
    updatedAtMs: Date.parse('2024-11-20T09:00:00Z'),
    ...members,
  }
}

import { at, cancelledBy, host, person, type Expectation } from './expectation.ts'

export const smartSchedulerSamples: Record<string, Expectation> = {
  'brief-appointment-created.json': {
    providerEvent: 'appointment.created',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'unique-id',
        kind: 'created',
        providerEvent: 'appointment.created',
        happenedAtMs: null,
        details: {
          startMs: at('2025-02-05T14:00:00Z'),
          endMs: at('2025-02-05T14:15:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('advisor@yourcompany.com', 'Advisor Name', 'advisor')],
        },
        attendees: [person('client@example.com', 'Client Name')],
        attendeesAreAll: true,
      },
    ],
  },
  'brief-appointment-created.verbatim.txt': { noDelivery: 'not JSON: the text of the brief with its comments' },
  'composed-api-list-response.json': { noDelivery: 'answer of the pull side' },
  'composed-cancelled.json': {
    providerEvent: 'appointment.cancelled',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_9f2c1b7e',
        kind: 'cancelled',
        providerEvent: 'appointment.cancelled',
        happenedAtMs: null,
        details: {
          startMs: at('2026-03-06T16:30:00Z'),
          endMs: at('2026-03-06T16:45:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('advisor@northwind.example', 'Avery Advisor', 'advisor')],
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
        cancellation: cancelledBy(null, null),
      },
    ],
  },
  'composed-created.json': {
    providerEvent: 'appointment.created',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_9f2c1b7e',
        kind: 'created',
        providerEvent: 'appointment.created',
        happenedAtMs: null,
        details: {
          startMs: at('2026-03-05T14:00:00Z'),
          endMs: at('2026-03-05T14:15:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('advisor@northwind.example', 'Avery Advisor', 'advisor')],
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
      },
    ],
  },
  'composed-standard-webhooks-envelope.json': {
    providerEvent: 'appointment.created',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_std_1',
        kind: 'created',
        providerEvent: 'appointment.created',
        happenedAtMs: at('2026-02-20T16:04:12Z'),
        details: {
          startMs: at('2026-03-05T14:00:00Z'),
          endMs: at('2026-03-05T14:15:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('advisor@northwind.example', 'Avery Advisor', 'advisor')],
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
        revives: true,
      },
    ],
  },
  'composed-strategy-session-with-metadata.json': {
    providerEvent: 'appointment.created',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_0a11',
        kind: 'created',
        providerEvent: 'appointment.created',
        happenedAtMs: null,
        details: {
          startMs: at('2026-03-05T14:00:00Z'),
          endMs: at('2026-03-05T15:00:00Z'),
          providerType: 'strategy_session',
          providerTypeSlug: 'strategy_session',
          hosts: [host('coach@northwind.example', 'Cody Coach', 'coach')],
          metadata: { clientRef: 'CRM-10442', campaign: 'spring' },
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
      },
    ],
  },
  'composed-updated-moved.json': {
    providerEvent: 'appointment.updated',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_9f2c1b7e',
        kind: 'updated',
        providerEvent: 'appointment.updated',
        happenedAtMs: null,
        details: {
          startMs: at('2026-03-06T16:30:00Z'),
          endMs: at('2026-03-06T16:45:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('advisor@northwind.example', 'Avery Advisor', 'advisor')],
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
      },
    ],
  },
  'composed-updated-same-time-new-host.json': {
    providerEvent: 'appointment.updated',
    changes: [
      {
        about: 'appointment',
        source: 'smart-scheduler',
        externalId: 'ss_9f2c1b7e',
        kind: 'updated',
        providerEvent: 'appointment.updated',
        happenedAtMs: null,
        details: {
          startMs: at('2026-03-06T16:30:00Z'),
          endMs: at('2026-03-06T16:45:00Z'),
          providerType: 'initial_consultation',
          providerTypeSlug: 'initial_consultation',
          hosts: [host('coach@northwind.example', 'Cody Coach', 'coach')],
        },
        attendees: [person('client@example.com', 'Casey Client')],
        attendeesAreAll: true,
      },
    ],
  },
}

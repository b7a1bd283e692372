import { at, cancelledBy, person, type Expectation } from './expectation.ts'

export const healthcareSamples: Record<string, Expectation> = {
  'brief-payload-structure.json': {
    providerEvent: 'appointment.scheduled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.scheduled',
        happenedAtMs: null,
        details: { notes: 'Annual physical', startMs: at('2025-01-10T12:30:00Z'), startAssumed: true },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'created',
      },
    ],
  },
  'brief-response-201.json': { noDelivery: 'our own answer' },
  'brief-response-422.json': { noDelivery: 'our own answer' },
  'brief-scenario-1-scheduled.json': {
    providerEvent: 'appointment.scheduled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.scheduled',
        happenedAtMs: null,
        details: { notes: 'Initial consultation - new patient', startMs: at('2025-01-10T12:30:00Z'), startAssumed: true },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'created',
      },
    ],
  },
  'brief-scenario-2-cancelled.json': {
    providerEvent: 'appointment.cancelled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.cancelled',
        happenedAtMs: null,
        details: { notes: 'Patient called to cancel due to conflict' },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'cancelled',
        cancellation: cancelledBy(null, 'Patient called to cancel due to conflict'),
      },
    ],
  },
  'brief-scenario-3-rescheduled.json': {
    providerEvent: 'appointment.rescheduled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.rescheduled',
        happenedAtMs: null,
        details: { notes: 'Moved from Jan 10 to Jan 15 per patient request', startMs: at('2025-01-15T14:00:00Z'), startAssumed: true },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'rescheduled',
      },
    ],
  },
  'brief-scenario-4-completed.json': {
    providerEvent: 'appointment.completed',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.completed',
        happenedAtMs: null,
        details: { notes: 'Routine checkup completed successfully' },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'completed',
      },
    ],
  },
  'brief-scenario-5-no-show.json': {
    providerEvent: 'appointment.no_show',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A12345',
        providerEvent: 'appointment.no_show',
        happenedAtMs: null,
        details: { notes: 'Patient did not arrive for scheduled appointment' },
        attendees: [person(null, null, null, 'P8765')],
        attendeesAreAll: true,
        kind: 'no_show',
        fallback: { startMs: at('2025-01-10T12:30:00Z'), startAssumed: true },
      },
    ],
  },
  'composed-invalid-unix-timestamp.json': { issues: [{ loc: ['body', 'timestamp'], msg: 'str type expected', type: 'type_error.str' }] },
  'composed-invalid-unknown-type.json': {
    issues: [
      {
        loc: ['body', 'event_type'],
        msg: "value is not a valid enumeration member; permitted: 'appointment.scheduled', 'appointment.cancelled', 'appointment.rescheduled', 'appointment.completed', 'appointment.no_show'",
        type: 'type_error.enum',
      },
    ],
  },
  'composed-no-notes-microseconds.json': {
    providerEvent: 'appointment.completed',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A20001',
        providerEvent: 'appointment.completed',
        happenedAtMs: null,
        details: {},
        attendees: [person(null, null, null, 'P1')],
        attendeesAreAll: true,
        kind: 'completed',
      },
    ],
  },
  'composed-notes-null.json': {
    providerEvent: 'appointment.scheduled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A20001',
        providerEvent: 'appointment.scheduled',
        happenedAtMs: null,
        details: { startMs: at('2026-03-05T14:00:00Z'), startAssumed: true },
        attendees: [person(null, null, null, 'P1')],
        attendeesAreAll: true,
        kind: 'created',
      },
    ],
  },
  'composed-offset.json': {
    providerEvent: 'appointment.rescheduled',
    changes: [
      {
        about: 'appointment',
        source: 'healthcare',
        externalId: 'A20002',
        providerEvent: 'appointment.rescheduled',
        happenedAtMs: null,
        details: { notes: 'Moved one week', startMs: at('2026-03-09T12:30:00Z'), startAssumed: true },
        attendees: [person(null, null, null, 'P2')],
        attendeesAreAll: true,
        kind: 'rescheduled',
      },
    ],
  },
}

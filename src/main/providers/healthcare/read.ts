import type { AppointmentChange } from '../../ingest/change.ts'
import type { Reading, ReadingContext } from '../provider.ts'
import { keyOfParts } from '../reading/delivery-key.ts'
import { readShape } from '../reading/issues.ts'
import { isPlainObject } from '../reading/pass-along.ts'
import { cleanParagraph } from '../reading/text.ts'
import { clinicBodySchema, type ClinicBody } from './schema.ts'

/** Throws PayloadError for every body that breaks the clinic's contract. */
export function readClinic(body: unknown, context: ReadingContext): Reading {
  const event = readShape(clinicBodySchema, body, { providerEvent: eventTypeOf(body) })
  const writtenTimestamp = (body as { timestamp: string }).timestamp
  return {
    providerEvent: event.event_type,
    // The contract asks for retries and gives them no id.
    deliveryKey: context.messageId ?? keyOfParts(event.event_type, event.appointment_id, writtenTimestamp, event.notes ?? null),
    changes: [toChange(event, context)],
  }
}

function eventTypeOf(body: unknown): string | null {
  const word = isPlainObject(body) ? body['event_type'] : null
  return typeof word === 'string' && word.length <= 100 ? word : null
}

function toChange(event: ClinicBody, { signedAtMs, clinicTimestamp }: ReadingContext): AppointmentChange {
  const notes = event.notes ? cleanParagraph(event.notes, 2000) : null
  const details = notes === null ? {} : { notes }
  const start = clinicTimestamp === 'start' ? { startMs: event.timestamp, startAssumed: true } : {}
  const common = {
    about: 'appointment' as const,
    source: 'healthcare' as const,
    externalId: event.appointment_id,
    providerEvent: event.event_type,
    // Not the body's timestamp: in the contract's own examples it is the appointment's time, which would put "completed" before "rescheduled".
    happenedAtMs: signedAtMs,
    details,
    attendees: [{ email: null, name: null, phone: null, timeZone: null, externalId: event.patient_id }],
    attendeesAreAll: true,
    ...(signedAtMs !== null && { revives: true }),
  }
  switch (event.event_type) {
    case 'appointment.scheduled':
      return { ...common, kind: 'created', details: { ...details, ...start } }
    case 'appointment.rescheduled':
      return { ...common, kind: 'rescheduled', details: { ...details, ...start } }
    case 'appointment.cancelled':
      return {
        ...withoutRevival(common),
        kind: 'cancelled',
        cancellation: { by: null, reason: notes, declined: false, rescheduleRequested: false },
      }
    case 'appointment.completed':
      return { ...withoutRevival(common), kind: 'completed' }
    case 'appointment.no_show':
      return { ...withoutRevival(common), kind: 'no_show', ...(clinicTimestamp === 'start' && { fallback: start }) }
  }
}

function withoutRevival<T extends { revives?: boolean }>({ revives: _revives, ...rest }: T): Omit<T, 'revives'> {
  return rest
}

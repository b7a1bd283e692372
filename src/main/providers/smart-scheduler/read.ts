import type { AppointmentChange } from '../../ingest/change.ts'
import type { ChangeKind } from '../../../shared/words.ts'
import type { Reading, ReadingContext } from '../provider.ts'
import { keyOfBytes } from '../reading/delivery-key.ts'
import { readShape } from '../reading/issues.ts'
import { isPlainObject, passAlong } from '../reading/pass-along.ts'
import { defined } from '../reading/patch.ts'
import {
  cancelledAppointmentSchema,
  fullAppointmentSchema,
  plainEnvelopeSchema,
  standardEnvelopeSchema,
  type SmartAppointment,
} from './schema.ts'

/** `canceled` is what American senders write. A move is an update here: only what we know already tells one from the other. */
const kinds: Readonly<Record<string, ChangeKind>> = {
  'appointment.created': 'created',
  'appointment.updated': 'updated',
  'appointment.cancelled': 'cancelled',
  'appointment.canceled': 'cancelled',
}

interface Envelope {
  readonly event: string
  readonly sentAtMs: number | null
  readonly appointment: unknown
  readonly loc: readonly string[]
}

/** Throws PayloadError for a body that breaks the contract. An event that it does not name is nobody's error. */
export function readSmartScheduler(body: unknown, context: ReadingContext): Reading {
  const envelope = readEnvelope(body)
  const deliveryKey = context.messageId ?? keyOfBytes(context.rawBody)
  const kind = Object.hasOwn(kinds, envelope.event) ? kinds[envelope.event] : undefined
  if (kind === undefined) return { providerEvent: envelope.event, deliveryKey, changes: [] }
  const appointment = readShape(kind === 'cancelled' ? cancelledAppointmentSchema : fullAppointmentSchema, envelope.appointment, {
    providerEvent: envelope.event,
    loc: envelope.loc,
  })
  const happenedAtMs = envelope.sentAtMs ?? context.signedAtMs
  return { providerEvent: envelope.event, deliveryKey, changes: [toChange(kind, envelope.event, appointment, happenedAtMs)] }
}

function readEnvelope(body: unknown): Envelope {
  if (isPlainObject(body) && body['event'] === undefined && typeof body['type'] === 'string') {
    const known = Object.hasOwn(kinds, body['type'])
    // Of an event that we do not follow, nothing but its name is ours to judge.
    if (!known)
      return {
        event: readShape(plainEnvelopeSchema.shape.event, body['type'], { loc: ['type'] }),
        sentAtMs: null,
        appointment: null,
        loc: [],
      }
    const { type, timestamp, data } = readShape(standardEnvelopeSchema, body, { providerEvent: body['type'] })
    return { event: type, sentAtMs: timestamp ?? null, appointment: data.appointment, loc: ['data', 'appointment'] }
  }
  const { event, appointment } = readShape(plainEnvelopeSchema, body)
  return { event, sentAtMs: null, appointment, loc: ['appointment'] }
}

function toChange(kind: ChangeKind, providerEvent: string, appointment: SmartAppointment, happenedAtMs: number | null): AppointmentChange {
  const { scheduledAt, duration, type, client, host, metadata } = appointment
  return {
    about: 'appointment',
    source: 'smart-scheduler',
    externalId: appointment.id,
    kind,
    providerEvent,
    happenedAtMs,
    details: defined({
      startMs: scheduledAt,
      endMs: scheduledAt === undefined || duration === undefined ? undefined : scheduledAt + duration * 60_000,
      providerType: type,
      providerTypeSlug: type,
      hosts: host && [{ email: host.email, name: host.name ?? null, role: host.role ?? null }],
      metadata: metadata ? passAlong(metadata) : undefined,
    }),
    ...(client && {
      attendees: [{ email: client.email, name: client.name ?? null, phone: null, timeZone: null, externalId: null }],
      attendeesAreAll: true,
    }),
    ...(kind === 'cancelled' && { cancellation: { by: null, reason: null, declined: false, rescheduleRequested: false } }),
    // Only a known time tells a later booking of the same id from an older delivery that comes late.
    ...(kind !== 'cancelled' && happenedAtMs !== null && { revives: true }),
  }
}

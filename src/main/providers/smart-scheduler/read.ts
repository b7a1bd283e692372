import type { Cancellation } from '../../../shared/appointment.ts'
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
  type ListedAppointment,
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
  return {
    about: 'appointment',
    source: 'smart-scheduler',
    externalId: appointment.id,
    kind,
    providerEvent,
    happenedAtMs,
    ...describe(appointment),
    ...(kind === 'cancelled' && { cancellation: nobodySays }),
    // Only a known time tells a later booking of the same id from an older delivery that comes late.
    ...(kind !== 'cancelled' && happenedAtMs !== null && { revives: true }),
  }
}

const nobodySays: Cancellation = { by: null, reason: null, declined: false, rescheduleRequested: false }

function describe(appointment: SmartAppointment): Pick<AppointmentChange, 'details' | 'attendees' | 'attendeesAreAll'> {
  const { scheduledAt, duration, type, client, host, metadata } = appointment
  return {
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
  }
}

/**
 * What the pull API holds of one appointment, in the same words as a webhook about it. The brief names no status; one that says
 * `cancelled` is believed.
 *
 * @param atMs Smart-Scheduler's clock at the reading.
 */
export function wholeAppointment({ status, ...appointment }: ListedAppointment, atMs: number): AppointmentChange {
  const isCancelled = status === 'cancelled' || status === 'canceled'
  return {
    ...wholeAbout(appointment.id, atMs),
    ...describe(appointment),
    kind: isCancelled ? 'cancelled' : 'created',
    ...(isCancelled && { cancellation: nobodySays }),
  }
}

/** It is not there any more. */
export function goneAppointment(id: string, atMs: number): AppointmentChange {
  return { ...wholeAbout(id, atMs), kind: 'cancelled', details: {}, cancellation: nobodySays }
}

function wholeAbout(externalId: string, atMs: number) {
  return { about: 'appointment', source: 'smart-scheduler', externalId, providerEvent: null, happenedAtMs: atMs, isWhole: true } as const
}

import { createHash } from 'node:crypto'
import type { AppointmentDetails, Cancellation } from '../../../src/shared/appointment.ts'
import type { AppointmentStatus, AppointmentType, Origin, ProviderId, RejectReason, Source, Verdict } from '../../../src/shared/words.ts'
import { saveAppointment } from '../../../src/main/store/appointments.ts'
import { insertDelivery } from '../../../src/main/store/deliveries.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { saveHost } from '../../../src/main/store/hosts.ts'
import { insertLead } from '../../../src/main/store/leads.ts'
import { saveClient } from '../../../src/main/store/people.ts'

export interface Written {
  readonly status?: AppointmentStatus
  readonly type?: AppointmentType
  readonly source?: Source
  readonly origin?: Origin
  readonly hosts?: readonly string[]
  /** By whom they are recognised; null: nobody. */
  readonly client?: string | null
  readonly bookedAtMs?: number | null
  readonly endedAtMs?: number | null
  readonly startMs?: number | null
  readonly declined?: boolean
  /** When the client was heard of by it: the earliest counts. */
  readonly knownAtMs?: number
}

const details: AppointmentDetails = {
  title: null,
  type: null,
  startMs: null,
  endMs: null,
  startAssumed: false,
  timeZone: null,
  providerType: null,
  providerTypeSlug: null,
  location: null,
  hosts: [],
  attendees: [],
  groupId: null,
  iCalUid: null,
  notes: null,
  answers: [],
  metadata: {},
  rescheduleUrl: null,
  cancelUrl: null,
}

/** After every day of these tests: who is only said to be known since then was known before. */
export const long = Date.UTC(2030, 0, 1)

let written = 0

/** One appointment, with its client and hosts, through the functions that deliveries go through. @returns its id. */
export function write(store: Store, appointment: Written): number {
  const { status = 'scheduled', type = 'visit', source = 'calendly', origin = 'real', client = 'jane@example.com' } = appointment
  const { hosts = [], bookedAtMs = null, endedAtMs = null, startMs = null, declined = false, knownAtMs = long } = appointment
  const name = client ?? 'Nobody'
  const cancellation: Cancellation | null = status === 'cancelled' ? { by: null, reason: null, declined, rescheduleRequested: false } : null
  const shown = { stage: 'booked', sinceMs: knownAtMs, newsMs: knownAtMs } as const
  written += 1
  return saveAppointment(store.write, {
    id: null,
    origin,
    type,
    rescheduled: false,
    clientId: client === null ? null : knowClient(store, client, { source, origin, knownAtMs }),
    hostIds: hosts.map((host) => hostId(store, host)),
    bookedAtMs,
    shown,
    nowMs: bookedAtMs ?? endedAtMs ?? startMs ?? knownAtMs,
    state: {
      source,
      externalId: `appointment ${written}`,
      status,
      details: {
        ...details,
        startMs,
        hosts: hosts.map((host) => ({ email: `${host}@desk.example`, name: host, role: null })),
        attendees: [{ email: client, name, phone: null, timeZone: null, externalId: null, active: true, noShow: false }],
      },
      cancellation,
      hostNoShow: false,
      supersedes: null,
      supersededBy: null,
      endedAtMs,
    },
  })
}

export function hostId(store: Store, host: string): number {
  const email = `${host}@desk.example`
  return saveHost(store.write, { source: 'calendly', email, name: host, role: null, origin: 'real', saidAtMs: 0 })!.id
}

/** @returns the record's id. */
export function knowClient(
  store: Store,
  email: string,
  { source = 'calendly', origin = 'real', knownAtMs }: { source?: Source; origin?: Origin; knownAtMs: number },
): number {
  const shown = { stage: 'lead', sinceMs: knownAtMs, newsMs: knownAtMs } as const
  return saveClient(store.write, {
    source,
    email,
    externalId: null,
    name: email,
    phone: null,
    timeZone: null,
    shown,
    origin,
    saidAtMs: knownAtMs,
    nowMs: knownAtMs,
  })!.id
}

export function sendForm(store: Store, email: string, { source, atMs }: { readonly source: Source; readonly atMs: number }): void {
  const clientId = knowClient(store, email, { source, knownAtMs: atMs })
  written += 1
  insertLead(store.write, {
    source,
    externalId: `form ${written}`,
    origin: 'real',
    clientId,
    deliveryId: null,
    atMs,
    providerEvent: null,
    name: null,
    email,
    answers: [],
    metadata: {},
  })
}

export interface Received {
  readonly receivedAtMs: number
  readonly provider?: ProviderId
  readonly verdict?: Verdict
  readonly reason?: RejectReason
  readonly origin?: Origin
  readonly eventAtMs?: number | null
  readonly durationUs?: number
}

/** One delivery. @returns its id. */
export function receive(store: Store, delivery: Received): number {
  const { provider = 'calendly', verdict = 'accepted', reason = null, origin = 'real', eventAtMs = null, durationUs = 0 } = delivery
  return insertDelivery(store.write, {
    provider,
    receivedAtMs: delivery.receivedAtMs,
    providerEvent: null,
    verdict,
    reason,
    httpStatus: 200,
    origin,
    aboutName: null,
    aboutStartMs: null,
    method: 'POST',
    path: '/',
    headers: [],
    body: Buffer.from('{}'),
    bodySize: 2,
    bodyTruncated: false,
    bodySha256: createHash('sha256').update('{}').digest(),
    durationUs,
    sentence: '',
    issues: [],
    verification: { scheme: null, key: null, skewSeconds: null, failure: null },
    deliveryKey: null,
    duplicateOf: null,
    eventAtMs,
  })
}

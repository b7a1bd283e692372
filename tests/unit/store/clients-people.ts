import type { AppointmentDetails } from '../../../src/shared/appointment.ts'
import type { AppointmentStatus, Origin, Source } from '../../../src/shared/words.ts'
import { saveAppointment } from '../../../src/main/store/appointments.ts'
import { indexNextClients } from '../../../src/main/store/clients-search.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { saveClient } from '../../../src/main/store/people.ts'
import { restage } from '../../../src/main/store/stages.ts'
import { NOON } from '../../support/temporary.ts'

export interface Person {
  readonly email?: string | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly externalId?: string | null
  readonly source?: Source
  readonly origin?: Origin
  readonly saidAtMs?: number
}

const lead = { stage: 'lead', sinceMs: NOON, newsMs: NOON } as const

/** A client as a provider names one, whom the search has indexed. @returns their record's id. */
export function known(store: Store, person: Person): number {
  const id = justCame(store, person)
  indexNextClients(store.write, 10)
  return id
}

/** The same before the search has indexed them. */
export function justCame(store: Store, person: Person): number {
  const saved = saveClient(store.write, {
    source: 'calendly',
    email: null,
    name: null,
    phone: null,
    externalId: null,
    timeZone: null,
    origin: 'real',
    saidAtMs: NOON,
    shown: lead,
    nowMs: NOON,
    ...person,
  })
  if (saved === null) throw new Error('somebody without an e-mail and an id')
  return saved.id
}

const details: AppointmentDetails = {
  title: null,
  type: null,
  startMs: NOON,
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

let booked = 0

export interface Booked extends Partial<Pick<AppointmentDetails, 'answers' | 'metadata'>> {
  readonly startMs?: number | null
  readonly bookedAtMs?: number | null
  readonly status?: AppointmentStatus
  readonly source?: Source
  readonly origin?: Origin
  readonly shown?: 'lead' | 'booked' | 'attended'
}

/** An appointment of a client. @returns its id. */
export function book(store: Store, clientId: number, appointment: Booked = {}): number {
  const {
    startMs = NOON,
    bookedAtMs = NOON,
    status = 'scheduled',
    source = 'calendly',
    origin = 'real',
    shown = 'booked',
    ...more
  } = appointment
  const id = saveAppointment(store.write, {
    id: null,
    origin,
    type: 'consultation',
    rescheduled: false,
    clientId,
    hostIds: [],
    bookedAtMs,
    shown: { stage: shown, sinceMs: NOON, newsMs: NOON },
    nowMs: NOON,
    state: {
      source,
      externalId: `appointment-${++booked}`,
      status,
      details: { ...details, startMs, ...more },
      cancellation: null,
      hostNoShow: false,
      supersedes: null,
      supersededBy: null,
      endedAtMs: null,
    },
  })
  restage(store.write, clientId)
  return id
}

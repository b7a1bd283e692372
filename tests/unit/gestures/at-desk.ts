import { createWriter, type CommitNotes } from '../../../src/main/store/writer.ts'
import type { WriteDb } from '../../../src/main/store/db.ts'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import type { AtDesk } from '../../../src/main/gestures/say.ts'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { planChanges, saveChanges } from '../../../src/main/ingest/plan-changes.ts'
import type { AppointmentDraft } from '../../../src/shared/contract/gestures.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** A store, and Mara at the desk, whose clock goes on by a second with each thing she does. */
export function startAtDesk(nowMs = NOON) {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  let clockMs = nowMs
  const run = <T>(job: (db: WriteDb, notes: CommitNotes, at: AtDesk) => T): Promise<T> => {
    clockMs += 1000
    const at = { actor: 'Mara', nowMs: clockMs, typeRules: [] }
    return writer.submit((db, notes) => job(db, notes, at))
  }
  return {
    store,
    run,
    /** A provider's news, as if it came by a delivery that was not kept. */
    tell: (change: AppointmentChange, origin: 'real' | 'test' = 'real') =>
      run((db, notes, { nowMs: receivedAtMs }) => {
        const circumstances = { origin, receivedAtMs, typeRules: [] }
        const [id] = saveChanges(db, planChanges(db, [change], circumstances), {}, circumstances, notes)
        return id!
      }),
    get: (id: number) => findAppointment(store.read, id)!,
  }
}

export function draft(members: Partial<AppointmentDraft> = {}): AppointmentDraft {
  return {
    type: 'visit',
    title: null,
    startMs: NOON + HOUR,
    endMs: NOON + HOUR + 30 * MINUTE,
    hostId: null,
    client: { name: 'Jane Doe', email: 'jane@example.com', phone: null },
    location: null,
    notes: null,
    ...members,
  }
}

/** A booking that Calendly tells of. */
export function bookedAt(externalId: string, startMs: number, more: Partial<AppointmentChange> = {}): AppointmentChange {
  return {
    about: 'appointment',
    source: 'calendly',
    externalId,
    kind: 'created',
    providerEvent: 'invitee.created',
    happenedAtMs: NOON - HOUR,
    details: {
      startMs,
      endMs: startMs + 30 * MINUTE,
      hosts: [{ email: 'anna@desk.example', name: 'Anna', role: null }],
      rescheduleUrl: 'https://calendly.com/reschedulings/1',
    },
    attendees: [{ email: 'bob@example.com', name: 'Bob', phone: null, timeZone: null, externalId: null }],
    ...more,
  }
}

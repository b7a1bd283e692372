import { restAppointmentSchema, type RestAppointment } from '../../shared/contract/rest-schemas.ts'
import { listHistory } from '../store/appointment-details.ts'
import type { ReadDb } from '../store/db.ts'
import { findPublicAppointment } from '../store/public-appointments.ts'
import { toKeyHolders } from '../store/rest-appointments.ts'
import { etagOf, isExpected } from './etag.ts'
import { publicEntryOf } from './public-history.ts'
import { refusal } from './refusal.ts'

/** Everything that is told of one appointment. @throws ORPCError NOT_FOUND: there is none like it, or it is made up. */
export function appointmentFor(db: ReadDb, id: number | null): RestAppointment {
  const appointment = id === null ? null : findPublicAppointment(db, id, toKeyHolders)
  if (appointment === null) throw refusal('NOT_FOUND', 'There is no such appointment.')
  return { ...appointment, history: listHistory(db, appointment.id).map(publicEntryOf) }
}

/** @param ifMatch the header; undefined: whatever it is. @throws ORPCError PRECONDITION_FAILED: it is told otherwise by now. */
export function expectUnchanged(db: ReadDb, id: number, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return
  // The schema puts the members in the order in which they are answered.
  const text = JSON.stringify(restAppointmentSchema.parse(appointmentFor(db, id)))
  if (!isExpected(ifMatch, etagOf(text)))
    throw refusal('PRECONDITION_FAILED', 'The appointment was changed since it was read. Get it again, and decide anew.')
}

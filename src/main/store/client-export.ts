import { findAppointment } from './appointment-details.ts'
import { findClient } from './client-details.ts'
import { shownAs } from './clients-search.ts'
import type { ReadDb } from './db.ts'
import { findDelivery } from './delivery-details.ts'

/** A part of a client's data, for a file: under which name, and what. */
export interface ExportedPart {
  readonly list: 'appointments' | 'deliveries'
  readonly item: unknown
}

/** What is known of the client beside lists: contact, records, stage, notes, forms, what was passed along, what was done at the desk. */
export function findExportedProfile(db: ReadDb, clientId: number): Record<string, unknown> | null {
  const id = shownAs(db, clientId)
  const client = id === null ? null : findClient(db, id)
  if (client === null) return null
  const { appointments: _appointments, ...profile } = client
  return profile
}

/** Each appointment with its history, then each delivery with headers and body, one at a time. */
export function* exportedParts(db: ReadDb, appointmentIds: readonly number[], deliveryIds: readonly number[]): Generator<ExportedPart> {
  for (const id of appointmentIds) {
    const item = findAppointment(db, id)
    if (item !== null) yield { list: 'appointments', item }
  }
  for (const id of deliveryIds) {
    const item = findDelivery(db, id)
    if (item !== null) yield { list: 'deliveries', item }
  }
}

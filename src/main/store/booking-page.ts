import type { Origin, Source } from '../../shared/words.ts'
import type { PublicAppointment } from '../../shared/public-appointment.ts'
import { keyOf } from './appointments.ts'
import { inviteeKey } from './booking-key.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { publicAppointmentOf, publicColumns, type PublicRow } from './public-appointments.ts'

/** What the booking page shows. A test or a sample is found too, so that the page can say what it is. */
export interface Booking {
  /** 16 bytes that stand for it, and tell nothing of it. */
  readonly key: Buffer
  readonly origin: Origin
  /** With names and titles; answers, notes and metadata are none of the page's business. */
  readonly appointment: PublicAppointment
  readonly createdAtMs: number
  /** True: it took the place of the one that was asked for. */
  readonly isMoved: boolean
}

interface BookingRow extends PublicRow {
  readonly key: Buffer
  readonly origin: Origin
}

/** Whose redirects name a booking by its whole id. */
const namedByWholeId = ['cal-com', 'smart-scheduler'] as const satisfies readonly Source[]
/** What is real comes before what was made up. */
const byReality = ['real', 'test', 'sample'] as const satisfies readonly Origin[]
/** Longer chains of reschedules than anybody makes. */
const mostLinks = 50

const columns = `${publicColumns}, a.key, a.origin`
const byKeySql = `SELECT ${columns} FROM appointments AS a WHERE a.key = ?`

/**
 * By what a provider's redirect carries. It is looked up by the hash of the whole in every way that there is: a wrong id that is near a
 * right one takes the same steps as any other. Null: there is no such booking, or not yet.
 */
export function findBooking(db: ReadDb, id: string): Booking | null {
  const found = [
    ...byReality.flatMap((origin) => namedByWholeId.map((source) => findByKey(db, keyOf({ source, externalId: id, origin })))),
    ...prepared<BookingRow>(db, `SELECT ${columns} FROM appointments AS a WHERE a.booking_key = ? ORDER BY a.id DESC`).all(inviteeKey(id)),
  ].filter((row) => row !== null)
  const row = byReality.map((origin) => found.find((each) => each.origin === origin)).find((each) => each !== undefined)
  return row === undefined ? null : latest(db, row)
}

/** By what stands for it. */
export function findBookingByKey(db: ReadDb, key: Buffer): Booking | null {
  const row = findByKey(db, key)
  return row === null ? null : latest(db, row)
}

function findByKey(db: ReadDb, key: Buffer): BookingRow | null {
  return prepared<BookingRow>(db, byKeySql).get(key) ?? null
}

/** A reschedule may give a booking a new id; whoever asks for the old one means what became of it. */
function latest(db: ReadDb, first: BookingRow): Booking {
  let row = first
  let appointment = read(db, row)
  for (let links = 0; links < mostLinks && appointment.status === 'superseded' && appointment.replacedBy !== null; links += 1) {
    const next = findByKey(db, keyOf({ source: row.source, externalId: appointment.replacedBy, origin: row.origin }))
    if (next === null) break
    row = next
    appointment = read(db, row)
  }
  const { key, origin, createdAtMs } = row
  return { key, origin, appointment, createdAtMs, isMoved: row.id !== first.id }
}

function read(db: ReadDb, row: BookingRow): PublicAppointment {
  return publicAppointmentOf(db, row, { personal: true, medical: false, metadata: false })
}

/** The step of the person who booked. */
export interface BookingStep {
  /** SHA-256 of the token that the first browser got. */
  readonly digest: Buffer
  readonly openedAtMs: number
  /** Null: not yet. */
  readonly completedAtMs: number | null
}

export function findBookingStep(db: ReadDb, appointmentId: number): BookingStep | null {
  return (
    prepared<BookingStep>(
      db,
      'SELECT digest, opened_at_ms AS openedAtMs, completed_at_ms AS completedAtMs FROM booking_steps WHERE appointment_id = ?',
    ).get(appointmentId) ?? null
  )
}

/** @returns false: somebody else was first, or the appointment is gone. */
export function insertBookingStep(
  db: WriteDb,
  { appointmentId, digest, openedAtMs }: { readonly appointmentId: number; readonly digest: Buffer; readonly openedAtMs: number },
): boolean {
  const { changes } = prepared(
    db,
    `INSERT INTO booking_steps (appointment_id, digest, opened_at_ms) SELECT id, ?, ? FROM appointments WHERE id = ?
     ON CONFLICT (appointment_id) DO NOTHING`,
  ).run(digest, openedAtMs, appointmentId)
  return changes === 1
}

/** @returns false: it was completed before. */
export function markBookingStepCompleted(db: WriteDb, appointmentId: number, completedAtMs: number): boolean {
  const { changes } = prepared(db, 'UPDATE booking_steps SET completed_at_ms = ? WHERE appointment_id = ? AND completed_at_ms IS NULL').run(
    completedAtMs,
    appointmentId,
  )
  return changes === 1
}

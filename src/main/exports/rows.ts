import { setImmediate } from 'node:timers/promises'
import type { Appointment, AppointmentCard, AppointmentFilter } from '../../shared/appointment.ts'
import type { Delivery, DeliveryFilter, DeliveryRow } from '../../shared/delivery.ts'
import { findAppointment } from '../store/appointment-details.ts'
import { listAppointments } from '../store/appointment-lists.ts'
import type { ReadDb } from '../store/db.ts'
import { findDelivery } from '../store/delivery-details.ts'
import { listDeliveries } from '../store/delivery-lists.ts'

const pageSize = 100

/** The log's rows, newest first. Between two pages deliveries are received. */
export async function* deliveryRows(db: ReadDb, filter: DeliveryFilter): AsyncGenerator<DeliveryRow> {
  let cursor: number | null = null
  do {
    const page = listDeliveries(db, filter, cursor, pageSize)
    yield* page.rows
    cursor = page.nextCursor
    await setImmediate()
  } while (cursor !== null)
}

/** The same with headers, body and what each of them changed. */
export async function* wholeDeliveries(db: ReadDb, filter: DeliveryFilter): AsyncGenerator<Delivery> {
  for await (const { id } of deliveryRows(db, filter)) {
    const delivery = findDelivery(db, id)
    // Removed while the pages before it were written.
    if (delivery !== null) yield delivery
  }
}

/** By start. A list has at most 5,000, so the next one begins where it ended. */
export async function* appointmentCards(db: ReadDb, filter: AppointmentFilter): AsyncGenerator<AppointmentCard> {
  let startMs = filter.startMs
  let written = new Set<number>()
  for (;;) {
    const page = listAppointments(db, { ...filter, startMs }).filter(({ id }) => !written.has(id))
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    startMs = last.startMs
    written = new Set(page.filter((card) => card.startMs === startMs).map(({ id }) => id))
    await setImmediate()
  }
}

/** The same with details and history. */
export async function* wholeAppointments(db: ReadDb, filter: AppointmentFilter): AsyncGenerator<Appointment> {
  let sinceBreath = 0
  for await (const { id } of appointmentCards(db, filter)) {
    const appointment = findAppointment(db, id)
    if (appointment !== null) yield appointment
    sinceBreath = (sinceBreath + 1) % pageSize
    if (sinceBreath === 0) await setImmediate()
  }
}

import { hash } from 'node:crypto'
import { indexNextAppointments } from '../../../src/main/store/appointment-search.ts'
import { indexNextClients } from '../../../src/main/store/clients-search.ts'
import { insertDelivery } from '../../../src/main/store/deliveries.ts'
import { indexNextBodies } from '../../../src/main/store/delivery-search.ts'
import { moveNoticeMark } from '../../../src/main/store/notices.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { moveWriteBackMark } from '../../../src/main/store/write-backs.ts'
import { bookingOf } from './deliveries.ts'

const firstNames = [
  'Jane',
  'Bob',
  'Anna',
  'Marta',
  'Chris',
  'Olaf',
  'Nina',
  'Peter',
  'Lucia',
  'Ivan',
  'Zoe',
  'Yara',
  'Theo',
  'Emil',
  'Frida',
  'Mia',
]
const lastNames = ['Doe', 'Smith', 'Keller', 'Novak', 'Garcia', 'Weber', 'Rossi', 'Berg', 'Olsen', 'Okafor', 'Tanaka', 'Petrov', 'Larsen']
const hosts = 8
const clientsOf = (appointments: number): number => Math.ceil(appointments / 3)
const nameOf = (clientId: number): string =>
  `${firstNames[clientId % firstNames.length]} ${lastNames[(clientId * 7) % lastNames.length]}${clientId}`
const emailOf = (clientId: number): string => `${nameOf(clientId).toLowerCase().replace(' ', '.')}@example.com`
const slotMs = 600_000
const dayMs = 86_400_000
/** Committed together; neither the write-ahead log nor the memory grows with the store. */
const atOnce = 20_000

/** Of each appointment: it was booked, moved, confirmed and so on. */
export const deliveriesEach = 5
/** What only the bodies of one appointment's deliveries hold. */
export const uniqueOf = (index: number): string => hash('md5', String(index), 'hex').slice(0, 24)

/**
 * The store of an office after years: clients, appointments with their history, and five deliveries for each, chained, with bodies of
 * 1.2 KB, all of it indexed. It is made by the store's own functions where they do more than insert a row, and without the receiver and
 * without waiting for the disk: what is measured is reading.
 */
export function fillOffice(store: Store, appointments: number): void {
  const { database } = store.write
  const nowMs = Date.now()
  database.pragma('synchronous = OFF')
  console.error(`filling a store with ${appointments} appointments and ${appointments * deliveriesEach} deliveries`)
  database.transaction(() => insertPeople(store, clientsOf(appointments)))()
  inBatches(store, appointments * deliveriesEach, deliveryOf(appointments, nowMs), (delivery) => insertDelivery(store.write, delivery))
  const insert = appointmentInsert(store, appointments, nowMs)
  inBatches(store, appointments, (index) => index, insert)
  // Somebody has been at the desk all the while.
  moveWriteBackMark(store.write, appointments)
  for (const mark of ['seen', 'looked'] as const) moveNoticeMark(store.write, mark, appointments)
  console.error('indexing them')
  const indexSome = database.transaction(
    () => indexNextAppointments(store.write, 5000) + indexNextClients(store.write, 5000) + indexNextBodies(store.write, 5000),
  )
  while (indexSome() > 0);
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.pragma('synchronous = FULL')
}

/** From 1 on. */
function inBatches<Row>({ write }: Store, amount: number, rowOf: (index: number) => Row, insert: (row: Row) => unknown): void {
  const batch = write.database.transaction((from: number) => {
    for (let index = from; index < Math.min(from + atOnce, amount + 1); index += 1) insert(rowOf(index))
  })
  for (let from = 1; from <= amount; from += atOnce) batch(from)
}

function insertPeople({ write: { database } }: Store, clients: number): void {
  const host = database.prepare(`INSERT INTO hosts (id, email, name, origin, named_at_ms) VALUES (?, ?, ?, 'real', 0)`)
  for (let id = 1; id <= hosts; id += 1) host.run(id, `host${id}@northwind.example`, `Host ${id}`)
  const client = database.prepare(
    `INSERT INTO clients (id, email, name, stage, origin, named_at_ms, created_at_ms, updated_at_ms) VALUES (?, ?, ?, 'booked', 'real', 0, 0, 0)`,
  )
  for (let id = 1; id <= clients; id += 1) client.run(id, emailOf(id), nameOf(id))
}

// A prime step spreads each client's appointments over the years.
const clientOf = (index: number, appointments: number): number => 1 + ((index * 7919) % clientsOf(appointments))

function deliveryOf(appointments: number, nowMs: number): (index: number) => Parameters<typeof insertDelivery>[1] {
  const every = (appointments * 0.75 * slotMs) / (appointments * deliveriesEach)
  return (index) => {
    const appointment = Math.ceil(index / deliveriesEach)
    const receivedAtMs = Math.floor(nowMs - 60_000 - (appointments * deliveriesEach - index) * every)
    const name = nameOf(clientOf(appointment, appointments))
    const body = Buffer.from(bookingOf(uniqueOf(appointment), appointment, name))
    // One in fifty is no news to us.
    const verdict = index % 50 === 0 ? 'ignored' : 'accepted'
    return {
      provider: 'calendly',
      receivedAtMs,
      providerEvent: 'invitee.created',
      verdict,
      reason: null,
      httpStatus: 200,
      origin: 'real',
      aboutName: name,
      aboutStartMs: null,
      method: 'POST',
      path: '/api/webhooks/calendly',
      headers: [
        ['user-agent', 'Calendly'],
        ['content-type', 'application/json'],
        ['content-length', String(body.length)],
      ],
      body,
      bodySize: body.length,
      bodyTruncated: false,
      bodySha256: hash('sha256', body, 'buffer'),
      durationUs: 500,
      sentence: verdict,
      issues: [],
      verification: { scheme: 'calendly-v1', key: 'current', skewSeconds: 1, failure: null },
      deliveryKey: `delivery ${index}`,
      duplicateOf: null,
      eventAtMs: receivedAtMs,
    }
  }
}

function appointmentInsert({ write: { database } }: Store, appointments: number, nowMs: number): (index: number) => void {
  const insert = database.prepare(
    `INSERT INTO appointments (source, external_id, origin, key, status, type, start_ms, end_ms, start_assumed, title, provider_type, client_id,
       client_label, attendee_count, host_ids, host_label, rescheduled, created_at_ms, updated_at_ms, booked_at_ms, search_text)
     VALUES ('calendly', ?, 'real', ?, ?, 'consultation', ?, ?, 0, 'Consultation', 'Initial consultation', ?, ?, 1, ?, ?, 0, ?, ?, ?, ?)`,
  )
  const state = database.prepare(`INSERT INTO appointment_states (appointment_id, state) VALUES (?, '{}')`)
  const history = database.prepare(
    `INSERT INTO appointment_history (appointment_id, delivery_id, at_ms, kind, before, after)
     SELECT ?, id, received_at_ms, 'created', '{}', '{"status":"scheduled"}' FROM deliveries WHERE id = ?`,
  )
  return (index) => {
    const clientId = clientOf(index, appointments)
    const name = nameOf(clientId)
    const hostId = 1 + (index % hosts)
    // Three quarters of them are over; they are booked up to a month ahead of one another.
    const startMs = Math.floor(nowMs + (index - appointments * 0.75) * slotMs + ((index * 7919) % 30) * dayMs)
    const bookedAtMs = Math.min(startMs, nowMs) - dayMs
    const search = `consultation\ninitial consultation\n${name}\n${name.replace(' ', '.')}@example.com\nhost ${hostId}`
    const status = startMs < nowMs ? 'completed' : 'scheduled'
    const key = hash('md5', `appointment ${index}`, 'buffer')
    const members = [`e${index}`, key, status, startMs, startMs + 1_800_000, clientId, name, `[${hostId}]`, `Host ${hostId}`]
    const { lastInsertRowid } = insert.run(...members, bookedAtMs, bookedAtMs, bookedAtMs, search.toLowerCase())
    state.run(lastInsertRowid)
    history.run(lastInsertRowid, index * deliveriesEach)
  }
}

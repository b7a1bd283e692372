import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { findAppointments, indexNextAppointments } from '../../../src/main/store/appointment-search.ts'
import { indexNextClients } from '../../../src/main/store/clients-search.ts'
import { findClients } from '../../../src/main/store/clients.ts'
import { findDeliveries } from '../../../src/main/store/delivery-find.ts'
import { openStore, type Store } from '../../../src/main/store/open.ts'
import { median, type Figure } from './figures.ts'

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
/** Many that fit, few, none; two letters; a number; several words; an event. */
const texts = ['jane', 'jane doe', 'doe15', 'consultation', 'example.com', 'ja', 'zz', 'qqq', '4711', 'frida petrov 1', 'invitee']

/**
 * Every kind of search of the palette, in a store that is filled without the receiver: what is measured is reading.
 *
 * @param amount of appointments; there are five deliveries and a third of a client to each.
 */
export function measureFind(folder: string, amount: number, rounds: number): readonly [Figure, Figure] {
  const store = openStore({ path: join(folder, 'deskbell.db'), nowMs: Date.now() })
  try {
    fill(store, amount)
    const all = `${amount.toLocaleString('en')} appointments`
    const took = texts.map((text) => ({ text, ms: medianMs(rounds, () => everything(store, text)) }))
    const slowest = took.reduce((one, other) => (other.ms > one.ms ? other : one))
    const typical = median(took.map(({ ms }) => ms))
    const scan = medianMs(rounds, () =>
      store.read.database.prepare(`SELECT id FROM appointments WHERE instr(search_text, ?) > 0 ORDER BY start_ms DESC LIMIT 5`).all('qqq'),
    )
    const value = typical / scan
    return [
      {
        name: `median palette search with ${all} ÷ looking through them all`,
        value,
        goal: '≤ 0.5',
        reached: value <= 0.5,
        detail: `${typical.toFixed(1)} ms ÷ ${scan.toFixed(1)} ms`,
      },
      {
        name: `slowest of ${texts.length} palette searches with ${all}, in ms`,
        value: slowest.ms,
        goal: '≤ 100',
        reached: slowest.ms <= 100,
        detail: took.map(({ text, ms }) => `${text}: ${ms.toFixed(1)}`).join(', '),
      },
    ]
  } finally {
    store.close()
  }
}

function everything(store: Store, text: string): void {
  const nowMs = Date.now()
  const appointments = findAppointments(store.read, text, nowMs, 5)
  findClients(store.read, text, nowMs)
  findDeliveries(
    store.read,
    text,
    appointments.map(({ id }) => id),
    5,
  )
}

function medianMs(rounds: number, run: () => void): number {
  const took = Array.from({ length: rounds + 1 }, () => {
    const startedAt = performance.now()
    run()
    return performance.now() - startedAt
  })
  // The first one compiles the statements and fills the cache.
  return median(took.slice(1))
}

function fill(store: Store, amount: number): void {
  const { database } = store.write
  const client = database.prepare(
    `INSERT INTO clients (id, email, name, stage, origin, named_at_ms, created_at_ms, updated_at_ms) VALUES (?, ?, ?, 'booked', 'real', 0, 0, 0)`,
  )
  const appointment = database.prepare(
    `INSERT INTO appointments (source, external_id, origin, key, status, type, start_ms, end_ms, start_assumed, title, provider_type, client_id,
       client_label, attendee_count, host_ids, rescheduled, created_at_ms, updated_at_ms, search_text)
     VALUES ('calendly', ?, 'real', ?, 'scheduled', 'consultation', ?, ?, 0, 'Consultation', 'Initial consultation', ?, ?, 1, '[1]', 0, ?, ?, ?)`,
  )
  const delivery = database.prepare(
    `INSERT INTO deliveries (received_at_ms, provider, verdict, http_status, origin, provider_event, about_name, body_size, duration_us,
       body_sha256, method, path, sentence) VALUES (?, 'calendly', 'accepted', 200, 'real', 'invitee.created', ?, 900, 500, x'00', 'POST', '/', '')`,
  )
  const history = database.prepare(
    `INSERT INTO appointment_history (appointment_id, delivery_id, at_ms, kind, before, after) VALUES (?, ?, ?, 'created', '{}', '{}')`,
  )
  const clients = Math.ceil(amount / 3)
  const nameOf = (id: number): string => `${firstNames[id % firstNames.length]} ${lastNames[(id * 7) % lastNames.length]}${id}`
  // A prime step spreads each client's appointments over the years.
  const clientOf = (index: number): number => 1 + ((index * 7919) % clients)
  const now = Date.now()
  console.error(`filling a store with ${amount} appointments`)
  database.transaction(() => {
    for (let id = 1; id <= clients; id += 1) client.run(id, `${nameOf(id).toLowerCase().replace(' ', '.')}@example.com`, nameOf(id))
    for (let index = 1; index <= amount * 5; index += 1) delivery.run(now - (amount * 5 - index) * 1000, nameOf(clientOf(index)))
    for (let index = 1; index <= amount; index += 1) {
      const name = nameOf(clientOf(index))
      // Three quarters of them are over.
      const startMs = now + (index - amount * 0.75) * 600_000
      const search = `consultation\ninitial consultation\n${name}\n${name.replace(' ', '.')}@example.com\nanna\nanna@office.example`
      const key = createHash('md5').update(String(index)).digest()
      appointment.run(`e${index}`, key, startMs, startMs + 1_800_000, clientOf(index), name, startMs, startMs, search.toLowerCase())
      history.run(index, index * 5, startMs)
    }
  })()
  console.error('indexing them')
  const indexSome = database.transaction(() => indexNextAppointments(store.write, 5000) + indexNextClients(store.write, 5000))
  while (indexSome() > 0);
}

import { findAppointments } from '../../../src/main/store/appointment-search.ts'
import { findClients } from '../../../src/main/store/clients.ts'
import { findDeliveries } from '../../../src/main/store/delivery-find.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { median, mediansOf, type Figure } from './figures.ts'

/** Many that fit, few, none; two letters; a number; several words; an event. */
const texts = ['jane', 'jane doe', 'doe15', 'consultation', 'example.com', 'ja', 'zz', 'qqq', '4711', 'frida petrov 1', 'invitee']

/** Every kind of search of the palette. */
export function measureFind(store: Store, amount: number, rounds: number): readonly [Figure, Figure] {
  const all = `${amount.toLocaleString('en')} appointments`
  const look = store.read.database.prepare(`SELECT id FROM appointments WHERE instr(search_text, ?) > 0 ORDER BY start_ms DESC LIMIT 5`)
  const [scan = 0, ...searches] = mediansOf(rounds, [() => look.all('qqq'), ...texts.map((text) => () => everything(store, text))])
  const took = texts.map((text, index) => ({ text, ms: searches[index] ?? 0 }))
  const slowest = took.reduce((one, other) => (other.ms > one.ms ? other : one))
  const typical = median(searches)
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

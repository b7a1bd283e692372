import { sql } from 'kysely'
import type { AppointmentFilter } from '../../../src/shared/appointment.ts'
import type { DeliveryFilter } from '../../../src/shared/delivery.ts'
import { cardOf, columns, listAppointments } from '../../../src/main/store/appointment-lists.ts'
import { listDeliveries } from '../../../src/main/store/delivery-lists.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { query, runQuery } from '../../../src/main/store/query-builder.ts'
import { mediansOf, type Figure } from './figures.ts'
import { deliveriesEach, uniqueOf } from './office-store.ts'

const dayMs = 86_400_000
/** As the window asks for it. */
const pageSize = 100

/** The month that goes on, as the calendar asks for it, and its rows as if somebody knew their ids. */
export function measureMonth(store: Store, appointments: number, rounds: number): Figure {
  const nowMs = Date.now()
  const nothingElse = { sources: null, types: null, statuses: null, hostIds: null, search: null }
  const month: AppointmentFilter = { startMs: nowMs - 15 * dayMs, endMs: nowMs + 15 * dayMs, ...nothingElse }
  const ids = JSON.stringify(listAppointments(store.read, month).map(({ id }) => id))
  const byKey = query
    .selectFrom('appointments')
    .select(columns)
    .where('id', 'in', sql<number>`(SELECT value FROM json_each(${ids}))`)
  const [asked = 0, known = 0] = mediansOf(rounds, [
    () => listAppointments(store.read, month),
    () => runQuery(store.read, byKey).map(cardOf),
  ])
  const value = asked / known
  return {
    name: `month query, all hosts, ${told(appointments)} appointments ÷ the same rows by primary key`,
    value,
    goal: '≤ 3',
    reached: value <= 3,
    detail: `${asked.toFixed(1)} ms ÷ ${known.toFixed(1)} ms, ${JSON.parse(ids).length} rows`,
  }
}

const everything: DeliveryFilter = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

/** Texts that one appointment's deliveries hold, few, every one, and none, each for itself; the scan looks for the first. */
export function measureSearch(store: Store, deliveries: number, rounds: number): readonly [Figure, Figure] {
  const rare = uniqueOf(Math.floor(deliveries / deliveriesEach / 2))
  const texts = [rare, 'jane', 'marta keller', 'consultation', 'northwind first time', 'nobodyhasthis']
  const scan = store.read.database.prepare(
    `SELECT delivery_id FROM delivery_contents WHERE CAST(body AS TEXT) LIKE ? ORDER BY delivery_id DESC LIMIT ${pageSize + 1}`,
  )
  const [scanned = 0, ...took] = mediansOf(rounds, [
    () => scan.all(`%${rare}%`),
    ...texts.map((search) => () => listDeliveries(store.read, { ...everything, search }, null, pageSize)),
  ])
  const figureOf = (name: string, ms: number, detail: string): Figure => {
    const value = ms / scanned
    return { name, value, goal: '≤ 0.002', reached: value <= 0.002, detail: `${ms.toFixed(1)} ms ÷ ${scanned.toFixed(0)} ms${detail}` }
  }
  const all = `${told(deliveries)} deliveries ÷ a LIKE scan`
  const each = texts.map((text, index) => `${text}: ${took[index]?.toFixed(1)}`).join(', ')
  return [
    figureOf(`text search in ${all} for the same`, took[0] ?? 0, ''),
    figureOf(`slowest of ${texts.length} text searches in ${all}`, Math.max(...took), `; ${each}`),
  ]
}

/** The page that begins in the middle, and the first one. */
export function measureLog(store: Store, deliveries: number, rounds: number): Figure {
  const row = Math.floor(deliveries / 2)
  const cursor = deliveries - row
  const [first = 0, deep = 0] = mediansOf(rounds, [
    () => listDeliveries(store.read, everything, null, pageSize),
    () => listDeliveries(store.read, everything, cursor, pageSize),
  ])
  const value = deep / first
  return {
    name: `a page of the log at row ${told(row)} ÷ the first page`,
    value,
    goal: '≤ 1.2',
    reached: value <= 1.2,
    detail: `${deep.toFixed(2)} ms ÷ ${first.toFixed(2)} ms`,
  }
}

const told = (amount: number): string => amount.toLocaleString('en')

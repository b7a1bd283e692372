import type { DeliveryRow } from '../../shared/delivery.ts'
import { sql } from 'kysely'
import { prepared, type ReadDb } from './db.ts'
import { columns, rowOf } from './delivery-lists.ts'
import { query, runQuery } from './query-builder.ts'

/** The newest so many are looked through by name and event; reading them takes about ten milliseconds. */
const longestWalk = 5000

/**
 * Deliveries by their number (`4711`, `#4711`), by whom they are about or by the provider's event, newest first. Of older ones, those that
 * changed one of the appointments are found too.
 *
 * @param appointmentIds of appointments that fit the same text.
 */
export function findDeliveries(db: ReadDb, text: string, appointmentIds: readonly number[], limit: number): DeliveryRow[] {
  const number = /^#?(\d{1,15})$/u.exec(text.trim())?.[1]
  const ids = number === undefined ? [...recent(db, text, limit), ...thatChanged(db, appointmentIds, limit)] : [Number(number)]
  const rows = query
    .selectFrom('deliveries')
    .select(columns)
    .where('deliveries.id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy('received_at_ms', 'desc')
    .orderBy('deliveries.id', 'desc')
    .limit(limit)
  return runQuery(db, rows).map(rowOf)
}

function recent(db: ReadDb, text: string, limit: number): number[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const rows = prepared<{ id: number; about: string }>(
    db,
    `SELECT id, coalesce(about_name, '') || ' ' || coalesce(provider_event, '') AS about FROM deliveries ORDER BY id DESC LIMIT ${longestWalk}`,
  ).iterate()
  const found: number[] = []
  // Lower case by JavaScript: SQLite knows only ASCII's.
  for (const { id, about } of rows) {
    const lower = about.toLowerCase()
    if (words.every((word) => lower.includes(word)) && found.push(id) === limit) break
  }
  return found
}

function thatChanged(db: ReadDb, appointmentIds: readonly number[], limit: number): number[] {
  return prepared<{ id: number }>(
    db,
    `SELECT DISTINCT delivery_id AS id FROM json_each(?) CROSS JOIN appointment_history ON appointment_id = value
     WHERE delivery_id IS NOT NULL ORDER BY delivery_id DESC LIMIT ?`,
  )
    .all(JSON.stringify(appointmentIds), limit)
    .map(({ id }) => id)
}

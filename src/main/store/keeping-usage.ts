import { statSync } from 'node:fs'
import { prepared, scalar, type ReadDb } from './db.ts'

/** What lies in the store at present. Sizes in bytes. */
export interface StoreUsage {
  readonly deliveries: { readonly rows: number; readonly oldestMs: number | null }
  /** Headers and bodies that are kept; `compressed` of the bodies. */
  readonly contents: { readonly rows: number; readonly bytes: number; readonly compressed: number; readonly oldestMs: number | null }
  readonly appointments: { readonly rows: number; readonly oldestMs: number | null }
  readonly clients: number
  readonly fileBytes: number
}

/** Of the contents; one slice is read in about two milliseconds. */
const sliceIds = 2_000

/** Counts in slices: after each, whoever waits has a turn. */
export function* countUsage(db: ReadDb): Generator<void, StoreUsage> {
  const slice = prepared<{ rows: number; bytes: number; compressed: number }>(
    db,
    `SELECT count(*) AS rows, coalesce(sum(length(headers) + coalesce(length(body), 0)), 0) AS bytes, coalesce(sum(body_coding <> 0), 0) AS compressed
     FROM delivery_contents WHERE delivery_id > ? AND delivery_id <= ? AND body_gone IS NULL`,
  )
  const last = scalar<number>(db, 'SELECT coalesce(max(delivery_id), 0) FROM delivery_contents')
  const sum = { rows: 0, bytes: 0, compressed: 0 }
  for (let from = scalar<number>(db, 'SELECT coalesce(min(delivery_id), 1) - 1 FROM delivery_contents'); from < last; from += sliceIds) {
    const found = slice.get(from, from + sliceIds)
    sum.rows += found?.rows ?? 0
    sum.bytes += found?.bytes ?? 0
    sum.compressed += found?.compressed ?? 0
    yield
  }
  const oldest = (sql: string): number | null => scalar<number | null>(db, sql)
  return {
    deliveries: { rows: scalar(db, 'SELECT count(*) FROM deliveries'), oldestMs: oldest('SELECT min(received_at_ms) FROM deliveries') },
    contents: {
      ...sum,
      oldestMs: oldest(
        `SELECT min(received_at_ms) FROM deliveries WHERE id = (SELECT min(delivery_id) FROM delivery_contents WHERE body_gone IS NULL)`,
      ),
    },
    appointments: {
      rows: scalar(db, 'SELECT count(*) FROM appointments'),
      oldestMs: oldest('SELECT min(start_ms) FROM appointments WHERE start_ms IS NOT NULL'),
    },
    clients: scalar(db, 'SELECT count(*) FROM clients'),
    fileBytes: sizeOf(db.database.name) + sizeOf(`${db.database.name}-wal`),
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

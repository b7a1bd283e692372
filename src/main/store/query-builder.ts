import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Compilable } from 'kysely'
import { prepared, type ReadDb } from './db.ts'

/** The columns that composed lists read; booleans are 0 and 1. */
export interface Tables {
  deliveries: {
    id: number
    received_at_ms: number
    provider: string
    verdict: string
    reason: string | null
    http_status: number
    origin: string
    provider_event: string | null
    about_name: string | null
    about_start_ms: number | null
    body_size: number
    duration_us: number
    edited_from: number | null
  }
  delivery_search: { rowid: number; delivery_search: string }
  appointments: {
    id: number
    source: string
    external_id: string
    origin: string
    status: string
    type: string
    start_ms: number | null
    end_ms: number | null
    start_assumed: number
    time_zone: string | null
    title: string | null
    provider_type: string | null
    client_label: string | null
    client_id: number | null
    attendee_count: number
    host_ids: string
    host_label: string | null
    location_kind: string | null
    rescheduled: number
    disagrees: number
    seen_in: number
    sources_differ: number
    led_by: number | null
    booked_at_ms: number | null
    ended_at_ms: number | null
    created_at_ms: number
    updated_at_ms: number
    search_text: string
  }
}

/** Composes text and parameters, and runs nothing: its own way of running is asynchronous, ours is not. */
export const query = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

export function runQuery<Row>(db: ReadDb, composed: Compilable<Row>): Row[] {
  const { sql, parameters } = composed.compile()
  return prepared<Row>(db, sql).all(...parameters)
}

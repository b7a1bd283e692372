import type { Alert } from '../../shared/contract/health.ts'
import type { AlertKind, ProviderId } from '../../shared/words.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'

/** Numbers, instants and addresses that the alert's sentence has gaps for; no personal data, no secrets. */
export type AlertDetail = Alert['detail']

export interface AlertRow {
  readonly id: number
  /** Names the condition: at most one of a key is open. */
  readonly key: string
  readonly kind: AlertKind
  readonly provider: ProviderId | null
  readonly raisedAtMs: number
  readonly endedAtMs: number | null
  /** When a native notification told it; null: none did. */
  readonly toldAtMs: number | null
  readonly dismissedAtMs: number | null
  readonly detail: AlertDetail
}

export type NewAlert = Pick<AlertRow, 'key' | 'kind' | 'provider' | 'raisedAtMs' | 'toldAtMs' | 'detail'>

const columns = `id, key, kind, provider, raised_at_ms AS raisedAtMs, ended_at_ms AS endedAtMs, told_at_ms AS toldAtMs,
  dismissed_at_ms AS dismissedAtMs, detail`

type StoredRow = Omit<AlertRow, 'detail'> & { readonly detail: string }
const rowOf = ({ detail, ...row }: StoredRow): AlertRow => ({ ...row, detail: JSON.parse(detail) as AlertDetail })

export function listOpenAlerts(db: ReadDb): AlertRow[] {
  return prepared<StoredRow>(db, `SELECT ${columns} FROM alerts WHERE ended_at_ms IS NULL ORDER BY id DESC`).all().map(rowOf)
}

/** Those that go on, and those that ended since then; newest first, the open ones before all others. */
export function listAlerts(db: ReadDb, { endedSinceMs, limit }: { readonly endedSinceMs: number; readonly limit: number }): AlertRow[] {
  return prepared<StoredRow>(
    db,
    `SELECT ${columns} FROM alerts WHERE ended_at_ms IS NULL OR ended_at_ms >= ?
     ORDER BY ended_at_ms IS NULL DESC, raised_at_ms DESC, id DESC LIMIT ?`,
  )
    .all(endedSinceMs, limit)
    .map(rowOf)
}

/** Throws where one of the key is open already. */
export function insertAlert(db: WriteDb, { key, kind, provider, raisedAtMs, toldAtMs, detail }: NewAlert): void {
  prepared(db, 'INSERT INTO alerts (key, kind, provider, raised_at_ms, told_at_ms, detail) VALUES (?, ?, ?, ?, ?, ?)').run(
    key,
    kind,
    provider,
    raisedAtMs,
    toldAtMs,
    JSON.stringify(detail),
  )
}

export function saveAlertDetail(db: WriteDb, id: number, detail: AlertDetail): void {
  prepared(db, 'UPDATE alerts SET detail = ? WHERE id = ?').run(JSON.stringify(detail), id)
}

export function endAlert(db: WriteDb, id: number, atMs: number): void {
  prepared(db, 'UPDATE alerts SET ended_at_ms = max(raised_at_ms, ?) WHERE id = ? AND ended_at_ms IS NULL').run(atMs, id)
}

export function markAlertTold(db: WriteDb, id: number, atMs: number): void {
  prepared(db, 'UPDATE alerts SET told_at_ms = ? WHERE id = ? AND told_at_ms IS NULL').run(atMs, id)
}

/** When an alert of this key was told last, whether it has ended or not; null: never. */
export function findLastTold(db: ReadDb, key: string): number | null {
  return scalar<number | null>(db, 'SELECT max(told_at_ms) FROM alerts WHERE key = ?', key)
}

/** @returns false: no such alert. */
export function dismissAlert(db: WriteDb, id: number, atMs: number): boolean {
  return prepared(db, 'UPDATE alerts SET dismissed_at_ms = coalesce(dismissed_at_ms, ?) WHERE id = ?').run(atMs, id).changes === 1
}

export function pruneAlerts(db: WriteDb, endedBeforeMs: number): void {
  prepared(db, 'DELETE FROM alerts WHERE ended_at_ms < ?').run(endedBeforeMs)
}

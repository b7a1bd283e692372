import { prepared, type ReadDb, type WriteDb } from './db.ts'

export interface Heartbeat {
  /** When the receiver was last known to listen, by this machine's clock. */
  readonly aliveAtMs: number
  /** False: the run that wrote it ended in order. */
  readonly isRunning: boolean
}

/** Null: the receiver has never listened. */
export function findHeartbeat(db: ReadDb): Heartbeat | null {
  const row = prepared<{ aliveAtMs: number; isRunning: number }>(
    db,
    'SELECT alive_at_ms AS aliveAtMs, is_running AS isRunning FROM heartbeat',
  ).get()
  return row === undefined ? null : { aliveAtMs: row.aliveAtMs, isRunning: row.isRunning === 1 }
}

/** The receiver listens. Also takes a time before the last one: the clock was set back. */
export function saveHeartbeat(db: WriteDb, aliveAtMs: number): void {
  prepared(
    db,
    `INSERT INTO heartbeat (one, alive_at_ms, is_running) VALUES (1, ?, 1)
     ON CONFLICT (one) DO UPDATE SET alive_at_ms = excluded.alive_at_ms, is_running = 1`,
  ).run(aliveAtMs)
}

/** The app ends in order: what comes now is no crash. */
export function markHeartbeatEnded(db: WriteDb): void {
  prepared(db, 'UPDATE heartbeat SET is_running = 0').run()
}

import { scalar, type ReadDb } from './db.ts'

/** The newest line of the appointments' history; 0: there is none. */
export function findNewestHistoryId(db: ReadDb): number {
  return scalar<number>(db, 'SELECT coalesce(max(id), 0) FROM appointment_history')
}

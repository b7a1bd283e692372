import type { Database } from 'better-sqlite3'
import type { Verdict } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'

/** Authentic, and nothing was made of it. */
export const waitingVerdicts: readonly Verdict[] = ['quarantined', 'failed']

/** Whether a file holds any such delivery, so that the next one need not ask for it. Never back to false. */
const waiting = new WeakMap<Database, boolean>()

/** From now on there is one. */
export function beginWaiting(db: WriteDb): void {
  waiting.set(db.database, true)
}

/** False: nothing waits for somebody, or to be told again. */
export function mayWait(db: WriteDb): boolean {
  let known = waiting.get(db.database)
  if (known === undefined) {
    const anything = `SELECT 1 FROM deliveries WHERE verdict IN ('quarantined', 'failed') AND verdict <> 'accepted' LIMIT 1`
    known = prepared(db, anything).get() !== undefined
    waiting.set(db.database, known)
  }
  return known
}

import { appendForgotten, type ChainKind } from './chain.ts'
import { rowSources } from './chain-rows.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { appendErased } from './erase-chain.ts'
import { regroup } from './links.ts'
import { restage } from './stages.ts'

/** When and why rows go for good. What was erased because somebody asked for it must not be guessed from the chain either. */
export interface Forgetting {
  readonly atMs: number
  /** `retention`, `erased`, `refused`: as the chain has it. */
  readonly why: string
}

interface Gone {
  readonly kind: ChainKind
  readonly ids: readonly number[]
  readonly what: 'rows' | 'contents'
}

/** Says in the chain what went. Before the rows go, in the same job. */
export function sayGone(db: WriteDb, { kind, ids, what }: Gone, { atMs, why }: Forgetting): void {
  if (why === 'erased') appendErased(db, { atMs, kind, ids, what })
  else appendForgotten(db, { atMs, kind, ids, what, why })
}

/**
 * Takes headers and bodies away, and their words out of the search; the rows of the log stay.
 *
 * @param ids of deliveries; one without contents is passed over.
 */
export function forgetContents(db: WriteDb, ids: readonly number[], doing: Forgetting): void {
  const kept = idsOf(
    db,
    'SELECT delivery_id AS id FROM delivery_contents WHERE delivery_id IN (SELECT value FROM json_each(?)) AND body_gone IS NOT ?',
    JSON.stringify(ids),
    doing.why,
  )
  blankContents(db, kept, doing.why)
  sayGone(db, { kind: 'delivery', ids: kept, what: 'contents' }, doing)
}

/** The same without saying so in the chain. */
export function blankContents(db: WriteDb, ids: readonly number[], why: string): void {
  const all = JSON.stringify(ids)
  prepared(
    db,
    `DELETE FROM delivery_search WHERE rowid IN (SELECT value FROM json_each(?))
     AND rowid <= (SELECT indexed_up_to FROM delivery_search_progress)`,
  ).run(all)
  prepared(
    db,
    `UPDATE delivery_contents SET headers = '[]', issues = NULL, body_truncated = 0, body = NULL, body_coding = 0, credential_print = NULL, body_gone = ?
     WHERE delivery_id IN (SELECT value FROM json_each(?))`,
  ).run(why, all)
}

/**
 * Removes appointments with all that hangs on them: states, history, links, what was to be told to providers. What was shown as one with
 * them and stays is grouped anew, and where their clients stand is told anew.
 *
 * @returns the clients' records they belonged to.
 */
export function forgetAppointments(db: WriteDb, ids: readonly number[], doing: Forgetting): number[] {
  const all = JSON.stringify(ids)
  const gestures = idsOf(
    db,
    'SELECT id FROM appointment_history WHERE appointment_id IN (SELECT value FROM json_each(?)) AND actor IS NOT NULL',
    all,
  )
  const clients = idsOf(
    db,
    'SELECT DISTINCT client_id AS id FROM appointments WHERE id IN (SELECT value FROM json_each(?)) AND client_id IS NOT NULL',
    all,
  )
  const followers = idsOf(
    db,
    `SELECT id FROM appointments WHERE led_by IN (SELECT value FROM json_each(@all)) AND led_by IS NOT NULL
     AND id NOT IN (SELECT value FROM json_each(@all))
     UNION SELECT led_by AS id FROM appointments WHERE id IN (SELECT value FROM json_each(@all)) AND led_by IS NOT NULL
     AND led_by NOT IN (SELECT value FROM json_each(@all))`,
    { all },
  )
  const decisions = idsOf(
    db,
    `SELECT ${rowSources.link.id} AS id FROM link_decisions
     WHERE first_id IN (SELECT value FROM json_each(@all)) OR second_id IN (SELECT value FROM json_each(@all))`,
    { all },
  )
  prepared(db, 'DELETE FROM appointments WHERE id IN (SELECT value FROM json_each(?))').run(all)
  if (followers.length > 0) regroup(db, followers)
  sayGone(db, { kind: 'gesture', ids: gestures, what: 'rows' }, doing)
  sayGone(db, { kind: 'link', ids: decisions, what: 'rows' }, doing)
  return clients
}

/** Removes clients' records with what was done with them at the desk. Their appointments stay and have no client any more. */
export function forgetClients(db: WriteDb, ids: readonly number[], doing: Forgetting): void {
  if (ids.length === 0) return
  const all = JSON.stringify(ids)
  const entries = idsOf(db, `SELECT id FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(?))`, all)
  prepared(db, `DELETE FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(?))`).run(all)
  prepared(db, 'DELETE FROM clients WHERE id IN (SELECT value FROM json_each(?))').run(all)
  sayGone(db, { kind: 'desk', ids: entries, what: 'rows' }, doing)
}

/** Where those who stay stand, after appointments of theirs went. */
export function restageAll(db: WriteDb, clientIds: readonly number[]): void {
  for (const id of clientIds) restage(db, id)
}

export function idsOf(db: ReadDb, sql: string, ...values: readonly unknown[]): number[] {
  return prepared<{ id: number }>(db, sql)
    .all(...values)
    .map(({ id }) => id)
}

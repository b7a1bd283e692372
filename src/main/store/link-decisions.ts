import type { Decision } from '../links/group.ts'
import type { Doing } from './client-merge.ts'
import { appendForgotten } from './chain.ts'
import { appendRow, linkId } from './chain-rows.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { findLinkRow, listFollowers } from './link-rows.ts'
import { beginLinking, regroup } from './links.ts'

export interface Pair {
  readonly id: number
  readonly otherId: number
}

/**
 * Shows two appointments as one, with all that each of them is shown with: what had been split among those is no longer.
 *
 * @returns false: one of them is not there, or not real.
 */
export function joinAppointments(db: WriteDb, { id, otherId }: Pair, doing: Doing): boolean {
  if (!areTwo(db, { id, otherId })) return false
  const drop = prepared(db, `DELETE FROM link_decisions WHERE first_id = ? AND second_id = ? AND decision = 'split'`)
  const dropped: number[] = []
  for (const own of shownWith(db, id)) {
    for (const other of shownWith(db, otherId)) {
      const pair = [Math.min(own, other), Math.max(own, other)] as const
      if (drop.run(...pair).changes === 1) dropped.push(linkId(...pair))
    }
  }
  appendForgotten(db, { atMs: doing.nowMs, kind: 'link', ids: dropped, what: 'rows', why: 'joined' })
  decide(db, { id, otherId }, 'joined', doing)
  regroup(db, [id, otherId])
  return true
}

/**
 * Shows two appointments by themselves: of two that are shown as one, the one that follows leaves all that it is shown with.
 *
 * @returns false: one of them is not there, or not real.
 */
export function splitAppointments(db: WriteDb, { id, otherId }: Pair, doing: Doing): boolean {
  if (!areTwo(db, { id, otherId })) return false
  const together = shownWith(db, id)
  const leaving = leaderOf(db, otherId) === otherId ? id : otherId
  const others = together.includes(otherId) ? together.filter((each) => each !== leaving) : [leaving === id ? otherId : id]
  for (const other of others) decide(db, { id: leaving, otherId: other }, 'split', doing)
  regroup(db, [leaving, ...others])
  return true
}

function areTwo(db: ReadDb, { id, otherId }: Pair): boolean {
  return id !== otherId && findLinkRow(db, id) !== null && findLinkRow(db, otherId) !== null
}

/** The row as which a row is shown; itself, where it follows none. */
export function leaderOf(db: ReadDb, id: number): number {
  return prepared<{ shown: number }>(db, 'SELECT coalesce(led_by, id) AS shown FROM appointments WHERE id = ?').get(id)?.shown ?? id
}

/** All rows that are shown as one with it, itself included. */
function shownWith(db: ReadDb, id: number): number[] {
  const leaderId = leaderOf(db, id)
  return [leaderId, ...listFollowers(db, leaderId)]
}

function decide(db: WriteDb, { id, otherId }: Pair, decision: Decision['decision'], { actor, nowMs }: Doing): void {
  // Two within one millisecond, or a clock that was set back: what is decided later counts later.
  prepared(
    db,
    `INSERT OR REPLACE INTO link_decisions (first_id, second_id, decision, actor, at_ms)
     VALUES (min(@id, @otherId), max(@id, @otherId), @decision, @actor,
       max(@nowMs, coalesce((SELECT max(at_ms) + 1 FROM link_decisions WHERE @id IN (first_id, second_id) OR @otherId IN (first_id, second_id)), 0)))`,
  ).run({ id, otherId, decision, actor, nowMs })
  appendRow(db, 'link', { id: linkId(Math.min(id, otherId), Math.max(id, otherId)), atMs: nowMs })
  beginLinking(db)
}

import type { ClientStage } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'
import { stageOf, type Shown, type ShownStage } from './stage-of.ts'

/** What a person said of a client's stage. */
export interface HandStage {
  readonly stage: ClientStage
  readonly atMs: number
  readonly by: string
  readonly reason: string | null
}

/** The record that a client is shown as: itself, or the one that it was merged into, however often. */
export function rootOf(db: ReadDb, clientId: number): number {
  const root = prepared<{ id: number }>(
    db,
    `WITH RECURSIVE up (id, merged_into) AS (
       SELECT id, merged_into FROM clients WHERE id = ?
       UNION SELECT c.id, c.merged_into FROM clients AS c JOIN up ON c.id = up.merged_into)
     SELECT id FROM up WHERE merged_into IS NULL`,
  ).get(clientId)
  if (!root) throw new StoreInvariantError(`rootOf(${clientId}): there is no such client, or it was merged into itself`)
  return root.id
}

/**
 * Tells a client's stage anew from all of their appointments and from what a person said of it, on the record that they are shown as. To be
 * called where an appointment shows less than it did, or belongs to somebody else now, and after merging and separating records.
 *
 * @returns true: they stand somewhere else now.
 */
export function restage(db: WriteDb, clientId: number): boolean {
  const rootId = rootOf(db, clientId)
  const hand = newestHand(db, rootId)
  const { knownAtMs } = prepared<{ knownAtMs: number }>(
    db,
    `${recordsSql} SELECT min(known_at_ms) AS knownAtMs FROM clients JOIN records USING (id)`,
  ).get(rootId) ?? { knownAtMs: 0 }
  const { stage, atMs, byHand } = stageOf(knownAtMs, listShown(db, rootId), hand)
  const { changes } = prepared(
    db,
    `UPDATE clients SET stage = @stage, stage_at_ms = @atMs, stage_by = @by, stage_reason = @reason WHERE id = @rootId
       AND (stage, stage_at_ms, stage_by, stage_reason) IS NOT (@stage, @atMs, @by, @reason)`,
  ).run({ rootId, stage, atMs, by: byHand ? (hand?.by ?? null) : null, reason: byHand ? (hand?.reason ?? null) : null })
  return changes === 1
}

/** The record and all that were merged into it. */
const recordsSql = `WITH RECURSIVE records (id) AS (SELECT ? UNION SELECT c.id FROM clients AS c JOIN records AS r ON c.merged_into = r.id)`

/** A test's or a sample's appointment says nothing of a real client. */
function listShown(db: ReadDb, rootId: number): Shown[] {
  return prepared<Shown & { stage: ShownStage }>(
    db,
    `${recordsSql} SELECT a.client_stage AS stage, a.client_stage_since_ms AS sinceMs, a.client_stage_news_ms AS newsMs
     FROM records AS r JOIN clients AS c ON c.id = r.id JOIN appointments AS a ON a.client_id = r.id
     WHERE a.origin = 'real' OR c.origin <> 'real'`,
  ).all(rootId)
}

/** Of records that are one person, what was said last counts. */
function newestHand(db: ReadDb, rootId: number): HandStage | null {
  return (
    prepared<HandStage>(
      db,
      `${recordsSql} SELECT hand_stage AS stage, hand_at_ms AS atMs, hand_by AS "by", hand_reason AS reason
       FROM records AS r JOIN clients AS c ON c.id = r.id WHERE hand_stage IS NOT NULL ORDER BY hand_at_ms DESC, c.id = ? DESC, c.id LIMIT 1`,
    ).get(rootId, rootId) ?? null
  )
}

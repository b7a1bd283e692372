import type { ClientStage } from '../../shared/words.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { stageOf, type Shown } from './stage-of.ts'

/** What a person said of a client's stage. */
export interface HandStage {
  readonly stage: ClientStage
  readonly atMs: number
  readonly by: string
  readonly reason: string | null
}

/**
 * Tells a client's stage anew from all of their appointments and from what a person said of it, on the record that they are shown as. To be
 * called where an appointment shows less than it did, or belongs to somebody else now, and after records were merged or taken apart.
 *
 * @returns true: they stand somewhere else now.
 */
export function restage(db: WriteDb, clientId: number): boolean {
  const rootId = shownAs(db, clientId)
  if (rootId === null) return false
  const ids = JSON.stringify(familyOf(db, rootId))
  const hand = newestHand(db, rootId, ids)
  const { stage, atMs, byHand } = stageOf(knownAtMs(db, ids), listShown(db, ids), hand)
  const { changes } = prepared(
    db,
    `UPDATE clients SET stage = @stage, stage_at_ms = @atMs, stage_by = @by, stage_reason = @reason WHERE id = @rootId
       AND (stage, stage_at_ms, stage_by, stage_reason) IS NOT (@stage, @atMs, @by, @reason)`,
  ).run({ rootId, stage, atMs, by: byHand ? (hand?.by ?? null) : null, reason: byHand ? (hand?.reason ?? null) : null })
  return changes === 1
}

/** Of records that are one client, what was said last counts. @param ids JSON; the records that are shown as the root. */
export function newestHand(db: ReadDb, rootId: number, ids = JSON.stringify(familyOf(db, rootId))): HandStage | null {
  return (
    prepared<HandStage>(
      db,
      `SELECT hand_stage AS stage, hand_at_ms AS atMs, hand_by AS "by", hand_reason AS reason
       FROM json_each(?) AS records JOIN clients AS c ON c.id = records.value
       WHERE hand_stage IS NOT NULL ORDER BY hand_at_ms DESC, c.id = ? DESC, c.id LIMIT 1`,
    ).get(ids, rootId) ?? null
  )
}

function knownAtMs(db: ReadDb, ids: string): number {
  return prepared<{ atMs: number }>(
    db,
    'SELECT min(known_at_ms) AS atMs FROM json_each(?) AS records JOIN clients AS c ON c.id = records.value',
  ).get(ids)!.atMs
}

/** A test's or a sample's appointment says nothing of a real client. */
function listShown(db: ReadDb, ids: string): Shown[] {
  return prepared<Shown>(
    db,
    `SELECT a.client_stage AS stage, a.client_stage_since_ms AS sinceMs, a.client_stage_news_ms AS newsMs
     FROM json_each(?) AS records CROSS JOIN clients AS c ON c.id = records.value CROSS JOIN appointments AS a ON a.client_id = c.id
     WHERE a.origin = 'real' OR c.origin <> 'real'`,
  ).all(ids)
}

import type { ClientStage } from '../../shared/words.ts'
import { shownAs } from './clients-search.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { findDeskEntry, insertDeskEntry, type FoundDeskEntry } from './desk-history.ts'
import { newestHand, restage, type HandStage } from './stages.ts'

/** What a change made different, as the client's history keeps it; `hand` is what it takes to take the change back. */
interface Change {
  readonly clientId: number
  readonly atMs: number
  readonly actor: string
  readonly before: { readonly stage: ClientStage; readonly reason: string | null; readonly hand: HandStage | null }
  readonly after: { readonly stage: ClientStage; readonly reason: string | null }
}

/**
 * Sets a client's stage by hand, on the record that they are shown as, and keeps it in their history.
 *
 * @returns the change's id, for taking it back; `same`: they stand there already, and no reason is added; `missing`: no such client.
 */
export function setStage(
  db: WriteDb,
  { clientId, stage, reason, actor, nowMs }: { clientId: number; stage: ClientStage; reason: string | null; actor: string; nowMs: number },
): number | 'same' | 'missing' {
  const rootId = shownAs(db, clientId)
  if (rootId === null) return 'missing'
  const before = stageNow(db, rootId)
  if (before.stage === stage && reason === null) return 'same'
  // Two changes within one millisecond, or a clock that was set back: what is set later counts later.
  const atMs = Math.max(nowMs, (newestHand(db, rootId)?.atMs ?? 0) + 1)
  const hand = ownHand(db, rootId)
  saveHand(db, rootId, { stage, atMs, by: actor, reason })
  restage(db, rootId)
  return insertChange(db, { clientId: rootId, atMs, actor, before: { ...before, hand }, after: { stage, reason } })
}

/**
 * Takes a change back: what was set before it counts again, or what the appointments show.
 *
 * @returns the stage that counts now; `missing`: no such change; `later`: the stage was set anew since, or that was taken back already.
 */
export function undoSetStage(
  db: WriteDb,
  { changeId, actor, nowMs }: { changeId: number; actor: string; nowMs: number },
): { readonly stage: ClientStage } | 'missing' | 'later' {
  const change = findChange(db, changeId)
  if (!change) return 'missing'
  const { clientId } = change
  const hand = ownHand(db, clientId)
  if (hand?.atMs !== change.atMs) return 'later'
  const rootId = shownAs(db, clientId) ?? clientId
  const before = stageNow(db, rootId)
  saveHand(db, clientId, change.before.hand)
  restage(db, rootId)
  const after = stageNow(db, rootId)
  insertChange(db, { clientId: rootId, atMs: nowMs, actor, before: { ...before, hand }, after })
  return { stage: after.stage }
}

/** True: nothing was set on the record since, and the change was not taken back either. */
export function canUndoStage(db: ReadDb, { kind, atMs, subjectId }: Pick<FoundDeskEntry, 'kind' | 'atMs' | 'subjectId'>): boolean {
  return kind === 'staged' && ownHand(db, subjectId)?.atMs === atMs
}

function stageNow(db: ReadDb, id: number): Change['after'] {
  return prepared<Change['after']>(db, 'SELECT stage, stage_reason AS reason FROM clients WHERE id = ?').get(id)!
}

function ownHand(db: ReadDb, id: number): HandStage | null {
  return (
    prepared<HandStage>(
      db,
      `SELECT hand_stage AS stage, hand_at_ms AS atMs, hand_by AS "by", hand_reason AS reason FROM clients
       WHERE id = ? AND hand_stage IS NOT NULL`,
    ).get(id) ?? null
  )
}

function saveHand(db: WriteDb, id: number, hand: HandStage | null): void {
  prepared(db, 'UPDATE clients SET hand_stage = ?, hand_at_ms = ?, hand_by = ?, hand_reason = ? WHERE id = ?').run(
    hand?.stage ?? null,
    hand?.atMs ?? null,
    hand?.by ?? null,
    hand?.reason ?? null,
    id,
  )
}

/** Null: no such change, or the client is gone, and their history with them. */
function findChange(db: ReadDb, id: number): Change | null {
  const entry = findDeskEntry(db, 'client', id)
  // What lies there was written by `insertChange`.
  return entry?.kind === 'staged' ? ({ ...entry, clientId: entry.subjectId } as unknown as Change) : null
}

function insertChange(db: WriteDb, { clientId, atMs, actor, before, after }: Change): number {
  return insertDeskEntry(db, {
    atMs,
    actor,
    subject: 'client',
    subjectId: clientId,
    kind: 'staged',
    before: { ...before },
    after: { ...after },
  })
}

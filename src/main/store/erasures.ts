import { createHmac, randomBytes } from 'node:crypto'
import type { Erasure, ErasureCounts, ErasureOutcome } from '../../shared/contract/keeping.ts'
import type { Source } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { findVaultValue, saveVaultValue } from './secrets.ts'

/** Stands for the hash of a body that was erased: by its true one a body that is known could be recognised. */
export const erasedSha256 = Buffer.alloc(32)

/** @returns its id. */
export function insertErasure(
  db: WriteDb,
  { atMs, actor, reason, counts }: { atMs: number; actor: string; reason: string; counts: ErasureCounts },
): number {
  return Number(
    prepared(db, 'INSERT INTO erasures (at_ms, actor, reason, counts) VALUES (?, ?, ?, ?)').run(atMs, actor, reason, JSON.stringify(counts))
      .lastInsertRowid,
  )
}

/** @param outcome null: it was cut off before it was searched. */
export function endErasure(db: WriteDb, id: number, { atMs, outcome }: { atMs: number; outcome: ErasureOutcome | null }): void {
  prepared(db, 'UPDATE erasures SET finished_at_ms = ?, outcome = ? WHERE id = ?').run(atMs, outcome && JSON.stringify(outcome), id)
}

/** Those that were cut off: what they left has still to be overwritten. */
export function listUnfinishedErasures(db: ReadDb): number[] {
  return prepared<{ id: number }>(db, 'SELECT id FROM erasures WHERE finished_at_ms IS NULL ORDER BY id')
    .all()
    .map(({ id }) => id)
}

/** Newest first. */
export function listErasures(db: ReadDb): Erasure[] {
  return prepared<Omit<Erasure, 'counts' | 'outcome'> & { counts: string; outcome: string | null }>(
    db,
    'SELECT id, at_ms AS atMs, actor, reason, counts, finished_at_ms AS finishedAtMs, outcome FROM erasures ORDER BY id DESC LIMIT 1000',
  )
    .all()
    .map(({ counts, outcome, ...row }) => ({
      ...row,
      counts: JSON.parse(counts) as ErasureCounts,
      outcome: outcome === null ? null : (JSON.parse(outcome) as ErasureOutcome),
    }))
}

/** What a provider calls an appointment or a form. */
export interface External {
  readonly source: Source
  readonly externalId: string
}

const keyName = 'erased externals'

/** Keeps readings from bringing these back. */
export function insertErasedExternals(db: WriteDb, externals: readonly External[]): void {
  let key = findVaultValue(db, keyName)
  if (key === null) saveVaultValue(db, keyName, (key = randomBytes(32)))
  const insert = prepared(db, 'INSERT OR IGNORE INTO erased_externals (key) VALUES (?)')
  for (const external of externals) for (const name of namesOf(external)) insert.run(printOf(key, name))
}

/** True: it was erased on somebody's request. */
export function isErased(db: ReadDb, external: External): boolean {
  const key = findVaultValue(db, keyName)
  if (key === null) return false
  const find = prepared(db, 'SELECT 1 FROM erased_externals WHERE key = ?')
  return namesOf(external).some((name) => find.get(printOf(key, name)) !== undefined)
}

function printOf(key: Buffer, name: string): Buffer {
  return createHmac('sha256', key).update(name).digest().subarray(0, 16)
}

/** Google gives each time of a series an id of its own, made of the series' id and the time: a later one is of the same people. */
function namesOf({ source, externalId }: External): string[] {
  const own = `${source}\n${externalId}`
  const series = source === 'google-calendar' ? externalId.replace(/_\d{8}(?:T\d{6}Z)?$/u, '') : externalId
  return series === externalId ? [own] : [own, `${source}\n${series}\nseries`]
}

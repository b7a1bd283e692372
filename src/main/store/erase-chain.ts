import { appendRow, type RowKind } from './chain-rows.ts'
import { findContent } from './chain-walk.ts'
import { appendToChain, rangesOf, type ChainKind, type IdRange } from './chain.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/**
 * Says in the chain that rows, or only headers and bodies, were erased. Their digests stay part of the chain; without the salts nobody can
 * find out by guessing what they were of. `clearSalts` takes those away.
 */
export function appendErased(
  db: WriteDb,
  { atMs, kind, ids, what }: { atMs: number; kind: ChainKind; ids: readonly number[]; what: 'rows' | 'contents' },
): void {
  if (ids.length === 0) return
  appendToChain(db, { atMs, kind: 'erased', subjectId: null, row: [], note: { kind, ids: rangesOf(ids), what, why: 'erased' } })
}

interface Erased {
  readonly seq: number
  readonly kind: ChainKind
  readonly ids: readonly IdRange[]
}

/** Says that rows were erased in part, and chains what is left of them. After they were changed, in the same job. */
export function appendRedacted(db: WriteDb, { atMs, kind, ids }: { atMs: number; kind: RowKind; ids: readonly number[] }): void {
  appendErased(db, { atMs, kind, ids, what: 'contents' })
  for (const id of ids) {
    const content = kind === 'delivery' ? findContent(db, id) : null
    appendRow(db, kind, { id, atMs, ...(content && { content }) })
  }
}

/** Which rows the chain says to be erased. */
export function listErased(db: ReadDb): Erased[] {
  return prepared<{ seq: number; note: string }>(db, `SELECT seq, note FROM chain WHERE kind = 'erased'`)
    .all()
    .map(({ seq, note }) => ({ ...(JSON.parse(note) as Omit<Erased, 'seq'>), seq }))
}

/**
 * Takes the salts of erased rows out of a stretch of the chain. In stretches, because the chain has no index by what its entries are about.
 *
 * @returns the last entry that was looked at; null: there are no more.
 */
export function clearSalts(db: WriteDb, erased: readonly Erased[], afterSeq: number, entries: number): number | null {
  const last = prepared<{ seq: number | null }>(
    db,
    'SELECT max(seq) AS seq FROM (SELECT seq FROM chain WHERE seq > ? ORDER BY seq LIMIT ?)',
  ).get(afterSeq, entries)?.seq
  if (last == null) return null
  const clear = prepared(
    db,
    'UPDATE chain SET salt = NULL WHERE seq > ? AND seq <= ? AND kind = ? AND subject_id BETWEEN ? AND ? AND salt IS NOT NULL',
  )
  // What of a row was left is chained anew after its erasure, and nothing of that is to be hidden.
  for (const { seq, kind, ids } of erased) for (const [from, to] of ids) clear.run(afterSeq, Math.min(last, seq), kind, from, to)
  return last
}

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

interface ErasedNote {
  readonly kind: ChainKind
  readonly ids: readonly IdRange[]
}

/** Which rows the entries after this one say to be erased. */
export function listErased(db: ReadDb, afterSeq: number): ErasedNote[] {
  return prepared<{ note: string }>(db, `SELECT note FROM chain WHERE seq > ? AND kind = 'erased'`)
    .all(afterSeq)
    .map(({ note }) => JSON.parse(note) as ErasedNote)
}

/**
 * Takes the salts of erased rows out of a stretch of the chain. In stretches, because the chain has no index by what its entries are about.
 *
 * @returns the last entry that was looked at; null: there are no more.
 */
export function clearSalts(db: WriteDb, erased: readonly ErasedNote[], afterSeq: number, entries: number): number | null {
  const last = prepared<{ seq: number | null }>(
    db,
    'SELECT max(seq) AS seq FROM (SELECT seq FROM chain WHERE seq > ? ORDER BY seq LIMIT ?)',
  ).get(afterSeq, entries)?.seq
  if (last == null) return null
  const clear = prepared(
    db,
    'UPDATE chain SET salt = NULL WHERE seq > ? AND seq <= ? AND kind = ? AND subject_id BETWEEN ? AND ? AND salt IS NOT NULL',
  )
  for (const { kind, ids } of erased) for (const [from, to] of ids) clear.run(afterSeq, last, kind, from, to)
  return last
}

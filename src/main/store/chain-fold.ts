import { appendToChain, chainHead, linkHash } from './chain.ts'
import { foldedOf, goneOf, listEntries, type ChainEntry } from './chain-entries.ts'
import { findFold, foldPrint, type Fold } from './chain-folds.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { createIdSet, type IdSet } from './id-set.ts'

/** Fewer in a row are not worth it: a fold takes a row and a confirmation. */
const leastInARow = 16
/** So that a delivery that waits does not wait long. */
const mostInARow = 2_000

/** Entries of which no more than the kind is read: a slice takes about a millisecond. */
const notesAtOnce = 4_000

/** A run of entries that are about nothing any more. */
export interface Run extends Fold {
  /** How many entries it has; the rest of it went before. */
  readonly entries: number
}

/**
 * Looks for runs of entries whose rows all went in order. Deliveries only: of junk there may be any number. The newest entries, and those that
 * an anchor names which is kept elsewhere, stay. A generator, so that others have a turn.
 *
 * @param upToSeq the last entry that may go.
 */
export function* findRuns(db: ReadDb, upToSeq: number): Generator<Run | null> {
  const gone = yield* listGone(db)
  if (gone === null) return
  const anchored = new Set(
    prepared<{ seq: number }>(db, 'SELECT seq FROM chain_anchors')
      .all()
      .map(({ seq }) => seq),
  )
  const isThere = prepared(db, 'SELECT 1 FROM deliveries WHERE id = ?')
  /** Deliveries with an entry that stays: what was said of them has to stay, too. */
  const staying = createIdSet()
  const staysAbout = (entry: ChainEntry): boolean =>
    goneOf(entry)!.ranges.some(([from, to]) => {
      for (let id = from; id <= to; id += 1) if (staying.has(id)) return true
      return false
    })

  let before: { readonly seq: number; readonly hash: string } = { seq: 0, hash: '' }
  let run: { readonly from: number; readonly before: string; ids: number[]; entries: number } | null = null

  const isNothing = (entry: ChainEntry): boolean => {
    if (entry.seq > upToSeq || anchored.has(entry.seq)) return false
    if (entry.kind === 'delivery')
      return entry.subjectId !== null && gone.has(entry.subjectId) && isThere.get(entry.subjectId) === undefined
    if (entry.kind === 'forgotten') return goneOf(entry)?.kind === 'delivery' && goneOf(entry)?.what === 'rows' && !staysAbout(entry)
    // A confirmation of what has become part of this run.
    const from = run?.from ?? entry.seq
    return entry.kind === 'folded' && foldedOf(entry).every(([fold, to]) => fold >= from || findFold(db, fold)?.toSeq !== to)
  }

  function end(): Run | null {
    const ended = run
    run = null
    if (ended === null) return null
    if (ended.entries >= leastInARow)
      return { fromSeq: ended.from, toSeq: before.seq, before: ended.before, after: before.hash, entries: ended.entries }
    for (const id of ended.ids) staying.add(id)
    return null
  }

  for (let entries = listEntries(db, 0, 200); entries.length > 0; entries = listEntries(db, before.seq, 200)) {
    for (const entry of entries) {
      if (entry.seq !== before.seq + 1) {
        const fold = findFold(db, before.seq + 1)
        // Not for us to mend: the verification tells of it.
        if (fold === null || fold.toSeq + 1 !== entry.seq || fold.before !== before.hash) return
        run ??= { from: fold.fromSeq, before: fold.before, ids: [], entries: 0 }
        before = { seq: fold.toSeq, hash: fold.after }
      }
      if (before.seq > 0 && linkHash(before.hash, entry) !== entry.hash) return
      if (isNothing(entry)) {
        run ??= { from: entry.seq, before: before.hash, ids: [], entries: 0 }
        run.entries += 1
        if (entry.kind === 'delivery') run.ids.push(entry.subjectId!)
      } else {
        const found = end()
        if (found) yield found
        if (entry.kind === 'delivery' && entry.subjectId !== null) staying.add(entry.subjectId)
      }
      before = entry
      if (run !== null && run.entries >= mostInARow) {
        const found = end()
        if (found) yield found
      }
    }
    yield null
  }
}

/** Deliveries that went in order; null: none did. */
function* listGone(db: ReadDb): Generator<null, IdSet | null> {
  let gone: IdSet | null = null
  const told = prepared<{ note: string | null }>(db, `SELECT note FROM chain WHERE kind = 'forgotten' AND seq BETWEEN ? AND ?`)
  const { seq: last } = chainHead(db)
  for (let from = 1; from <= last; from += notesAtOnce) {
    for (const entry of told.all(from, from + notesAtOnce - 1)) {
      const said = goneOf(entry)
      if (said?.kind !== 'delivery' || said.what !== 'rows') continue
      gone ??= createIdSet()
      for (const [first, to] of said.ranges) for (let id = first; id <= to; id += 1) gone.add(id)
    }
    yield null
  }
  return gone
}

/** Takes a run's entries out, with the folds that it takes in, and has an entry confirm it. */
export function foldRun(db: WriteDb, run: Run, nowMs: number): void {
  prepared(db, 'DELETE FROM chain WHERE seq BETWEEN ? AND ?').run(run.fromSeq, run.toSeq)
  prepared(db, 'DELETE FROM chain_folds WHERE from_seq BETWEEN ? AND ?').run(run.fromSeq, run.toSeq)
  prepared(db, 'INSERT INTO chain_folds (from_seq, to_seq, before, after) VALUES (?, ?, ?, ?)').run(
    run.fromSeq,
    run.toSeq,
    Buffer.from(run.before, 'hex'),
    Buffer.from(run.after, 'hex'),
  )
  appendToChain(db, {
    atMs: nowMs,
    kind: 'folded',
    subjectId: null,
    row: [],
    note: { folds: [[run.fromSeq, run.toSeq, foldPrint(run)]] },
  })
}

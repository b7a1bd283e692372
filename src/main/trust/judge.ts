import type { ChainFinding, Tampering } from '../../shared/contract/trust.ts'
import type { ChainHead } from '../store/chain.ts'
import { begunOf, findBegun, findEntry } from '../store/chain-entries.ts'
import { hasLostRows } from '../store/chain-findings.ts'
import { findFoldOver } from '../store/chain-folds.ts'
import type { ReadDb } from '../store/db.ts'
import type { Anchor } from './anchor.ts'

/** What an anchor says of the chain; null: it fits. Looks at single entries only. @param head where the chain ended when the desk was opened */
export function judgeAnchor(db: ReadDb, anchor: Anchor, head: Pick<ChainHead, 'seq'>): ChainFinding | null {
  const begun = findBegun(db)
  if (begun === null || begunOf(begun)?.store !== anchor.store) return findingOf('rewritten', 1, anchor.seq)
  if (head.seq < anchor.seq) return findingOf(hasLostRows(db) ? 'cut' : 'rolled-back', head.seq + 1, anchor.seq)
  if (hashAt(db, anchor.seq) !== anchor.hash) {
    const fits = anchor.points.find(([seq, hash]) => hashAt(db, seq) === hash)
    return findingOf('rewritten', (fits?.[0] ?? 0) + 1, anchor.seq)
  }
  return null
}

/** Null: it is within a stretch that went, where nothing can be compared. */
export function hashAt(db: ReadDb, seq: number): string | null {
  const entry = findEntry(db, seq)
  if (entry) return entry.hash
  const fold = findFoldOver(db, seq)
  return fold?.toSeq === seq ? fold.after : null
}

export function findingOf(what: Tampering, seq: number | null, untilSeq: number | null): ChainFinding {
  return { what, seq, untilSeq, kind: null, subjectId: null, atMs: null }
}

/** With what the entry is about, if it is there. */
export function findingAt(db: ReadDb, what: Tampering, seq: number, untilSeq: number | null): ChainFinding {
  const entry = findEntry(db, seq)
  return { ...findingOf(what, seq, untilSeq), kind: entry?.kind ?? null, subjectId: entry?.subjectId ?? null, atMs: entry?.atMs ?? null }
}

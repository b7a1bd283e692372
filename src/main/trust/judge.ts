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
  const points: Anchor['points'] = [[anchor.seq, anchor.hash], ...anchor.points]
  // Newest first.
  const told = points.filter(([seq]) => seq <= head.seq && isThere(db, seq))
  const firstFit = told.findIndex(([seq, hash]) => hashAt(db, seq) === hash)
  if (told.length > 0 && firstFit !== 0) return findingOf('rewritten', (told[firstFit]?.[0] ?? 0) + 1, anchor.seq)
  return head.seq < anchor.seq ? findingOf(hasLostRows(db) ? 'cut' : 'rolled-back', head.seq + 1, anchor.seq) : null
}

/** False: it is within a stretch that went, where nothing can be compared. */
function isThere(db: ReadDb, seq: number): boolean {
  return hashAt(db, seq) !== null || findFoldOver(db, seq) === null
}

/** Null: it is within a stretch that went, or not there at all. */
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

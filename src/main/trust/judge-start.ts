import type { ChainFinding } from '../../shared/contract/trust.ts'
import type { ChainHead } from '../store/chain.ts'
import { findEntry, listEntries } from '../store/chain-entries.ts'
import type { ReadDb } from '../store/db.ts'
import { findTrustValue } from '../store/trust-values.ts'
import type { Anchor, FoundAnchor } from './anchor.ts'
import { findingAt, judgeAnchor } from './judge.ts'
import { judgeFound } from './verify.ts'

/** What a found anchor, or that none was found, says of the file at start; null: it fits. @param opened where the chain ended then */
export function judgeStart(db: ReadDb, found: FoundAnchor, opened: Pick<ChainHead, 'seq'>): ChainFinding | null {
  if (found.kind !== 'anchor') return judgeFound(db, found, findTrustValue(db, 'anchored') !== null)
  const { anchor } = found
  const finding = judgeAnchor(db, anchor, opened)
  if (finding !== null || !anchor.isClosed || opened.seq === anchor.seq) return finding
  if (findTrustValue(db, 'openedLocked')?.seq === anchor.seq) return null
  return findingAt(db, 'added', anchor.seq + 1, opened.seq)
}

/** True: the file is the backup that was announced as `expects`. */
export function isAnnounced(db: ReadDb, [fromSeq, fromHash]: NonNullable<Anchor['expects']>, opened: Pick<ChainHead, 'seq'>): boolean {
  if (fromSeq > opened.seq || (fromSeq > 0 && findEntry(db, fromSeq)?.hash !== fromHash)) return false
  // The desk says in it that it was restored, and nothing else, before it gets here.
  return listEntries(db, fromSeq, 100).every(
    ({ kind }) => kind === 'restored' || (fromSeq === 0 && (kind === 'begun' || kind === 'link' || kind === 'dealing')),
  )
}

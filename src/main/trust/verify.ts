import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { ChainFinding, ChainVerification, VerifyProgress } from '../../shared/contract/trust.ts'
import { chainHead } from '../store/chain.ts'
import { firstFinding } from '../store/chain-findings.ts'
import { walkChain } from '../store/chain-walk.ts'
import type { ReadDb } from '../store/db.ts'
import type { FoundAnchor } from './anchor.ts'
import { findingOf, judgeAnchor } from './judge.ts'

/** Milliseconds of looking in one go: whoever waits meanwhile is heard between two. */
const sliceMs = 3
const entriesAtOnce = 16
const rowsAtOnce = 500
const progressMs = 100

export interface VerifyParts {
  readonly db: ReadDb
  readonly anchor: FoundAnchor
  /** True: there was one. */
  readonly wasAnchored: boolean
  readonly now: () => number
  /** Milliseconds between two slices, so that whatever else is to be done comes first; 0: as quick as may be. */
  readonly restMs: number
}

/** Looks at every entry and every row. Ends early where its caller closes it. */
export async function* verifyChain({ db, anchor, wasAnchored, now, restMs }: VerifyParts): AsyncGenerator<VerifyProgress> {
  const of = chainHead(db).seq
  const walk = walkChain(db)
  let toldAtMs = performance.now()
  for (const step of [() => walk.advance(entriesAtOnce), () => walk.look(rowsAtOnce)]) {
    let goesOn = true
    while (goesOn) {
      const startedAtMs = performance.now()
      while (goesOn && performance.now() - startedAtMs < sliceMs) goesOn = step()
      if (performance.now() - toldAtMs > progressMs) {
        toldAtMs = performance.now()
        yield { kind: 'progress', done: Math.min(walk.at().seq, of), of }
      }
      await (restMs === 0 ? turn() : pause(restMs))
    }
  }
  const finding = firstOf(firstFinding(db, walk), judgeFound(db, anchor, wasAnchored), walk.brokenAt() !== null)
  const result: ChainVerification = { atMs: now(), entries: walk.at().seq, finding }
  yield { kind: 'done', result }
}

/** What a found anchor, or that none was found, says of the chain. */
export function judgeFound(db: ReadDb, found: FoundAnchor, wasAnchored: boolean): ChainFinding | null {
  if (found.kind === 'anchor') return judgeAnchor(db, found.anchor, chainHead(db))
  if (found.kind === 'missing') return wasAnchored ? findingOf('anchor-missing', null, null) : null
  if (found.kind === 'locked') return null
  return findingOf(found.kind === 'foreign' ? 'anchor-foreign' : 'anchor-changed', null, null)
}

/**
 * What was found by looking at each entry is more exact than what an anchor says; but where entries are missing at the end, those that
 * told why rows went, or that rows came, may be among them.
 */
function firstOf(walked: ChainFinding | null, anchored: ChainFinding | null, isBroken: boolean): ChainFinding | null {
  if (walked === null || anchored === null) return walked ?? anchored
  if (isBroken || anchored.seq === null) return walked
  if (walked.seq === null) return anchored
  const isExplained = walked.what === 'deleted' && anchored.what !== 'rewritten'
  return isExplained ? anchored : walked
}

import { setTimeout as pause } from 'node:timers/promises'
import type { ChainVerification, VerifyProgress } from '../../shared/contract/trust.ts'
import { chainHead } from '../store/chain.ts'
import { findRuns, foldRun } from '../store/chain-fold.ts'
import type { Store } from '../store/open.ts'
import { findTrustValue } from '../store/trust-values.ts'
import type { Writer } from '../store/writer.ts'
import type { FoundAnchor } from './anchor.ts'
import { verifyChain } from './verify.ts'

export interface RoundsParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly findAnchor: () => Promise<FoundAnchor>
  /** False: what is in the chain may be evidence, or the desk is about to close. */
  readonly mayFold: () => boolean
  /** Null: never. */
  readonly verifiedAtMs: () => number | null
  readonly writeDaily: () => Promise<void>
  readonly keep: (result: ChainVerification) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** What goes along the whole chain: looking at all of it, and taking out what is about nothing any more. */
export interface Rounds {
  /** Keeps what it finds. Its caller ends it by closing it. @param restMs between two slices; 0: as quick as may be */
  verify(restMs: number): AsyncGenerator<VerifyProgress>
  /** What runs by itself begins. */
  start(): void
  /** Ends what runs by itself. */
  close(): Promise<void>
}

const lookEveryMs = 3_600_000
const verifyEveryMs = 24 * 3_600_000
/** Between two slices of a verification that nobody waits for. */
const backgroundRestMs = 20
/** The newest entries stay as they are: anchors name them. */
const neverFolded = 1_000
/** Milliseconds between two looks, so that whatever else is to be done comes first. */
const foldRestMs = 10
/** The start has enough to do. */
const firstLookMs = 60_000

export function createRounds({
  store: { read },
  writer,
  now,
  findAnchor,
  mayFold,
  verifiedAtMs,
  writeDaily,
  keep,
  onFailure,
}: RoundsParts): Rounds {
  let timer: NodeJS.Timeout | undefined
  let walks = 0
  let folding: Promise<void> = Promise.resolve()
  let background: AsyncGenerator<VerifyProgress> | null = null

  async function* verify(restMs: number): AsyncGenerator<VerifyProgress> {
    walks += 1
    try {
      await folding
      const anchor = await findAnchor()
      const wasAnchored = findTrustValue(read, 'anchored') !== null
      for await (const progress of verifyChain({ db: read, anchor, wasAnchored, now, restMs })) {
        if (progress.kind === 'done') await keep(progress.result)
        yield progress
      }
    } finally {
      walks -= 1
    }
  }

  /** Takes entries out that are about nothing any more. Not under somebody who looks at them, and not while they may be evidence. */
  async function fold(): Promise<void> {
    for (const run of findRuns(read, chainHead(read).seq - neverFolded)) {
      if (walks > 0 || !mayFold()) return
      if (run) await writer.submit((db) => foldRun(db, run, now()))
      else await pause(foldRestMs)
    }
  }

  async function lookNowAndThen(): Promise<void> {
    await writeDaily()
    folding = fold().catch(onFailure)
    await folding
    const lastMs = verifiedAtMs()
    if (background !== null || (lastMs !== null && now() - lastMs < verifyEveryMs)) return
    background = verify(backgroundRestMs)
    try {
      for await (const _progress of background);
    } finally {
      background = null
    }
  }

  return {
    verify,
    start() {
      timer = setTimeout(() => {
        timer = setInterval(() => void lookNowAndThen().catch(onFailure), lookEveryMs).unref()
        void lookNowAndThen().catch(onFailure)
      }, firstLookMs).unref()
    },
    async close() {
      clearTimeout(timer)
      await background?.return(undefined)
      await folding
    },
  }
}

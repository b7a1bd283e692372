import type { ReplayResult, TryOut } from '../../shared/contract/replays.ts'
import type { Verdict } from '../../shared/words.ts'
import type { DeskParts } from '../api/context.ts'
import type { VerifyParts } from '../explain/verify-again.ts'
import { judge } from '../ingest/keep-delivery.ts'
import { saveChanges } from '../ingest/plan-changes.ts'
import { failedAgainSentence } from '../ingest/sentences.ts'
import type { ReadDb, WriteDb } from '../store/db.ts'
import { saveDealing } from '../store/dealings.ts'
import { findKeptDelivery, insertReplay, type KeptDelivery } from '../store/replays.ts'
import type { CommitNotes } from '../store/writer.ts'
import { authenticate } from './authentic.ts'
import { failedOn, type Obstacle } from './obstacle.ts'
import { told, tryOut, type Tried } from './try-out.ts'

export type ReplayParts = VerifyParts & Pick<DeskParts, 'writer' | 'now' | 'actor'>

/** What applying a kept delivery would change. Null: there is no such delivery. */
export function dryRun(parts: ReplayParts, id: number): TryOut | null {
  const kept = findKeptDelivery(parts.store.read, id)
  return kept === null ? null : told(tryKept(parts, parts.store.read, kept))
}

function tryKept(parts: ReplayParts, db: ReadDb, kept: KeptDelivery): Tried | Obstacle {
  const authentic = authenticate(parts, kept)
  return authentic.kind === 'cannot' ? authentic : tryOut(db, kept, authentic, parts.settings.settings(), parts.now())
}

/**
 * Applies a kept delivery through the same step as one that arrives. The delivery stays as it was; the replay is kept with who, when and why,
 * and the history names it. Applying the same again changes nothing. Durable on return.
 *
 * @returns null: there is no such delivery. Rejects as `Writer.submit` does.
 */
export function replay(parts: ReplayParts, id: number, reason: string): Promise<ReplayResult | null> {
  const said = { atMs: parts.now(), actor: parts.actor(), reason }
  return parts.writer.submit<ReplayResult | null>(
    (db, notes) => {
      const kept = findKeptDelivery(db, id)
      if (kept === null) return null
      const tried = tryKept(parts, db, kept)
      if (tried.kind === 'tried') return apply(db, notes, kept, tried, said)
      return tried.because === 'failed' ? keepTry(db, notes, kept, tried, said) : tried
    },
    (error, db, notes) => {
      const kept = findKeptDelivery(db, id)
      return kept && keepTry(db, notes, kept, failedOn(error), said)
    },
  )
}

interface Said {
  readonly atMs: number
  readonly actor: string
  readonly reason: string
}

function apply(db: WriteDb, notes: CommitNotes, kept: KeptDelivery, { reading, plan, circumstances }: Tried, said: Said): ReplayResult {
  const { verdict, sentence } = judge(reading, plan)
  const replayId = insertReplay(db, { deliveryId: kept.id, ...said, verdict, sentence })
  saveChanges(db, plan, { deliveryId: kept.id, replayId }, circumstances, notes)
  if (withoutEffect.has(kept.verdict)) saveDealing(db, kept.id, { atMs: said.atMs, actor: said.actor, how: 'replayed', note: said.reason })
  noteDeliveries(notes)
  return { kind: 'done', deliveryId: kept.id, replayId, verdict }
}

/** What such a delivery says was not applied when it came. */
const withoutEffect: ReadonlySet<Verdict> = new Set(['quarantined', 'failed', 'rejected'])

/** That somebody tried is kept, too. */
function keepTry(db: WriteDb, notes: CommitNotes, { id }: KeptDelivery, obstacle: Obstacle, said: Said): Obstacle {
  insertReplay(db, { deliveryId: id, ...said, verdict: 'failed', sentence: failedAgainSentence(id, obstacle.finding ?? '') })
  noteDeliveries(notes)
  return obstacle
}

/** What it was about is in the log, on the provider's card and in the status line. */
export function noteDeliveries(notes: CommitNotes): void {
  for (const topic of ['deliveries', 'providers', 'status'] as const) notes.topic(topic)
}

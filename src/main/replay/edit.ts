import type { TryOut } from '../../shared/contract/replays.ts'
import { judge, sha256 } from '../ingest/keep-delivery.ts'
import { saveChanges } from '../ingest/plan-changes.ts'
import { editedSentence } from '../ingest/sentences.ts'
import { saveDealing } from '../store/dealings.ts'
import type { ReadDb } from '../store/db.ts'
import { insertDelivery } from '../store/deliveries.ts'
import { findKeptDelivery, type KeptDelivery } from '../store/replays.ts'
import { originOf } from './authentic.ts'
import { cannot, type Obstacle } from './obstacle.ts'
import { noteDeliveries, type ReplayParts } from './replay.ts'
import { told, tryOut, type Tried } from './try-out.ts'

/** What the delivery would change if it had this body. Null: there is no such delivery. */
export function tryEdit(parts: ReplayParts, id: number, text: string): TryOut | null {
  const kept = findKeptDelivery(parts.store.read, id)
  return kept === null ? null : told(tryText(parts, parts.store.read, kept, text))
}

function tryText({ store, settings, now }: ReplayParts, db: ReadDb, kept: KeptDelivery, text: string): Tried | Obstacle {
  if (kept.provider === 'google-calendar') return cannot('notification')
  const said = { body: Buffer.from(text), messageId: null, ...originOf(store.read, kept) }
  return tryOut(db, kept, said, settings.settings(), now())
}

/**
 * Makes a delivery of another one with a changed body, marked as one that nobody sent, and applies it. What it says counts as said when the
 * first one came: a person mends what a provider told then. It has no key, so that the provider's own correction is never taken for a
 * repetition of it.
 *
 * @returns null: there is no such delivery. Rejects as `Writer.submit` does, and with what applying it threw; then nothing was made.
 */
export function applyEdit(
  parts: ReplayParts,
  id: number,
  { text, reason }: { readonly text: string; readonly reason: string },
): Promise<{ readonly kind: 'done'; readonly deliveryId: number } | Obstacle | null> {
  const [atMs, actor] = [parts.now(), parts.actor()]
  return parts.writer.submit((db, notes) => {
    const kept = findKeptDelivery(db, id)
    if (kept === null) return null
    const tried = tryText(parts, db, kept, text)
    if (tried.kind === 'cannot') return tried
    const { reading, plan, circumstances } = tried
    const { verdict, sentence } = judge(reading, plan)
    const body = Buffer.from(text)
    const deliveryId = insertDelivery(db, {
      provider: kept.provider,
      origin: kept.origin,
      receivedAtMs: atMs,
      method: kept.method,
      path: kept.path,
      edited: { from: kept.id, by: actor },
      verdict,
      sentence: editedSentence(kept.id, sentence),
      reason: null,
      // Nobody was answered.
      httpStatus: 0,
      durationUs: 0,
      headers: [],
      verification: { scheme: null, key: null, skewSeconds: null, failure: null },
      body,
      bodySize: body.length,
      bodyTruncated: false,
      bodySha256: sha256(body),
      issues: [],
      providerEvent: reading.providerEvent,
      aboutName: plan.aboutName,
      aboutStartMs: plan.aboutStartMs,
      eventAtMs: plan.eventAtMs,
      deliveryKey: null,
      duplicateOf: null,
    })
    saveChanges(db, plan, { deliveryId }, circumstances, notes)
    saveDealing(db, kept.id, { atMs, actor, how: 'edited', note: reason })
    noteDeliveries(notes)
    return { kind: 'done', deliveryId }
  })
}

import { hash } from 'node:crypto'
import { providerNames, type Origin, type ProviderId, type RejectReason } from '../../shared/words.ts'
import type { Provider, Reading } from '../providers/provider.ts'
import type { WriteDb } from '../store/db.ts'
import { findDealing, findWaiting, saveDealing } from '../store/dealings.ts'
import { findDeliveryByKey, insertDelivery, releaseDeliveryKey, type KnownDelivery, type NewDelivery } from '../store/deliveries.ts'
import { erasedSha256 } from '../store/erasures.ts'
import type { CommitNotes } from '../store/writer.ts'
import type { Arrival } from './arrival.ts'
import { unreadKey } from './judgement.ts'
import { maskHeaders } from './mask-headers.ts'
import { planChanges, saveChanges, type Circumstances, type Plan } from './plan-changes.ts'
import {
  acceptedSentence,
  appliedAgainSentence,
  conflictSentence,
  duplicateSentence,
  failedAgainSentence,
  ignoredSentence,
  staleSentence,
} from './sentences.ts'

/** Who posts it. */
export interface Sender {
  readonly id: ProviderId
}

/** A delivery on its way into the store. */
export interface Incoming<From extends Sender = Provider> {
  readonly provider: From
  readonly arrival: Arrival
  readonly origin: Origin
  readonly verification: NewDelivery['verification']
  readonly bodySha256: Buffer
  /** Of the API key that it carries, where there is one; the log masks the key itself. */
  readonly credentialPrint?: Buffer | null
}

/** What the delivery's row says beside what came with the request. */
export type Judgement = Pick<NewDelivery, 'verdict' | 'httpStatus' | 'sentence'> &
  Partial<
    Pick<NewDelivery, 'reason' | 'providerEvent' | 'deliveryKey' | 'duplicateOf' | 'issues' | 'aboutName' | 'aboutStartMs' | 'eventAtMs'>
  >

export type Kept =
  | {
      readonly kind: 'stored'
      readonly verdict: Exclude<NewDelivery['verdict'], 'rejected'>
      readonly id: number
      readonly receivedAtMs: number
    }
  /** The same id came before with another body. */
  | { readonly kind: 'conflict' }

export function sha256(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer')
}

/** Writes the delivery's row. @returns its id. */
export function insertIncoming(
  db: WriteDb,
  notes: CommitNotes,
  { provider, arrival, origin, verification, bodySha256, credentialPrint = null }: Incoming<Sender>,
  judgement: Judgement,
): number {
  notes.topic('deliveries')
  notes.topic('providers')
  notes.topic('status')
  const { rawBody } = arrival
  return insertDelivery(db, {
    provider: provider.id,
    receivedAtMs: arrival.receivedAtMs,
    providerEvent: null,
    reason: null,
    aboutName: null,
    aboutStartMs: null,
    deliveryKey: null,
    duplicateOf: null,
    eventAtMs: null,
    issues: [],
    ...judgement,
    origin,
    method: arrival.method,
    path: arrival.path,
    remoteAddress: arrival.remoteAddress ?? null,
    headers: judgement.verdict === 'duplicate' ? [] : maskHeaders(arrival.rawHeaders),
    body: rawBody,
    bodySize: arrival.bodySize,
    // What is too large is refused unread.
    bodyTruncated: rawBody.length < arrival.bodySize,
    credentialPrint,
    bodySha256,
    durationUs: Math.round((performance.now() - arrival.startedAtMs) * 1000),
    verification,
  })
}

/**
 * Keeps and applies what could be read. One job of the shared transaction: twenty copies of one delivery may be in the same batch, and
 * each sees the rows of those before it.
 */
export function keepReading(
  db: WriteDb,
  notes: CommitNotes,
  incoming: Incoming,
  reading: Reading,
  circumstances: Circumstances,
  statusOf: (verdict: Exclude<NewDelivery['verdict'], 'rejected'>) => number,
  messageId: string | null,
): Kept {
  const { provider, origin, arrival, bodySha256 } = incoming
  const { providerEvent, deliveryKey } = reading
  const known = findDeliveryByKey(db, { provider: provider.id, origin, key: deliveryKey })
  // Of a body that was erased there is nothing to compare with.
  const isOther = known !== null && ![bodySha256, erasedSha256].some((hash) => known.bodySha256.equals(hash))
  if (known && messageId !== null && isOther) {
    const reason: RejectReason = 'payload'
    insertIncoming(db, notes, incoming, { verdict: 'rejected', reason, httpStatus: 409, providerEvent, sentence: conflictSentence })
    return { kind: 'conflict' }
  }
  if (known && (known.verdict !== 'failed' || findDealing(db, known.id)?.how === 'replayed'))
    return keepDuplicate(db, notes, incoming, providerEvent, known, statusOf('duplicate'), duplicateSentence(known.first.id))

  if (known) releaseDeliveryKey(db, known.id)
  const plan = planChanges(db, reading.changes, circumstances)
  const { verdict, sentence } = judge(reading, plan)
  const id = insertIncoming(db, notes, incoming, {
    verdict,
    sentence: known ? appliedAgainSentence(known.first.id, plan.kinds) : sentence,
    // The provider is told "duplicate" all the same: it knows this delivery by the first id.
    httpStatus: statusOf(known ? 'duplicate' : verdict),
    providerEvent,
    deliveryKey,
    duplicateOf: known ? known.first.id : null,
    aboutName: plan.aboutName,
    aboutStartMs: plan.aboutStartMs,
    eventAtMs: plan.eventAtMs,
  })
  saveChanges(db, plan, { deliveryId: id }, circumstances, notes)
  const waiting = known ? known.id : findWaiting(db, { provider: provider.id, origin, key: unreadKey(incoming) })
  if (waiting !== null)
    saveDealing(db, waiting, { atMs: arrival.receivedAtMs, actor: providerNames[provider.id], how: 'came-again', note: '' })
  if (known) return { kind: 'stored', verdict: 'duplicate', ...known.first }
  return { kind: 'stored', verdict, id, receivedAtMs: arrival.receivedAtMs }
}

/** What is said of a delivery that was applied. */
export function judge(
  { changes, providerEvent }: Reading,
  { kinds }: Plan,
): { verdict: 'accepted' | 'ignored' | 'stale'; sentence: string } {
  if (changes.length === 0) return { verdict: 'ignored', sentence: ignoredSentence(providerEvent) }
  if (kinds.length === 0) return { verdict: 'stale', sentence: staleSentence }
  return { verdict: 'accepted', sentence: acceptedSentence(kinds) }
}

function keepDuplicate(
  db: WriteDb,
  notes: CommitNotes,
  incoming: Incoming,
  providerEvent: string | null,
  known: KnownDelivery,
  httpStatus: number,
  sentence: string,
): Kept {
  insertIncoming(db, notes, incoming, { verdict: 'duplicate', httpStatus, providerEvent, duplicateOf: known.first.id, sentence })
  return { kind: 'stored', verdict: 'duplicate', ...known.first }
}

/**
 * Keeps an authentic delivery that nothing was made of: `quarantined` when it cannot be read, `failed` when we failed on it. Its key makes
 * a repetition a duplicate.
 */
export function keepUnapplied(
  db: WriteDb,
  notes: CommitNotes,
  incoming: Incoming,
  {
    verdict,
    key,
    finding,
    ...judgement
  }: Pick<NewDelivery, 'httpStatus' | 'issues' | 'providerEvent'> & {
    readonly verdict: 'quarantined' | 'failed'
    readonly key: string
    readonly sentence: string
    readonly finding: string
    readonly duplicateStatus: number
  },
): Kept {
  const { duplicateStatus, ...told } = judgement
  const known = findDeliveryByKey(db, { provider: incoming.provider.id, origin: incoming.origin, key })
  if (known) {
    const sentence = verdict === 'failed' ? failedAgainSentence(known.first.id, finding) : duplicateSentence(known.first.id)
    return keepDuplicate(db, notes, incoming, told.providerEvent, known, duplicateStatus, sentence)
  }
  const id = insertIncoming(db, notes, incoming, { ...told, verdict, deliveryKey: key })
  return { kind: 'stored', verdict, id, receivedAtMs: incoming.arrival.receivedAtMs }
}

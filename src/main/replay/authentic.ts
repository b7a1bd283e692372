import type { ReplayObstacle } from '../../shared/contract/replays.ts'
import { verifyAgain, type NotCheckable, type VerifyParts } from '../explain/verify-again.ts'
import type { ReadDb } from '../store/db.ts'
import { findKeptDelivery, type KeptDelivery } from '../store/replays.ts'
import { cannot, type Obstacle } from './obstacle.ts'

/** What may be applied, and when it was said. */
export interface Authentic {
  readonly kind: 'authentic'
  /** What was signed. */
  readonly body: Buffer
  /** When it came; of one that was made by editing, when the first one came: it is what the provider said then. */
  readonly receivedAtMs: number
  readonly signedAtMs: number | null
  readonly messageId: string | null
}

/**
 * Whether a kept delivery may be applied: it verified when it came, or it does with today's secrets. Freshness is judged at reception. One
 * that was made at the desk is what a person there said.
 */
export function authenticate(parts: VerifyParts, kept: KeptDelivery): Authentic | Obstacle {
  const { body, receivedAtMs } = kept
  if (kept.provider === 'google-calendar') return cannot('notification')
  if (body === null) return cannot(kept.bodyGone === null ? 'no-body' : 'body-gone')
  if (kept.isTruncated || body.length !== kept.bodySize) return cannot('truncated')
  if (body.length === 0) return cannot('no-body')
  if (kept.editedBy !== null) return { kind: 'authentic', body, messageId: null, ...originOf(parts.store.read, kept) }

  const again = verifyAgain(parts, kept.id)
  if (again.kind === 'checked' && again.verification.ok) {
    const { signedAtMs, messageId } = again.verification
    return { kind: 'authentic', body: again.signedBody, receivedAtMs, signedAtMs, messageId }
  }
  if (didVerify(kept)) return { kind: 'authentic', body, receivedAtMs, signedAtMs: signedAtOf(kept), messageId: messageIdOf(kept) }
  if (again.kind === 'not-checkable') return cannot(obstacles[again.because])
  const { verification } = again
  if (verification.ok || verification.failure === 'secret-missing') return cannot('no-secret')
  return cannot('not-authentic', verification.failure)
}

const obstacles: Record<NotCheckable, ReplayObstacle> = {
  gone: 'no-body',
  unsigned: 'notification',
  'made-up': 'not-checkable',
  'body-not-kept': 'truncated',
  'key-not-kept': 'not-checkable',
  locked: 'locked',
}

/** When the delivery at the head of a row of edits came, and when it was signed if it was authentic. */
export function originOf(db: ReadDb, kept: KeptDelivery): Pick<Authentic, 'receivedAtMs' | 'signedAtMs'> {
  let first = kept
  while (first.editedFrom !== null) {
    const before = findKeptDelivery(db, first.editedFrom)
    if (before === null) break
    first = before
  }
  return { receivedAtMs: first.receivedAtMs, signedAtMs: didVerify(first) ? signedAtOf(first) : null }
}

function didVerify({ verification: { key, failure } }: KeptDelivery): boolean {
  return key !== null && failure === null
}

/** The secret of that time may be gone, and with it the way to read the header; the difference of the clocks was kept in whole seconds. */
function signedAtOf({ receivedAtMs, verification: { skewSeconds } }: KeptDelivery): number | null {
  return skewSeconds === null ? null : (Math.floor(receivedAtMs / 1000) + skewSeconds) * 1000
}

function messageIdOf({ headers, verification: { scheme } }: KeptDelivery): string | null {
  if (scheme !== 'standard-webhooks') return null
  return headers.find(([name]) => name.toLowerCase() === 'webhook-id')?.[1] ?? null
}

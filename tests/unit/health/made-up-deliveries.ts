import { createHash } from 'node:crypto'
import { insertDelivery } from '../../../src/main/store/deliveries.ts'
import type { Store } from '../../../src/main/store/open.ts'
import type { Origin, ProviderId, RejectReason, Verdict } from '../../../src/shared/words.ts'

export interface MadeUpDelivery {
  readonly provider?: ProviderId
  readonly receivedAtMs: number
  readonly verdict?: Verdict
  readonly reason?: RejectReason | null
  readonly origin?: Origin
  readonly skewSeconds?: number | null
}

/** @returns its id. */
export function insertMadeUpDelivery(store: Store, given: MadeUpDelivery): number {
  const { provider = 'calendly', receivedAtMs, reason = null, origin = 'real', skewSeconds = null } = given
  const { verdict = reason === null ? 'accepted' : 'rejected' } = given
  return insertDelivery(store.write, {
    provider,
    receivedAtMs,
    providerEvent: null,
    verdict,
    reason,
    httpStatus: reason === null ? 200 : 401,
    origin,
    aboutName: null,
    aboutStartMs: null,
    method: 'POST',
    path: '/',
    headers: [],
    body: null,
    bodySize: 0,
    bodyTruncated: false,
    bodySha256: createHash('sha256').update('').digest(),
    durationUs: 1,
    sentence: '',
    issues: [],
    verification:
      reason === null
        ? { scheme: 'calendly-v1', key: 'current', skewSeconds, failure: null }
        : { scheme: 'calendly-v1', key: null, skewSeconds, failure: reason === 'clock' ? 'too-old' : 'mismatch' },
    deliveryKey: null,
    duplicateOf: null,
    eventAtMs: null,
  })
}

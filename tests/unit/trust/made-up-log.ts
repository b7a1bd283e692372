import { createHash } from 'node:crypto'
import { chainHead } from '../../../src/main/store/chain.ts'
import { begunOf, findBegun } from '../../../src/main/store/chain-entries.ts'
import type { ReadDb, WriteDb } from '../../../src/main/store/db.ts'
import { insertDelivery } from '../../../src/main/store/deliveries.ts'
import { insertDeskEntry } from '../../../src/main/store/desk-history.ts'
import { insertSettingChange } from '../../../src/main/store/setting-changes.ts'
import type { Anchor, FoundAnchor } from '../../../src/main/trust/anchor.ts'
import { verifyChain } from '../../../src/main/trust/verify.ts'
import type { ChainVerification } from '../../../src/shared/contract/trust.ts'
import type { Verdict } from '../../../src/shared/words.ts'
import { NOON } from '../../support/temporary.ts'

/** A delivery as it is kept, with a body of its own. @returns its id. */
export function keepDelivery(db: WriteDb, number: number, given: { verdict?: Verdict; duplicateOf?: number } = {}): number {
  const { verdict = 'accepted', duplicateOf = null } = given
  const body = Buffer.from(JSON.stringify({ event: 'invitee.created', number, name: `Client ${number}` }))
  return insertDelivery(db, {
    provider: 'calendly',
    receivedAtMs: NOON + number * 1000,
    providerEvent: 'invitee.created',
    verdict,
    reason: verdict === 'rejected' ? 'signature' : null,
    httpStatus: verdict === 'rejected' ? 401 : 201,
    origin: 'real',
    aboutName: `Client ${number}`,
    aboutStartMs: NOON + number * 60_000,
    method: 'POST',
    path: '/api/webhooks/calendly',
    headers: [
      ['content-type', 'application/json'],
      ['x-number', String(number)],
    ],
    body,
    bodySize: body.length,
    bodyTruncated: false,
    bodySha256: createHash('sha256').update(body).digest(),
    durationUs: 900 + number,
    sentence: `Booked for client ${number}.`,
    issues: [],
    verification: { scheme: 'calendly-v1', key: 'current', skewSeconds: 0.5, failure: null },
    deliveryKey: verdict === 'rejected' ? null : `key ${number}`,
    duplicateOf,
    eventAtMs: NOON + number * 1000,
  })
}

/** Deliveries, changes of settings and what was done at the desk, each told apart by its number. */
export function writeLog(db: WriteDb, from: number, count: number): void {
  for (let number = from; number < from + count; number += 1) {
    keepDelivery(db, number)
    if (number % 4 === 0) {
      insertSettingChange(db, { atMs: NOON + number * 1000, actor: 'Mara', name: 'port', before: 7000 + number, after: 7001 + number })
    }
    if (number % 5 === 0) {
      const [before, after] = [{ name: null }, { name: `Host ${number}` }]
      insertDeskEntry(db, { atMs: NOON + number * 1000, actor: 'Mara', subject: 'host', subjectId: number, kind: 'edited', before, after })
    }
  }
}

/** What a desk would have sealed at this moment. */
export function anchorOf(db: ReadDb, isClosed = false): Anchor {
  const { seq, hash } = chainHead(db)
  const { store } = begunOf(findBegun(db)!)!
  return { store, seq, hash: hash.toString('hex'), atMs: NOON, isClosed, points: [], expects: null }
}

/** All of the chain and all of the rows. */
export async function verify(db: ReadDb, anchor: Anchor | FoundAnchor): Promise<ChainVerification> {
  const found: FoundAnchor = 'kind' in anchor ? anchor : { kind: 'anchor', anchor }
  for await (const progress of verifyChain({ db, anchor: found, wasAnchored: true, now: () => NOON, restMs: 0 })) {
    if (progress.kind === 'done') return progress.result
  }
  throw new Error('the verification ended without a result')
}

import type { VerificationRecord } from '../../shared/delivery.ts'
import type { Origin, ProviderId, RejectReason, Verdict } from '../../shared/words.ts'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { prepared, type ReadDb } from './db.ts'

/** What is kept of a delivery by which its signature can be judged again. */
export interface Evidence {
  readonly id: number
  readonly provider: ProviderId
  readonly origin: Origin
  readonly receivedAtMs: number
  /** From where it came; null: not known. */
  readonly remoteAddress: string | null
  /** With its query. */
  readonly path: string
  readonly verdict: Verdict
  readonly reason: RejectReason | null
  readonly httpStatus: number
  /** How it was judged when it came. */
  readonly verification: VerificationRecord
  /** In the order of arrival, credentials masked. Empty: not kept. */
  readonly headers: readonly (readonly [string, string])[]
  /** Null: not kept. */
  readonly body: Buffer | null
  readonly bodySize: number
  /** True: `body` is only the beginning. */
  readonly isTruncated: boolean
  /** 16 bytes: of the API key that it carried; null: it carried none, or there was nothing to make it with. */
  readonly credentialPrint: Buffer | null
  readonly issueCount: number
  /** Of the first issue, in the field's path. */
  readonly firstIssue: string | null
}

type Interpreted = 'verification' | 'headers' | 'body' | 'isTruncated' | 'issueCount' | 'firstIssue'

/** As it lies in the store: columns that have to be interpreted in place of what they say. */
interface Row extends StoredBody, Omit<Evidence, Interpreted> {
  readonly scheme: VerificationRecord['scheme']
  readonly secretSlot: VerificationRecord['key']
  readonly skewSeconds: number | null
  readonly failure: string | null
  readonly headers: string | null
  readonly issues: string | null
  readonly bodyTruncated: number | null
}

/** Null: no such delivery. */
export function findEvidence(db: ReadDb, id: number): Evidence | null {
  const row = prepared<Row>(
    db,
    `SELECT d.id, d.provider, d.origin, d.received_at_ms AS receivedAtMs, d.remote_address AS remoteAddress, d.path, d.verdict, d.reason, d.http_status AS httpStatus, d.scheme,
       d.secret_slot AS secretSlot, d.skew_seconds AS skewSeconds, d.failure, d.body_size AS bodySize, c.headers, c.issues,
       c.body_truncated AS bodyTruncated, c.body, coalesce(c.body_coding, 0) AS bodyCoding, c.credential_print AS credentialPrint
     FROM deliveries AS d LEFT JOIN delivery_contents AS c ON c.delivery_id = d.id WHERE d.id = ?`,
  ).get(id)
  if (!row) return null
  const { scheme, secretSlot, skewSeconds, failure, headers, issues, bodyTruncated, body, bodyCoding, ...shared } = row
  const found = issues === null ? [] : (JSON.parse(issues) as { loc: (string | number)[] }[])
  return {
    ...shared,
    verification: { scheme, key: secretSlot, skewSeconds, failure },
    headers: headers === null ? [] : (JSON.parse(headers) as Evidence['headers']),
    body: bodyBytes(db, { body, bodyCoding }),
    isTruncated: bodyTruncated === 1,
    issueCount: found.length,
    firstIssue: found[0]?.loc.join('.') ?? null,
  }
}

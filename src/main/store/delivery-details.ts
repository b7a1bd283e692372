import { isUtf8 } from 'node:buffer'
import type { Delivery, DeliveryChange, DeliveryRow, VerificationRecord } from '../../shared/delivery.ts'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { prepared, type ReadDb } from './db.ts'

interface Found extends Omit<DeliveryRow, 'isDealtWith' | 'isEdited'> {
  readonly isDealtWith: number
  readonly isEdited: number
  readonly editedFrom: number | null
  readonly method: string
  readonly path: string
  readonly sentence: string
  readonly bodySha256: Buffer
  readonly scheme: VerificationRecord['scheme']
  readonly secretSlot: VerificationRecord['key']
  readonly skewSeconds: number | null
  readonly failure: string | null
  readonly duplicateOf: number | null
  readonly duplicates: number
  readonly remoteAddress: string | null
}

interface Contents extends StoredBody {
  readonly headers: string
  readonly issues: string | null
  readonly bodyTruncated: number
}

/** Everything that is kept of one delivery. A duplicate shows the body of the delivery it repeats, which is the same or was recognised as the same. */
export function findDelivery(db: ReadDb, id: number): Delivery | null {
  const found = prepared<Found>(
    db,
    `SELECT id, provider, received_at_ms AS receivedAtMs, provider_event AS providerEvent, verdict, reason, http_status AS httpStatus,
       about_name AS aboutName, about_start_ms AS aboutStartMs, body_size AS bodySize, duration_us AS durationUs, origin, method, path, sentence,
       body_sha256 AS bodySha256, scheme, secret_slot AS secretSlot, skew_seconds AS skewSeconds, failure, duplicate_of AS duplicateOf, remote_address AS remoteAddress,
       edited_from AS editedFrom, edited_by IS NOT NULL AS isEdited, EXISTS (SELECT 1 FROM delivery_dealings WHERE delivery_id = deliveries.id) AS isDealtWith,
       (SELECT count(*) FROM deliveries AS other WHERE other.duplicate_of = deliveries.id) AS duplicates
     FROM deliveries WHERE id = ?`,
  ).get(id)
  if (!found) return null
  const { scheme, secretSlot, skewSeconds, failure, bodySha256, ...shared } = found
  const contents = findContents(db, id) ?? (found.duplicateOf === null ? null : findContents(db, found.duplicateOf))
  const body = contents === null ? null : bodyBytes(db, contents)
  const isText = body !== null && isUtf8(body)
  return {
    ...shared,
    isDealtWith: shared.isDealtWith === 1,
    isEdited: shared.isEdited === 1,
    headers: contents ? (JSON.parse(contents.headers) as Delivery['headers']) : [],
    bodyText: isText ? body.toString('utf8') : null,
    bodyBase64: body === null || isText ? null : body.toString('base64'),
    bodyTruncated: contents?.bodyTruncated === 1,
    bodySha256: bodySha256.toString('hex'),
    issues: contents?.issues ? (JSON.parse(contents.issues) as Delivery['issues']) : [],
    verification: { scheme, key: secretSlot, skewSeconds, failure },
    changes: listChanges(db, id),
  }
}

function findContents(db: ReadDb, id: number): Contents | null {
  return (
    prepared<Contents>(
      db,
      'SELECT headers, issues, body_truncated AS bodyTruncated, body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id = ?',
    ).get(id) ?? null
  )
}

/** What it said itself, and what was read because of it. */
function listChanges(db: ReadDb, id: number): DeliveryChange[] {
  const appointments = prepared<{ appointmentId: number; label: string; kind: string; before: string; after: string }>(
    db,
    `SELECT h.appointment_id AS appointmentId, coalesce(a.client_label, a.title, a.external_id) AS label, h.kind, h.before, h.after
     FROM appointment_history AS h JOIN appointments AS a ON a.id = h.appointment_id
     WHERE h.delivery_id = ? OR h.reading_id IN (SELECT r.id FROM readings AS r WHERE r.delivery_id = ?) ORDER BY h.id`,
  ).all(id, id)
  const leads = prepared<{ label: string; name: string | null; email: string | null; answers: string }>(
    db,
    'SELECT coalesce(name, email, external_id) AS label, name, email, answers FROM leads WHERE delivery_id = ? ORDER BY id',
  ).all(id)
  return [
    ...appointments.map((entry) => ({
      ...entry,
      before: JSON.parse(entry.before) as DeliveryChange['before'],
      after: JSON.parse(entry.after) as DeliveryChange['after'],
    })),
    ...leads.map(({ label, name, email, answers }) => ({
      appointmentId: null,
      label,
      kind: 'lead',
      before: {},
      after: { name, email, answers: JSON.parse(answers) as unknown },
    })),
  ]
}

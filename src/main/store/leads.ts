import type { Origin, Source } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

export interface NewLead {
  readonly source: Source
  readonly externalId: string
  readonly origin: Origin
  readonly clientId: number
  readonly deliveryId: number | null
  /** When the form was sent, by the provider's clock. */
  readonly atMs: number
  readonly providerEvent: string | null
  readonly name: string | null
  readonly email: string | null
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
  readonly metadata: Record<string, unknown>
}

/** True: this form's sending is known already. */
export function hasLead(db: ReadDb, { source, externalId, origin }: Pick<NewLead, 'source' | 'externalId' | 'origin'>): boolean {
  return (
    prepared(db, 'SELECT 1 FROM leads WHERE source = ? AND external_id = ? AND origin = ?').get(source, externalId, origin) !== undefined
  )
}

export function insertLead(db: WriteDb, lead: NewLead): void {
  prepared(
    db,
    `INSERT INTO leads (source, external_id, origin, client_id, delivery_id, at_ms, provider_event, name, email, answers, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    lead.source,
    lead.externalId,
    lead.origin,
    lead.clientId,
    lead.deliveryId,
    lead.atMs,
    lead.providerEvent,
    lead.name,
    lead.email,
    JSON.stringify(lead.answers),
    JSON.stringify(lead.metadata),
  )
}

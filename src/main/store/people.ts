import { clientStages, type ClientStage, type Origin, type Source } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A person as one change names them. */
export interface SeenClient {
  readonly source: Source
  readonly email: string | null
  /** The provider's own id of the person. */
  readonly externalId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly timeZone: string | null
  /** How far this change shows them to be; a client never goes back. */
  readonly stage: ClientStage
  readonly origin: Origin
  /** When it was said, by the provider's clock: the newest name counts. */
  readonly saidAtMs: number
  readonly nowMs: number
}

interface ClientRow {
  readonly id: number
  readonly email: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly timeZone: string | null
  readonly stage: ClientStage
  readonly origin: Origin
  readonly namedAtMs: number
}

/**
 * Recognises a client by e-mail without regard to case, else by the provider's own id, and makes or refreshes them.
 * A test or a sample never changes a real client; a real change makes a client real that only a test had made.
 *
 * @returns their id; null: nothing to recognise them by.
 */
export function saveClient(db: WriteDb, seen: SeenClient): number | null {
  const email = seen.email?.toLowerCase() ?? null
  if (email === null && seen.externalId === null) return null
  const known = findClient(db, { ...seen, email })
  if (!known) return insertClient(db, { ...seen, email })
  if (known.origin === 'real' && seen.origin !== 'real') return known.id

  const isNewer = seen.saidAtMs >= known.namedAtMs
  const next = {
    email: known.email ?? email,
    name: isNewer ? (seen.name ?? known.name) : (known.name ?? seen.name),
    phone: isNewer ? (seen.phone ?? known.phone) : (known.phone ?? seen.phone),
    timeZone: isNewer ? (seen.timeZone ?? known.timeZone) : (known.timeZone ?? seen.timeZone),
    stage: clientStages.indexOf(seen.stage) > clientStages.indexOf(known.stage) ? seen.stage : known.stage,
    origin: seen.origin === 'real' ? ('real' as const) : known.origin,
  }
  const isSame = (Object.keys(next) as (keyof typeof next)[]).every((name) => next[name] === known[name])
  if (isSame) return known.id
  prepared(
    db,
    'UPDATE clients SET email = ?, name = ?, phone = ?, time_zone = ?, stage = ?, origin = ?, named_at_ms = ?, updated_at_ms = ? WHERE id = ?',
  ).run(
    next.email,
    next.name,
    next.phone,
    next.timeZone,
    next.stage,
    next.origin,
    Math.max(known.namedAtMs, seen.saidAtMs),
    seen.nowMs,
    known.id,
  )
  return known.id
}

const clientColumns = 'id, email, name, phone, time_zone AS timeZone, stage, origin, named_at_ms AS namedAtMs'

function findClient(db: ReadDb, { email, source, externalId }: SeenClient): ClientRow | undefined {
  const byEmail = email === null ? undefined : prepared<ClientRow>(db, `SELECT ${clientColumns} FROM clients WHERE email = ?`).get(email)
  if (byEmail || externalId === null) return byEmail
  return prepared<ClientRow>(db, `SELECT ${clientColumns} FROM clients WHERE source = ? AND external_id = ?`).get(source, externalId)
}

function insertClient(db: WriteDb, seen: SeenClient): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO clients (email, source, external_id, name, phone, time_zone, stage, origin, named_at_ms, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    seen.email,
    seen.externalId === null ? null : seen.source,
    seen.externalId,
    seen.name,
    seen.phone,
    seen.timeZone,
    seen.stage,
    seen.origin,
    seen.saidAtMs,
    seen.nowMs,
    seen.nowMs,
  )
  return Number(lastInsertRowid)
}

export interface SeenHost {
  readonly source: Source
  readonly email: string | null
  readonly name: string | null
  readonly role: string | null
  readonly origin: Origin
  readonly saidAtMs: number
}

interface HostRow {
  readonly id: number
  readonly name: string | null
  readonly role: string | null
  readonly origin: Origin
  readonly namedAtMs: number
}

/**
 * Recognises a host by e-mail without regard to case, else by their name at this provider, and makes or refreshes them under the same
 * rules as clients.
 *
 * @returns their id and whether anything about hosts is different now; null: nothing to recognise them by.
 */
export function saveHost(db: WriteDb, seen: SeenHost): { readonly id: number; readonly isChanged: boolean } | null {
  const email = seen.email?.toLowerCase() ?? null
  const nameKey = email === null ? (seen.name?.toLowerCase() ?? null) : null
  if (email === null && nameKey === null) return null
  const known =
    email === null
      ? prepared<HostRow>(db, `SELECT ${hostColumns} FROM hosts WHERE source = ? AND name_key = ?`).get(seen.source, nameKey)
      : prepared<HostRow>(db, `SELECT ${hostColumns} FROM hosts WHERE email = ?`).get(email)
  if (!known) {
    const { lastInsertRowid } = prepared(
      db,
      'INSERT INTO hosts (email, source, name_key, name, role, origin, named_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(email, email === null ? seen.source : null, nameKey, seen.name, seen.role, seen.origin, seen.saidAtMs)
    return { id: Number(lastInsertRowid), isChanged: true }
  }
  if (known.origin === 'real' && seen.origin !== 'real') return { id: known.id, isChanged: false }

  const isNewer = seen.saidAtMs >= known.namedAtMs
  const name = isNewer ? (seen.name ?? known.name) : (known.name ?? seen.name)
  const role = isNewer ? (seen.role ?? known.role) : (known.role ?? seen.role)
  const origin = seen.origin === 'real' ? 'real' : known.origin
  if (name === known.name && role === known.role && origin === known.origin) return { id: known.id, isChanged: false }
  prepared(db, 'UPDATE hosts SET name = ?, role = ?, origin = ?, named_at_ms = ? WHERE id = ?').run(
    name,
    role,
    origin,
    Math.max(known.namedAtMs, seen.saidAtMs),
    known.id,
  )
  return { id: known.id, isChanged: true }
}

const hostColumns = 'id, name, role, origin, named_at_ms AS namedAtMs'

export interface NewLead {
  readonly source: Source
  readonly externalId: string
  readonly origin: Origin
  readonly clientId: number
  readonly deliveryId: number
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

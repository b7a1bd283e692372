import type { UncertainDelivery } from '../../shared/contract/keeping.ts'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { prepared, type ReadDb } from './db.ts'
import { matchExpression, searchUnindexed } from './delivery-search.ts'
import type { Erasable } from './erasable.ts'
import { idsOf } from './forget.ts'
import { createMatcher, writtenAs, type Identity, type Trait } from './identity.ts'

/** What there is of a client. */
export interface Concerned {
  readonly appointmentIds: readonly number[]
  readonly leadIds: readonly number[]
  /** Of others, in which they are named. */
  readonly mentionIds: readonly number[]
  readonly historyIds: readonly number[]
  readonly deskEntryIds: readonly number[]
  readonly filterIds: readonly number[]
  /** Of our own webhooks about others, in which they are named. */
  readonly messageIds: readonly number[]
  /** Certainly theirs. */
  readonly deliveryIds: readonly number[]
  readonly uncertain: readonly UncertainDelivery[]
}

/** What the store itself connects with the client: quickly found, again within the job that erases. */
export function listConnected(db: ReadDb, family: readonly number[]): Pick<Concerned, 'appointmentIds' | 'leadIds' | 'deliveryIds'> {
  const ids = JSON.stringify(family)
  const appointmentIds = idsOf(
    db,
    'SELECT id FROM appointments WHERE client_id IN (SELECT value FROM json_each(?)) AND client_id IS NOT NULL',
    ids,
  )
  const told = idsOf(
    db,
    `SELECT DISTINCT delivery_id AS id FROM appointment_history WHERE appointment_id IN (SELECT value FROM json_each(?)) AND delivery_id IS NOT NULL
     UNION SELECT delivery_id FROM leads WHERE client_id IN (SELECT value FROM json_each(?)) AND delivery_id IS NOT NULL`,
    JSON.stringify(appointmentIds),
    ids,
  )
  return {
    appointmentIds,
    leadIds: idsOf(db, 'SELECT id FROM leads WHERE client_id IN (SELECT value FROM json_each(?))', ids),
    deliveryIds: withRelatives(db, told),
  }
}

/** With what repeats them, what they repeat, and what was made of them by editing. */
export function withRelatives(db: ReadDb, ids: readonly number[]): number[] {
  return idsOf(
    db,
    `WITH RECURSIVE relatives (id) AS (
       SELECT value FROM json_each(?)
       UNION SELECT d.id FROM relatives JOIN deliveries AS d ON d.duplicate_of = relatives.id AND d.duplicate_of IS NOT NULL
       UNION SELECT d.duplicate_of FROM relatives JOIN deliveries AS d ON d.id = relatives.id WHERE d.duplicate_of IS NOT NULL
       UNION SELECT d.edited_from FROM relatives JOIN deliveries AS d ON d.id = relatives.id WHERE d.edited_from IS NOT NULL)
     SELECT id FROM relatives UNION SELECT id FROM deliveries WHERE edited_from IS NOT NULL AND edited_from IN (SELECT id FROM relatives)`,
    JSON.stringify(ids),
  )
}

/** Rows that are looked through at once, in one or two milliseconds. */
const sliceRows = 400

/** Looks through all that could name the client; after each slice whoever waits has a turn. */
export function* findConcerned(db: ReadDb, { family, identity }: Pick<Erasable, 'family' | 'identity'>): Generator<void, Concerned> {
  const matcher = createMatcher(identity)
  const connected = listConnected(db, family)
  const own = new Set(connected.appointmentIds)
  const isSure = (text: string): boolean => matcher.find(text) === 'email'

  const states = yield* scan(
    db,
    'SELECT appointment_id AS id, state AS text FROM appointment_states WHERE appointment_id > ? ORDER BY 1 LIMIT ?',
    isSure,
  )
  const entries = yield* scan(db, `SELECT id, before || after AS text FROM appointment_history WHERE id > ? ORDER BY 1 LIMIT ?`, isSure)
  const inHistory = JSON.stringify(entries)
  const ofEntries = idsOf(
    db,
    'SELECT DISTINCT appointment_id AS id FROM appointment_history WHERE id IN (SELECT value FROM json_each(?))',
    inHistory,
  )
  const mentionIds = [...new Set([...states, ...ofEntries])].filter((id) => !own.has(id))
  const deskEntries = yield* scan(
    db,
    'SELECT id, before || after AS text FROM desk_history WHERE id > ? ORDER BY 1 LIMIT ?',
    (text) => matcher.find(text) !== null,
  )
  const filters = yield* scan(
    db,
    `SELECT id, name || ' ' || value AS text FROM saved_filters WHERE id > ? ORDER BY 1 LIMIT ?`,
    (text) => matcher.find(text) !== null,
  )

  const bodies = yield* scan(
    db,
    'SELECT id, body AS text FROM outbox WHERE id > ? AND body IS NOT NULL ORDER BY 1 LIMIT ?',
    (text) => matcher.find(text) !== null,
  )
  const answers = yield* scan(
    db,
    'SELECT id, answer || answer_headers AS text FROM outbox_attempts WHERE id > ? AND answer IS NOT NULL ORDER BY 1 LIMIT ?',
    (text) => matcher.find(text) !== null,
  )
  const answered = idsOf(
    db,
    'SELECT DISTINCT message_id AS id FROM outbox_attempts WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(answers),
  )

  const traits = new Map<number, Trait>()
  const note = (id: number, text: string): boolean => {
    const trait = matcher.find(text)
    if (trait !== null && traits.get(id) !== 'email') traits.set(id, trait)
    return false
  }
  yield* scan(
    db,
    `SELECT id, coalesce(about_name, '') || char(10) || path || char(10) || sentence AS text FROM deliveries WHERE id > ? ORDER BY 1 LIMIT ?`,
    (text, id) => note(id, text),
  )
  for (const id of yield* bodiesWith(db, identity)) note(id, textOf(db, id))
  const sure = [...traits].filter(([, trait]) => trait === 'email').map(([id]) => id)
  const deliveryIds = withRelatives(db, [...connected.deliveryIds, ...sure])
  const certain = new Set(deliveryIds)
  return {
    ...connected,
    mentionIds,
    historyIds: entries,
    deskEntryIds: deskEntries,
    filterIds: filters,
    messageIds: [...new Set([...bodies, ...answered])],
    deliveryIds,
    uncertain: listUncertain(
      db,
      [...traits].filter(([id]) => !certain.has(id)),
    ),
  }
}

function* scan(db: ReadDb, sql: string, isHit: (text: string, id: number) => boolean): Generator<void, number[]> {
  const hits: number[] = []
  for (let last = 0; ;) {
    const rows = prepared<{ id: number; text: string }>(db, sql).all(last, sliceRows)
    for (const { id, text } of rows) if (isHit(text, id)) hits.push(id)
    const end = rows.at(-1)
    if (!end || rows.length < sliceRows) return hits
    last = end.id
    yield
  }
}

/** By the index of the bodies' words, and by reading those that are not in it yet. */
function* bodiesWith(db: ReadDb, { emails, names, phones }: Identity): Generator<void, Set<number>> {
  const found = new Set<number>()
  for (const text of [...emails.flatMap(writtenAs), ...names.flatMap(writtenAs), ...phones]) {
    const expression = matchExpression(text)
    if (expression === null) continue
    for (const id of idsOf(db, 'SELECT rowid AS id FROM delivery_search WHERE delivery_search MATCH ?', expression)) found.add(id)
    for (const id of searchUnindexed(db, text)) found.add(id)
    yield
  }
  return found
}

function textOf(db: ReadDb, deliveryId: number): string {
  const contents = prepared<StoredBody>(db, 'SELECT body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id = ?').get(
    deliveryId,
  )
  return (contents && bodyBytes(db, contents)?.toString('utf8')) ?? ''
}

function listUncertain(db: ReadDb, found: readonly (readonly [number, Trait])[]): UncertainDelivery[] {
  const because = new Map(found)
  return prepared<Omit<UncertainDelivery, 'because'>>(
    db,
    `SELECT id, received_at_ms AS receivedAtMs, provider, provider_event AS providerEvent, verdict, about_name AS aboutName
     FROM deliveries WHERE id IN (SELECT value FROM json_each(?)) ORDER BY received_at_ms DESC, id DESC`,
  )
    .all(JSON.stringify([...because.keys()]))
    .map((row) => ({ ...row, because: because.get(row.id) === 'phone' ? ('phone' as const) : ('name' as const) }))
}

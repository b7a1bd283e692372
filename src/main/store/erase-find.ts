import type { UncertainDelivery } from '../../shared/contract/keeping.ts'
import type { StoredState } from './appointments.ts'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { foldName } from './clients.ts'
import { digitsOf, familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import { matchExpression, searchUnindexed } from './delivery-search.ts'
import { idsOf } from './forget.ts'
import { createMatcher, writtenAs, type Identity, type Trait } from './identity.ts'

/** One client, with all that was ever said of who they are. */
export interface Erasable {
  /** As shown: it is typed before they are erased. */
  readonly name: string
  /** Records that are shown as the client, the shown one first. */
  readonly family: readonly number[]
  /** What is theirs alone. */
  readonly identity: Identity
  /** The same as it was written, to be searched for afterwards. */
  readonly written: readonly string[]
  /** What somebody else has, too, or what could be anybody's: it is neither looked for nor taken out of what is others'. */
  readonly shared: readonly string[]
  readonly isTeamMember: boolean
}

/** Shorter numbers are extensions, and shared by strangers. */
const shortestPhone = 7

/** @param anyId of any of the client's records. Null: there is no such client. */
export function findErasable(db: ReadDb, anyId: number): Erasable | null {
  const root = shownAs(db, anyId)
  if (root === null) return null
  const family = familyOf(db, root)
  const said = saidOf(db, family)
  const shared = new Set<string>()
  const own = (values: Iterable<string>, isOthers: (value: string) => boolean): string[] =>
    [...new Set(values)].filter((value) => {
      if (!isOthers(value)) return true
      shared.add(value)
      return false
    })
  const others = JSON.stringify(family)
  const isHeld = (sql: string, values: Record<string, unknown>): boolean => prepared(db, sql).get({ others, ...values }) !== undefined
  const notTheirs = 'id NOT IN (SELECT value FROM json_each(@others))'
  const isHosts = (email: string): boolean => prepared(db, 'SELECT 1 FROM hosts WHERE email = ?').get(email) !== undefined
  const emails = own(
    [...said.emails].map((email) => email.toLowerCase()),
    (email) =>
      isHosts(email) ||
      isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND (instr(email, @email) > 0 OR instr(lower(given_email), @email) > 0) LIMIT 1`, {
        email,
      }),
  )
  const names = own(
    said.names,
    (name) =>
      name.trim().split(/\s+/u).length < 2 ||
      isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND sort_name = @folded LIMIT 1`, { folded: foldName(name) }) ||
      isHeld(
        `SELECT 1 FROM clients WHERE ${notTheirs} AND (instr(lower(name), lower(@name)) > 0 OR instr(lower(given_name), lower(@name)) > 0) LIMIT 1`,
        { name },
      ) ||
      prepared(db, 'SELECT 1 FROM hosts WHERE name = ? OR given_name = ?').get(name, name) !== undefined,
  )
  const phones = own(said.phones, (phone) => {
    const digits = digitsOf(phone)
    if (digits.length < shortestPhone) return true
    return isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND instr(phone_digits, @digits) > 0 LIMIT 1`, { digits })
  })
  const numbers = [...new Set(phones.map(digitsOf))]
  return {
    name: said.shown,
    family,
    identity: { emails, names, phones: numbers },
    written: [...emails, ...names, ...phones, ...numbers],
    shared: [...shared],
    isTeamMember: [...said.emails].some((email) => isHosts(email.toLowerCase())),
  }
}

interface Said {
  readonly shown: string
  readonly names: ReadonlySet<string>
  readonly emails: ReadonlySet<string>
  readonly phones: ReadonlySet<string>
}

/** Every name, address and number that the client's records, their history, their appointments and their forms ever had. */
function saidOf(db: ReadDb, family: readonly number[]): Said {
  const [names, emails, phones] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const add = (person: Readonly<Record<string, unknown>> | null | undefined): void => {
    for (const [known, member] of [
      [names, 'name'],
      [emails, 'email'],
      [phones, 'phone'],
    ] as const) {
      const value = person?.[member]
      if (typeof value === 'string' && value.trim() !== '') known.add(value.trim())
    }
  }
  const ids = JSON.stringify(family)
  const records = prepared<Record<string, string | number | null>>(
    db,
    `SELECT id, name, email, phone, given_name AS givenName, given_email AS givenEmail, given_phone AS givenPhone, external_id AS externalId
     FROM clients WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(ids)
  for (const { name, email, phone, givenName, givenEmail, givenPhone } of records) {
    add({ name, email, phone })
    add({ name: givenName, email: givenEmail, phone: givenPhone })
  }
  const entries = prepared<{ text: string }>(
    db,
    `SELECT before AS text FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(@ids))
     UNION ALL SELECT after FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(@ids))`,
  ).all({ ids })
  for (const { text } of entries) {
    const entry = JSON.parse(text) as Record<string, unknown>
    add(entry)
    add(entry.given as Record<string, unknown> | undefined)
  }
  for (const lead of prepared(db, 'SELECT name, email FROM leads WHERE client_id IN (SELECT value FROM json_each(?))').all(ids)) add(lead)
  const known = new Set([...emails].map((email) => email.toLowerCase()))
  const states = prepared<{ state: string }>(
    db,
    `SELECT s.state FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id
     WHERE a.client_id IN (SELECT value FROM json_each(?))`,
  )
  for (const { state } of states.iterate(ids)) {
    const { details, facts = [] } = JSON.parse(state) as StoredState & { facts?: readonly { details?: Partial<StoredState['details']> }[] }
    for (const attendees of [details.attendees, ...facts.map((fact) => fact.details?.attendees ?? [])]) {
      // The first one is the client; of a group, only who has one of their addresses.
      for (const [at, attendee] of attendees.entries()) {
        const address = attendee.email?.toLowerCase()
        if ((at === 0 && attendees.length === 1) || (address !== undefined && known.has(address))) add({ ...attendee })
      }
    }
  }
  const shown = records.find(({ id }) => id === family[0])
  const first = shown && [shown.givenName, shown.name, shown.givenEmail, shown.email, shown.externalId].find((value) => value !== null)
  return { shown: String(first ?? family[0]), names, emails, phones }
}

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

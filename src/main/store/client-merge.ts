import type { Contact, DeskHistoryEntry, LikelyClient } from '../../shared/contract/clients.ts'
import type { Origin } from '../../shared/words.ts'
import { listRows } from './clients.ts'
import { allShownAs, digitsOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { findDeskEntry, insertDeskEntry } from './desk-history.ts'
import { StoreInvariantError } from './errors.ts'
import { relinkClients } from './links.ts'
import { restage } from './stages.ts'

/** What a person did, when, and who it was. */
export interface Doing {
  readonly actor: string
  readonly nowMs: number
}

export type MergeRefusal = 'gone' | 'same' | 'origin'

interface MergeRow {
  readonly id: number
  readonly origin: Origin
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly givenName: string | null
  readonly givenEmail: string | null
  readonly givenPhone: string | null
  readonly externalId: string | null
}

const mergeColumns = `id, origin, name, email, phone, given_name AS givenName, given_email AS givenEmail, given_phone AS givenPhone,
  external_id AS externalId`

/**
 * Shows one client as another from now on. Appointments keep the record that they came with.
 *
 * @param contact whose data is shown; where that one has none, nothing changes.
 * @returns the two clients that became one, the shown one first, and the merge's line in the history; or why it cannot be: `origin`: made-up and real ones do not mix.
 */
export function mergeClients(
  db: WriteDb,
  { id: anyId, otherId: anyOther, contact }: { id: number; otherId: number; contact: Record<keyof Contact, 'own' | 'other'> },
  { actor, nowMs }: Doing,
): { readonly ids: readonly [number, number]; readonly historyId: number } | { readonly refused: MergeRefusal } {
  const own = findRow(db, anyId)
  const other = findRow(db, anyOther)
  if (!own || !other) return { refused: 'gone' }
  if (own.id === other.id) return { refused: 'same' }
  if (own.origin !== other.origin) return { refused: 'origin' }

  const before = { name: own.givenName, email: own.givenEmail, phone: own.givenPhone }
  const after = {
    name: contact.name === 'own' ? before.name : (other.givenName ?? other.name ?? before.name),
    email: contact.email === 'own' ? before.email : (other.givenEmail ?? other.email ?? before.email),
    phone: contact.phone === 'own' ? before.phone : (other.givenPhone ?? other.phone ?? before.phone),
  }
  saveGiven(db, own.id, after, nowMs)
  setMerged(db, other.id, own.id, nowMs)
  restage(db, own.id)
  relinkClients(db, [own.id])
  const otherName = other.givenName ?? other.name ?? other.givenEmail ?? other.email ?? other.externalId
  const historyId = insertDeskEntry(db, {
    atMs: nowMs,
    actor,
    subject: 'client',
    subjectId: own.id,
    kind: 'merged',
    before: { given: before },
    after: { given: after, otherId: other.id, otherName },
  })
  return { ids: [own.id, other.id], historyId }
}

/** What a merge's line in the history holds. */
interface MergeEntry {
  readonly before: { readonly given: Contact }
  readonly after: { readonly given: Contact; readonly otherId: number; readonly otherName: string | null }
}

/** True for the line of a merge that still holds. */
export function canTakeApart(db: ReadDb, entry: Pick<DeskHistoryEntry, 'id' | 'kind' | 'before' | 'after'>): boolean {
  return entry.kind === 'merged' && mergedBy(db, entry) !== null
}

/** The record that this merge holds, if no later one has merged it again. */
function mergedBy(db: ReadDb, { id, after }: Pick<DeskHistoryEntry, 'id' | 'after'>): { otherId: number; ownId: number } | null {
  const { otherId } = after as unknown as MergeEntry['after']
  const row = prepared<{ otherId: number; ownId: number; newest: number }>(
    db,
    `SELECT c.id AS otherId, c.merged_into AS ownId,
       (SELECT max(h.id) FROM desk_history AS h WHERE h.subject = 'client' AND h.subject_id = c.merged_into AND h.kind = 'merged'
          AND h.after ->> '$.otherId' = c.id) AS newest
     FROM clients AS c WHERE c.id = ? AND c.merged_into IS NOT NULL`,
  ).get(otherId)
  return row?.newest === id ? row : null
}

/**
 * Takes a merge back, by its line in the history. Contact data that the merge had set is as it was before, unless it was changed since.
 *
 * @returns the two clients that are shown again; null: this merge does not hold any more.
 */
export function takeApart(db: WriteDb, historyId: number, { actor, nowMs }: Doing): { readonly ids: readonly [number, number] } | null {
  const entry = findDeskEntry(db, 'client', historyId)
  const merged = entry?.kind === 'merged' ? mergedBy(db, entry) : null
  if (!entry || !merged) return null
  const { ownId, otherId } = merged
  const own = findExactly(db, ownId)
  if (!own) return null
  const { before, after } = entry as unknown as MergeEntry
  const present = { name: own.givenName, email: own.givenEmail, phone: own.givenPhone }
  const back = (member: keyof Contact): string | null => (present[member] === after.given[member] ? before.given[member] : present[member])
  const given = { name: back('name'), email: back('email'), phone: back('phone') }
  saveGiven(db, ownId, given, nowMs)
  setMerged(db, otherId, null, nowMs)
  restage(db, ownId)
  restage(db, otherId)
  relinkClients(db, [ownId, otherId])
  insertDeskEntry(db, {
    atMs: nowMs,
    actor,
    subject: 'client',
    subjectId: ownId,
    kind: 'unmerged',
    before: { given: present, otherId, otherName: after.otherName },
    after: { given },
  })
  return { ids: [ownId, otherId] }
}

function findRow(db: ReadDb, anyId: number): MergeRow | undefined {
  const id = shownAs(db, anyId)
  return id === null ? undefined : findExactly(db, id)
}

function findExactly(db: ReadDb, id: number): MergeRow | undefined {
  return prepared<MergeRow>(db, `SELECT ${mergeColumns} FROM clients WHERE id = ?`).get(id)
}

/** What the desk says of a client's contact data; null members: nothing. */
export function saveGiven(db: WriteDb, id: number, { name, email, phone }: Contact, nowMs: number): void {
  const { changes } = prepared(
    db,
    'UPDATE clients SET given_name = ?, given_email = ?, given_phone = ?, updated_at_ms = ? WHERE id = ?',
  ).run(name, email, phone, nowMs, id)
  if (changes !== 1) throw new StoreInvariantError(`saveGiven(${id}): expected 1 changed row, got ${changes}`)
}

function setMerged(db: WriteDb, id: number, into: number | null, nowMs: number): void {
  const { changes } = prepared(db, 'UPDATE clients SET merged_into = ?, updated_at_ms = ? WHERE id = ?').run(into, nowMs, id)
  if (changes !== 1) throw new StoreInvariantError(`setMerged(${id}): expected 1 changed row, got ${changes}`)
}

const mostLikely = 5
/** Shorter numbers are extensions, and shared by strangers. */
const shortestPhone = 7
/** A number's end, which is the same with and without the country's code. */
const phoneEnd = 8

/** Other clients who may be the same person, of the same origin: by phone, then by name, then by the part of the e-mail before the @. */
export function listLikely(db: ReadDb, anyId: number, nowMs: number): LikelyClient[] {
  const own = findRow(db, anyId)
  if (!own) return []
  const reasons = new Map<number, LikelyClient['because']>()
  const note = (because: LikelyClient['because'], sql: string, ...values: readonly unknown[]): void => {
    // More would be strangers who share a number or a name.
    const ids = prepared<{ id: number }>(db, `${sql} LIMIT 50`).all(...values)
    const shown = allShownAs(
      db,
      ids.map(({ id }) => id),
    )
    for (const id of shown) {
      const isLike = id !== own.id && findExactly(db, id)?.origin === own.origin
      if (isLike && !reasons.has(id)) reasons.set(id, because)
    }
  }

  const inPhone = 'SELECT rowid AS id FROM client_search WHERE client_search MATCH ?'
  for (const phone of [own.givenPhone, own.phone].filter((each) => each !== null)) {
    const digits = digitsOf(phone)
    if (digits.length >= shortestPhone) note('phone', inPhone, `phone : "${digits.slice(-phoneEnd)}"`)
  }
  const name = own.givenName ?? own.name
  if (name !== null) note('name', 'SELECT o.id FROM clients AS c JOIN clients AS o ON o.sort_name = c.sort_name WHERE c.id = ?', own.id)
  const local = (own.givenEmail ?? own.email)?.split('@')[0] ?? ''
  // The addresses that everybody has say nothing of who it is.
  if (local.length >= 4 && !sharedAddresses.has(local)) {
    note('email', 'SELECT id FROM clients WHERE email >= ? AND email < ?', `${local}@`, `${local}A`)
  }
  const ids = [...reasons.keys()].slice(0, mostLikely)
  return listRows(db, ids, nowMs).map(({ lastSeenMs: _seen, appointments: _appointments, noShows: _noShows, ...match }) => ({
    ...match,
    because: reasons.get(match.id) ?? 'name',
  }))
}

const sharedAddresses = new Set(['info', 'mail', 'office', 'contact', 'kontakt', 'hello', 'booking', 'admin', 'support', 'team'])

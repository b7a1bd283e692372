import type { Contact } from '../../shared/contract/clients.ts'
import { saveGiven, type Doing } from './client-merge.ts'
import { shownAs } from './clients-search.ts'
import { appendRow } from './chain-rows.ts'
import { prepared, type WriteDb } from './db.ts'
import { differenceOf, insertDeskEntry, listDeskEntries } from './desk-history.ts'

/**
 * Sets what the desk says of a client's contact data; a null member goes back to what providers say.
 *
 * @returns false: there is no such client.
 */
export function editClient(db: WriteDb, anyId: number, given: Contact, { actor, nowMs }: Doing): boolean {
  const id = shownAs(db, anyId)
  if (id === null) return false
  const before = prepared<Contact>(
    db,
    'SELECT given_name AS name, given_email AS email, given_phone AS phone FROM clients WHERE id = ?',
  ).get(id)
  const difference = before ? differenceOf(before, given) : null
  if (difference === null) return true
  saveGiven(db, id, given, nowMs)
  insertDeskEntry(db, { atMs: nowMs, actor, subject: 'client', subjectId: id, kind: 'edited', ...difference })
  return true
}

/** Notes are saved while somebody types: what one person writes in one go is one line of the history. */
const oneGoMs = 15 * 60_000

/**
 * Keeps a client's notes.
 *
 * @returns false: there is no such client.
 */
export function saveNotes(db: WriteDb, anyId: number, notes: string, { actor, nowMs }: Doing): boolean {
  const id = shownAs(db, anyId)
  if (id === null) return false
  const before = prepared<{ notes: string }>(db, 'SELECT notes FROM clients WHERE id = ?').get(id)
  if (!before || before.notes === notes) return before !== undefined
  prepared(db, 'UPDATE clients SET notes = ?, updated_at_ms = ? WHERE id = ?').run(notes, nowMs, id)
  const [latest] = listDeskEntries(db, 'client', [id])
  if (latest?.kind === 'notes' && latest.actor === actor && nowMs - latest.atMs < oneGoMs) {
    prepared(db, 'UPDATE desk_history SET after = ? WHERE id = ?').run(JSON.stringify({ notes }), latest.id)
    appendRow(db, 'desk', { id: latest.id, atMs: nowMs })
    return true
  }
  insertDeskEntry(db, { atMs: nowMs, actor, subject: 'client', subjectId: id, kind: 'notes', before, after: { notes } })
  return true
}

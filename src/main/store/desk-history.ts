import type { DeskHistoryEntry } from '../../shared/contract/clients.ts'
import { appendRow } from './chain-rows.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

export interface NewDeskEntry {
  readonly atMs: number
  readonly actor: string
  readonly subject: 'client' | 'host'
  readonly subjectId: number
  readonly kind: string
  readonly before: Record<string, unknown>
  readonly after: Record<string, unknown>
}

/** Keeps what a person did at the desk with a client or a team member. @returns its id. */
export function insertDeskEntry(db: WriteDb, entry: NewDeskEntry): number {
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO desk_history (at_ms, actor, subject, subject_id, kind, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(entry.atMs, entry.actor, entry.subject, entry.subjectId, entry.kind, JSON.stringify(entry.before), JSON.stringify(entry.after))
  const id = Number(lastInsertRowid)
  appendRow(db, 'desk', { id, atMs: entry.atMs })
  return id
}

export type FoundDeskEntry = DeskHistoryEntry & { readonly subjectId: number }

const columns = 'id, at_ms AS atMs, actor, subject_id AS subjectId, kind, before, after'

/** What was done at the desk with these clients, or these team members, newest first. */
export function listDeskEntries(db: ReadDb, subject: 'client' | 'host', ids: readonly number[]): FoundDeskEntry[] {
  return prepared<Stored>(
    db,
    `SELECT ${columns} FROM desk_history WHERE subject = ? AND subject_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC`,
  )
    .all(subject, JSON.stringify(ids))
    .map(read)
}

export function findDeskEntry(db: ReadDb, subject: 'client' | 'host', id: number): FoundDeskEntry | null {
  const stored = prepared<Stored>(db, `SELECT ${columns} FROM desk_history WHERE subject = ? AND id = ?`).get(subject, id)
  return stored ? read(stored) : null
}

type Stored = Omit<FoundDeskEntry, 'before' | 'after'> & { readonly before: string; readonly after: string }

function read(stored: Stored): FoundDeskEntry {
  // What is read here was written by insertDeskEntry.
  return {
    ...stored,
    before: JSON.parse(stored.before) as Record<string, unknown>,
    after: JSON.parse(stored.after) as Record<string, unknown>,
  }
}

/** Of two states, the members that differ. Null: none does. */
export function differenceOf<T extends object>(
  before: T,
  after: T,
): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } | null {
  const names = (Object.keys(after) as (keyof T & string)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (names.length === 0) return null
  const pick = (from: T): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, from[name]]))
  return { before: pick(before), after: pick(after) }
}

import type { FilterPage, SavedFilter } from '../../shared/contract/filters.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** The filters of a page, by name. */
export function listFilters(db: ReadDb, page: FilterPage): SavedFilter[] {
  return prepared<{ id: number; name: string; value: string }>(
    db,
    'SELECT id, name, value FROM saved_filters WHERE page = ? ORDER BY lower(name), name',
  )
    .all(page)
    .map(({ id, name, value }) => ({ id, page, name, value: JSON.parse(value) as SavedFilter['value'] }))
}

/** Keeps a filter under a name, in the place of one that has the name already. @returns its id, and what it was; null: a new name. */
export function saveFilter(
  db: WriteDb,
  { page, name, value }: Omit<SavedFilter, 'id'>,
): { readonly id: number; readonly replaced: SavedFilter['value'] | null } {
  const before = prepared<{ value: string }>(db, 'SELECT value FROM saved_filters WHERE page = ? AND name = ?').get(page, name)
  const row = prepared<{ id: number }>(
    db,
    `INSERT INTO saved_filters (page, name, value) VALUES (?, ?, ?)
     ON CONFLICT (page, name) DO UPDATE SET value = excluded.value RETURNING id`,
  ).get(page, name, JSON.stringify(value))
  if (!row) throw new Error(`saveFilter(${page}): nothing was written`)
  return { id: row.id, replaced: before ? (JSON.parse(before.value) as SavedFilter['value']) : null }
}

/** @returns `taken`: another filter of the page has the name. */
export function renameFilter(db: WriteDb, id: number, name: string): 'renamed' | 'gone' | 'taken' {
  const isTaken = prepared(
    db,
    'SELECT 1 FROM saved_filters AS other JOIN saved_filters AS own ON own.page = other.page WHERE own.id = ? AND other.id <> own.id AND other.name = ?',
  ).get(id, name)
  if (isTaken) return 'taken'
  return prepared(db, 'UPDATE saved_filters SET name = ? WHERE id = ?').run(name, id).changes === 1 ? 'renamed' : 'gone'
}

/** @returns false: there was no such filter. */
export function removeFilter(db: WriteDb, id: number): boolean {
  return prepared(db, 'DELETE FROM saved_filters WHERE id = ?').run(id).changes === 1
}

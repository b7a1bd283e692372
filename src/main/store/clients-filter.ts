import type { ClientFilter } from '../../shared/contract/clients.ts'
import { allShownAs, searchQuery } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

/** Up to so many are put in order at once; more are walked through in an order that the file has. */
const fewest = 3000

/** Which clients a filter leaves: those that are shown, with what was merged into them. */
export interface RootFilter {
  /** All of them, where they are few. */
  readonly few: readonly number[] | null
  has(rootId: number): boolean
  /** How many there are, at most `most`. */
  count(most: number): number
}

/** One of the things that are filtered by: a query of records' ids, and the same asked of one client. */
interface Part {
  readonly sql: string
  readonly values: readonly unknown[]
  readonly has: (rootId: number) => boolean
}

export function filterOf(db: ReadDb, { search, stages, sources }: ClientFilter): RootFilter {
  const parts = [searchPart(db, search), stagePart(db, stages), sourcePart(db, sources)].filter((part) => part !== null)
  const sets = parts.map((part) => fewRoots(db, part))
  const smallest = sets.filter((set) => set !== null).sort((a, b) => a.length - b.length)[0]
  const hasAll = (rootId: number): boolean => parts.every((part) => part.has(rootId))
  return {
    few: smallest ? smallest.filter(hasAll) : null,
    has: hasAll,
    count: (most) => countRoots(db, parts[0] ?? null, hasAll, most),
  }
}

function fewRoots(db: ReadDb, { sql, values }: Part): number[] | null {
  const ids = prepared<{ id: number }>(db, `SELECT id FROM (${sql}) LIMIT ${fewest + 1}`).all(...values)
  return ids.length > fewest
    ? null
    : allShownAs(
        db,
        ids.map(({ id }) => id),
      )
}

function countRoots(db: ReadDb, part: Part | null, has: (rootId: number) => boolean, most: number): number {
  const from = part === null ? 'SELECT id FROM clients' : part.sql
  const rows = prepared<{ id: number }>(db, `SELECT id FROM clients WHERE merged_into IS NULL AND id IN (${from})`).iterate(
    ...(part?.values ?? []),
  )
  let count = 0
  for (const { id } of rows) if (has(id) && ++count === most) break
  return count
}

function searchPart(db: ReadDb, search: string): Part | null {
  const query = searchQuery(search)
  if (query === null) return null
  let all: Set<number> | null = null
  return {
    ...query,
    has: (rootId) => (all ??= allOf(db, query)).has(rootId),
  }
}

/** Asking the index for each client would take longer than having all of it. Merged records stand for the client that they are shown as. */
function allOf(db: ReadDb, { sql, values }: Pick<Part, 'sql' | 'values'>): Set<number> {
  const idsOf = (text: string): number[] =>
    prepared<{ id: number }>(db, text)
      .all(...values)
      .map(({ id }) => id)
  return new Set([...idsOf(sql), ...allShownAs(db, idsOf(`SELECT id FROM clients WHERE merged_into IS NOT NULL AND id IN (${sql})`))])
}

function stagePart(db: ReadDb, stages: ClientFilter['stages']): Part | null {
  if (stages === null) return null
  const wanted = JSON.stringify(stages)
  return {
    sql: 'SELECT id FROM clients WHERE stage IN (SELECT value FROM json_each(?)) AND merged_into IS NULL',
    values: [wanted],
    has: (rootId) =>
      prepared(db, 'SELECT 1 FROM clients WHERE id = ? AND stage IN (SELECT value FROM json_each(?))').get(rootId, wanted) !== undefined,
  }
}

/** Real clients are not shown for a test's or a sample's sake. */
const isOwn = `(origin = 'real' OR (SELECT origin FROM clients WHERE id = client_id) <> 'real')`

function sourcePart(db: ReadDb, sources: ClientFilter['sources']): Part | null {
  if (sources === null) return null
  const wanted = JSON.stringify(sources)
  const of = (table: string): string =>
    `SELECT client_id AS id FROM ${table} WHERE source IN (SELECT value FROM json_each(?)) AND client_id IS NOT NULL AND ${isOwn}`
  const family = `WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT c.id FROM clients AS c JOIN family ON c.merged_into = family.id)`
  const ofFamily = (table: string): string =>
    `SELECT 1 FROM ${table} JOIN family ON client_id = family.id WHERE source IN (SELECT value FROM json_each(?)) AND ${isOwn}`
  return {
    sql: `${of('appointments')} UNION ${of('leads')}`,
    values: [wanted, wanted],
    has: (rootId) =>
      prepared(db, `${family} SELECT 1 WHERE EXISTS (${ofFamily('appointments')}) OR EXISTS (${ofFamily('leads')})`).get(
        rootId,
        wanted,
        wanted,
      ) !== undefined,
  }
}

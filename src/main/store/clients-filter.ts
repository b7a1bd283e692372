import type { ClientFilter } from '../../shared/contract/clients.ts'
import type { ClientStage } from '../../shared/words.ts'
import type { Merges } from './clients-merges.ts'
import { searchOf } from './clients-search.ts'
import { prepared, scalar, type ReadDb } from './db.ts'

/** Which clients a filter leaves: those that are shown, with what was merged into them. */
export interface RootFilter {
  /** All of them, where they are few. */
  readonly few: readonly number[] | null
  /** Cheap enough to be asked of every client there is. */
  has(rootId: number): boolean
  /** How many there are; null: too many to be counted. */
  readonly total: number | null
}

/** One of the things that are filtered by: the records that fit, where they are few, and the same asked of one client. */
interface Part {
  readonly few: readonly number[] | null
  has(rootId: number): boolean
}

/** @param mostFew up to so many are few. */
export function filterOf(db: ReadDb, { search, stages, sources }: ClientFilter, merges: Merges, mostFew: number): RootFilter {
  const parts = [searchPart(db, search, merges, mostFew), stagePart(db, stages, mostFew), sourcePart(db, sources, merges, mostFew)].filter(
    (part) => part !== null,
  )
  const has = (rootId: number): boolean => parts.every((part) => part.has(rootId))
  const few = fewRoots(parts, merges)
  return { few, has, total: few ? few.length : parts.length > 0 ? null : countShown(db) }
}

/** Of the parts, the narrowest says who; the others leave out. */
function fewRoots(parts: readonly Part[], merges: Merges): number[] | null {
  const narrowest = parts.filter((part) => part.few !== null).sort((a, b) => (a.few?.length ?? 0) - (b.few?.length ?? 0))[0]
  if (!narrowest?.few) return null
  const others = parts.filter((part) => part !== narrowest)
  return [...new Set(narrowest.few.map((id) => merges.rootOf(id)))].filter((id) => others.every((part) => part.has(id)))
}

function countShown(db: ReadDb): number {
  return scalar(db, 'SELECT (SELECT count(*) FROM clients) - (SELECT count(*) FROM clients WHERE merged_into IS NOT NULL)')
}

/** @param sql a query of ids. */
function fewOf(db: ReadDb, mostFew: number, sql: string, ...values: readonly unknown[]): number[] | null {
  const ids = prepared<{ id: number }>(db, `${sql} LIMIT ${mostFew + 1}`)
    .all(...values)
    .map(({ id }) => id)
  return ids.length > mostFew ? null : ids
}

function searchPart(db: ReadDb, text: string, merges: Merges, mostFew: number): Part | null {
  const search = searchOf(text)
  if (search === null) return null
  const textsOf = prepared<{ text: string; phone: string }>(
    db,
    'SELECT search_text AS text, phone_digits AS phone FROM clients WHERE id = ?',
  )
  return {
    few: fewOf(db, mostFew, search.sql, ...search.values),
    has: (rootId) =>
      merges.familyOf(rootId).some((id) => {
        const texts = textsOf.get(id)
        return texts !== undefined && search.fits(texts.text, texts.phone)
      }),
  }
}

function stagePart(db: ReadDb, stages: ClientFilter['stages'], mostFew: number): Part | null {
  if (stages === null) return null
  const stageOf = prepared<{ stage: ClientStage }>(db, 'SELECT stage FROM clients WHERE id = ?')
  return {
    few: fewOf(
      db,
      mostFew,
      'SELECT id FROM clients WHERE stage IN (SELECT value FROM json_each(?)) AND merged_into IS NULL',
      JSON.stringify(stages),
    ),
    has(rootId) {
      const row = stageOf.get(rootId)
      return row !== undefined && stages.includes(row.stage)
    },
  }
}

function sourcePart(db: ReadDb, sources: ClientFilter['sources'], merges: Merges, mostFew: number): Part | null {
  if (sources === null) return null
  const booked = prepared(db, 'SELECT 1 FROM appointments WHERE source = ? AND client_id = ? LIMIT 1')
  const asked = prepared(db, 'SELECT 1 FROM leads WHERE client_id = ? AND source = ? LIMIT 1')
  return {
    few: fewOfSources(db, sources, mostFew),
    has: (rootId) =>
      merges
        .familyOf(rootId)
        .some((id) => sources.some((source) => booked.get(source, id) !== undefined || asked.get(id, source) !== undefined)),
  }
}

/** Each along its index, which stops where there are too many. */
function fewOfSources(db: ReadDb, sources: NonNullable<ClientFilter['sources']>, mostFew: number): number[] | null {
  const all: number[] = []
  for (const source of sources) {
    for (const table of ['appointments', 'leads']) {
      const ids = fewOf(db, mostFew, `SELECT DISTINCT client_id AS id FROM ${table} WHERE source = ? AND client_id IS NOT NULL`, source)
      if (ids === null) return null
      all.push(...ids)
    }
  }
  return all.length > mostFew ? null : all
}

import type { ReadDb } from './db.ts'
import { findLinkRow, findSameSource, type StoredLinkRow } from './link-rows.ts'

/** Reads each row once, while the rows that hang together are looked at. */
export interface LinkReader {
  find(id: number): StoredLinkRow | null
  /** Those that replaced it, one after the other. */
  later(row: StoredLinkRow): readonly StoredLinkRow[]
  /** Those that it replaced, the last one first. */
  earlier(row: StoredLinkRow): readonly StoredLinkRow[]
}

/** Longer than any real chain; it ends one that runs in a circle. */
const longestChain = 100

export function createLinkReader(db: ReadDb): LinkReader {
  const rows = new Map<number, StoredLinkRow | null>()

  function find(id: number): StoredLinkRow | null {
    let row = rows.get(id)
    if (row === undefined) rows.set(id, (row = findLinkRow(db, id)))
    return row
  }

  function chain(row: StoredLinkRow, nextOf: (row: StoredLinkRow) => string | null): StoredLinkRow[] {
    const found: StoredLinkRow[] = []
    let at = next(row, nextOf)
    while (at !== null && at.id !== row.id && found.length < longestChain && !found.includes(at)) {
      found.push(at)
      at = next(at, nextOf)
    }
    return found
  }

  function next(row: StoredLinkRow, nextOf: (row: StoredLinkRow) => string | null): StoredLinkRow | null {
    const externalId = nextOf(row)
    const id = externalId === null ? null : findSameSource(db, row, externalId)
    return id === null ? null : find(id)
  }

  return {
    find,
    later: (row) => chain(row, ({ supersededBy }) => supersededBy),
    earlier: (row) => chain(row, ({ supersedes }) => supersedes),
  }
}

import type { Feed, FeedFilter } from '../../shared/contract/feeds.ts'
import type { FeedProgram } from '../../shared/sharing-words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** What people say of a feed. */
export type SaidFeed = Pick<Feed, 'name' | 'detail' | 'filter'>

/** What recognises the secret of a feed's address, and what gives it back. */
export interface FeedAddress {
  /** 32 bytes. */
  readonly digest: Buffer
  /** As the vault sealed it; null: there was no place to keep it. */
  readonly sealed: Buffer | null
  readonly sealedBy: string | null
}

export type FeedRow = Omit<Feed, 'isAddressKept'> & FeedAddress

const columns = `id, name, digest, sealed, sealed_by AS sealedBy, detail, filter, created_at_ms AS createdAtMs, created_by AS createdBy,
  address_since_ms AS addressSinceMs, last_fetched_at_ms AS lastFetchedAtMs, last_program AS lastProgram`

type Stored = Omit<FeedRow, 'filter'> & { readonly filter: string }
const rowOf = ({ filter, ...row }: Stored): FeedRow => ({ ...row, filter: JSON.parse(filter) as FeedFilter })

/** Youngest first. */
export function listFeeds(db: ReadDb): FeedRow[] {
  return prepared<Stored>(db, `SELECT ${columns} FROM feeds ORDER BY id DESC`).all().map(rowOf)
}

export function findFeed(db: ReadDb, id: number): FeedRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM feeds WHERE id = ?`).get(id)
  return row ? rowOf(row) : null
}

/** @param digest SHA-256 of the secret in its address */
export function findFeedByDigest(db: ReadDb, digest: Buffer): FeedRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM feeds WHERE digest = ?`).get(digest)
  return row ? rowOf(row) : null
}

/** @returns its id. */
export function insertFeed(
  db: WriteDb,
  { filter, ...feed }: SaidFeed & FeedAddress & { readonly createdAtMs: number; readonly createdBy: string },
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO feeds (name, digest, sealed, sealed_by, detail, filter, created_at_ms, created_by, address_since_ms)
     VALUES (@name, @digest, @sealed, @sealedBy, @detail, @filter, @createdAtMs, @createdBy, @createdAtMs)`,
  ).run({ ...feed, filter: JSON.stringify(filter) })
  return Number(lastInsertRowid)
}

/** @returns what it was; null: there is none. */
export function saveFeed(db: WriteDb, id: number, { name, detail, filter }: SaidFeed): SaidFeed | null {
  const before = findFeed(db, id)
  if (before === null) return null
  prepared(db, 'UPDATE feeds SET name = ?, detail = ?, filter = ? WHERE id = ?').run(name, detail, JSON.stringify(filter), id)
  return { name: before.name, detail: before.detail, filter: before.filter }
}

/** Gives it another address; nobody has fetched that one yet. @returns null: there is none. */
export function saveFeedAddress(db: WriteDb, id: number, { digest, sealed, sealedBy }: FeedAddress, atMs: number): { name: string } | null {
  return (
    prepared<{ name: string }>(
      db,
      `UPDATE feeds SET digest = ?, sealed = ?, sealed_by = ?, address_since_ms = ?, last_fetched_at_ms = NULL, last_program = NULL
       WHERE id = ? RETURNING name`,
    ).get(digest, sealed, sealedBy, atMs, id) ?? null
  )
}

/** @returns what it was; null: there is none. */
export function removeFeed(db: WriteDb, id: number): SaidFeed | null {
  const row = prepared<Pick<Stored, 'name' | 'detail' | 'filter'>>(db, 'DELETE FROM feeds WHERE id = ? RETURNING name, detail, filter').get(
    id,
  )
  return row ? { ...row, filter: JSON.parse(row.filter) as FeedFilter } : null
}

/** @param digest of the address by which it was fetched: of one that it no longer has nothing is noted. */
export function markFeedFetched(db: WriteDb, digest: Buffer, { atMs, program }: { atMs: number; program: FeedProgram | null }): void {
  prepared(db, 'UPDATE feeds SET last_fetched_at_ms = ?, last_program = ? WHERE digest = ?').run(atMs, program, digest)
}

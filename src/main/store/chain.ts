import { hash, randomBytes } from 'node:crypto'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/*
 * The chain: one entry for each delivery, change of a setting and action at the desk, each with the hash of the one before it. Whoever
 * changes, removes, inserts or reorders rows by hand breaks it from there on. What is taken away in order (retention, erasure, tests that
 * were removed) is said by an entry of its own.
 *
 * What an entry is about is held by digests that are salted, so that the row, and the salt, can be erased for good while the chain
 * stays whole.
 */

/** `begun`: what was there before the chain. `forgotten`, `erased`: rows that went in order. `restored`: a backup took the place of the file. */
export const chainKinds = [
  'begun',
  'delivery',
  'replay',
  'dealing',
  'setting',
  'desk',
  'gesture',
  'link',
  'forgotten',
  'erased',
  'restored',
] as const
export type ChainKind = (typeof chainKinds)[number]

/** Written as JSON: what equals, has equal text, because every caller lists its members in one order. */
export type Chained = readonly (string | number | boolean | null)[]

export interface NewChainEntry {
  readonly atMs: number
  readonly kind: ChainKind
  /** Of the row that it is about; null: about none. */
  readonly subjectId: number | null
  /** The row's members. */
  readonly row: Chained
  /** Of a delivery: digests of its headers and its body. */
  readonly content?: Chained
  /** What can be read in the chain itself. No personal data: it can never be taken out again. */
  readonly note?: Readonly<Record<string, unknown>>
}

export interface ChainHead {
  readonly seq: number
  /** 32 bytes. */
  readonly hash: Buffer
}

/** Before the first entry. */
const origin: ChainHead = { seq: 0, hash: Buffer.alloc(32) }

/** The newest entry. Read from the file each time: a savepoint that is rolled back takes its entries with it. */
export function chainHead(db: ReadDb): ChainHead {
  return prepared<ChainHead>(db, 'SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1').get() ?? origin
}

/** Part of the job that writes the row. */
export function appendToChain(db: WriteDb, { atMs, kind, subjectId, row, content, note }: NewChainEntry): void {
  const before = chainHead(db)
  const salt = randomBytes(16)
  const entry: StoredLink = {
    seq: before.seq + 1,
    atMs,
    kind,
    subjectId,
    digest: digestOf(salt, row),
    contentDigest: content ? digestOf(salt, content) : null,
    note: note ? JSON.stringify(note) : null,
  }
  prepared(
    db,
    'INSERT INTO chain (seq, at_ms, kind, subject_id, salt, digest, content_digest, note, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(entry.seq, atMs, kind, subjectId, salt, entry.digest, entry.contentDigest, entry.note, linkHash(before.hash, entry))
}

export interface StoredLink {
  readonly seq: number
  readonly atMs: number
  readonly kind: ChainKind
  readonly subjectId: number | null
  readonly digest: Buffer
  readonly contentDigest: Buffer | null
  readonly note: string | null
}

export function digestOf(salt: Buffer, members: Chained): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify(members))]), 'buffer')
}

/** @param before the hash of the entry before. The salt is not part of it: it can be erased. */
export function linkHash(before: Buffer, { seq, atMs, kind, subjectId, digest, contentDigest, note }: StoredLink): Buffer {
  const text = JSON.stringify([seq, atMs, kind, subjectId, digest.toString('hex'), contentDigest?.toString('hex') ?? null, note])
  return hash('sha256', Buffer.concat([before, Buffer.from(text)]), 'buffer')
}

/**
 * Says in the chain that rows went in order. Call it in the job that removes them.
 *
 * @param what `contents`: only headers and body went, the row stays.
 */
export function appendForgotten(
  db: WriteDb,
  { atMs, kind, ids, what, why }: { atMs: number; kind: ChainKind; ids: readonly number[]; what: 'rows' | 'contents'; why: string },
): void {
  if (ids.length === 0) return
  appendToChain(db, { atMs, kind: 'forgotten', subjectId: null, row: [], note: { kind, ids, what, why } })
}

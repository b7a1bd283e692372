import { hash, randomFillSync } from 'node:crypto'
import { toUSVString } from 'node:util'
import type { Database } from 'better-sqlite3'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/*
 * The chain: one entry for each delivery, change of a setting and action at the desk, each with the hash of the one before it. Whoever
 * changes, removes, inserts or reorders rows by hand breaks it from there on. What is taken away in order (retention, erasure, tests that
 * were removed) is said by an entry of its own.
 *
 * What an entry is about is held by digests that are salted, so that the row, and the salt, can be erased for good while the chain
 * stays whole.
 */

/**
 * `begun`: what was there before the chain. `forgotten`, `erased`: rows that went in order. `restored`: a backup took the place of the file.
 * `folded`: entries that were only about such rows went, too.
 */
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
  'folded',
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

/** What the first entry follows. */
export const originHash = '0'.repeat(64)

/** The newest entry. */
export function chainHead(db: ReadDb): ChainHead {
  const { seq, hash } = lastLink(db)
  return { seq, hash: Buffer.from(hash, 'hex') }
}

/** Read from the file each time: a savepoint that is rolled back takes its entries with it. */
function lastLink(db: ReadDb): { readonly seq: number; readonly hash: string } {
  const last = prepared<{ seq: number; hash: string }>(db, 'SELECT seq, lower(hex(hash)) AS hash FROM chain ORDER BY seq DESC LIMIT 1')
  return last.get() ?? { seq: 0, hash: originHash }
}

/** Part of the job that writes the row. */
export function appendToChain(db: WriteDb, { atMs, kind, subjectId, row, content, note }: NewChainEntry): void {
  const before = lastLink(db)
  const salt = freshSalt()
  const entry: StoredLink = {
    seq: before.seq + 1,
    atMs,
    kind,
    subjectId,
    digest: digestOf(salt, row),
    contentDigest: content ? digestOf(salt, content) : null,
    note: note ? JSON.stringify(note) : null,
  }
  const hash = linkHash(before.hash, entry)
  prepared(
    db,
    'INSERT INTO chain (seq, at_ms, kind, subject_id, salt, digest, content_digest, note, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    entry.seq,
    atMs,
    kind,
    subjectId,
    Buffer.from(salt, 'hex'),
    Buffer.from(entry.digest, 'hex'),
    entry.contentDigest && Buffer.from(entry.contentDigest, 'hex'),
    entry.note,
    Buffer.from(hash, 'hex'),
  )
  written.get(db.database)?.add(hash)
}

/** Of each file that is watched, what this process appended; also what was rolled back. */
const written = new WeakMap<Database, Set<string>>()

/** From now on it is remembered what is appended through this handle, so that what another program appends can be told from it. */
export function watchChain(db: WriteDb): void {
  written.set(db.database, new Set())
}

/**
 * Looks through what was appended after `afterSeq`. What was looked at is forgotten.
 *
 * @param read sees what is committed.
 * @returns the first entry that did not come through the watched handle, null: all did; and up to where it was looked.
 */
export function findForeignEntry(
  db: WriteDb,
  read: ReadDb,
  afterSeq: number,
): { readonly foreignSeq: number | null; readonly head: ChainHead } {
  const own = written.get(db.database)
  const head = chainHead(read)
  const entries = prepared<{ seq: number; hash: string }>(
    read,
    'SELECT seq, lower(hex(hash)) AS hash FROM chain WHERE seq > ? AND seq <= ? ORDER BY seq',
  )
  let foreignSeq: number | null = null
  for (const { seq, hash } of entries.iterate(afterSeq, head.seq)) if (!own?.delete(hash)) foreignSeq ??= seq
  return { foreignSeq, head }
}

const saltBytes = 16
const salts = Buffer.alloc(256 * saltBytes)
let nextSalt = salts.length

/** In hexadecimal digits. Random bytes are dear to ask for and cheap to have: many at a time. */
function freshSalt(): string {
  if (nextSalt === salts.length) {
    randomFillSync(salts)
    nextSalt = 0
  }
  nextSalt += saltBytes
  return salts.toString('hex', nextSalt - saltBytes, nextSalt)
}

/** What is hashed of an entry; digests in hexadecimal digits, which are quicker to come by than buffers. */
export interface StoredLink {
  readonly seq: number
  readonly atMs: number
  readonly kind: ChainKind
  readonly subjectId: number | null
  readonly digest: string
  readonly contentDigest: string | null
  /** JSON, as it is stored. */
  readonly note: string | null
}

/** A text that is none in UTF-8 is stored as another one: it counts as it will be found. */
export function digestOf(salt: string, members: Chained): string {
  return hash('sha256', salt + JSON.stringify(members.map((member) => (typeof member === 'string' ? toUSVString(member) : member))), 'hex')
}

/** @param before the hash of the entry before. The salt is not part of it: it can be erased. */
export function linkHash(before: string, { seq, atMs, kind, subjectId, digest, contentDigest, note }: StoredLink): string {
  return hash('sha256', `${before} ${seq} ${atMs} ${kind} ${subjectId} ${digest} ${contentDigest} ${note}`, 'hex')
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
  appendToChain(db, { atMs, kind: 'forgotten', subjectId: null, row: [], note: { kind, ids: rangesOf(ids), what, why } })
}

export type IdRange = readonly [from: number, to: number]

/** Ids as they are told in notes: what goes in order goes in rows, and the chain keeps it for ever. */
export function rangesOf(ids: readonly number[]): IdRange[] {
  const ranges: [number, number][] = []
  for (const id of ids.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last && id <= last[1] + 1) last[1] = id
    else ranges.push([id, id])
  }
  return ranges
}

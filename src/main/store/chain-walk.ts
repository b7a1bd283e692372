import { hash } from 'node:crypto'
import { bodyBytes, type StoredBody } from './bodies.ts'
import { digestOf, linkHash, originHash, type Chained } from './chain.ts'
import { begunOf, findBegun, findEntry, foldedOf, goneOf, listEntries, type ChainEntry } from './chain-entries.ts'
import { findFold, foldPrint, type Fold } from './chain-folds.ts'
import { contentOf, findChainedRow, rowKinds, rowSources, type RowKind } from './chain-rows.ts'
import { prepared, type ReadDb } from './db.ts'
import { createIdSet, type IdSet } from './id-set.ts'

/** Of the rows of one kind. */
export interface Seen {
  /** Has an entry, and went in no order. */
  readonly live: IdSet
  /** Missing, or not as it was chained. What went in order is said further on in the chain. */
  readonly rows: IdSet
  /** The same of headers and bodies. */
  readonly contents: IdSet
}

/** One way through the chain, in slices, from where it began last to its present end. */
export interface Walk {
  /** The entry that was looked at last. */
  at(): { readonly seq: number; readonly hash: string }
  /** Looks at the next entries. @returns false: there are no more. */
  advance(entries: number): boolean
  /** Looks for rows that no entry tells of, after having advanced to the end. @returns false: all were looked at. */
  look(rows: number): boolean
  /** The entry that is not what follows the one before; null: all fit. */
  brokenAt(): { readonly entry: ChainEntry | null; readonly seq: number; readonly before: string } | null
  seen(kind: RowKind): Seen
  /** The first row that no entry tells of. */
  inserted(): { readonly kind: RowKind; readonly id: number } | null
  /** Stretches that went, and that no entry confirms. */
  unconfirmed(): readonly Fold[]
}

export function walkChain(db: ReadDb): Walk {
  const begun = findBegun(db)
  const start = begun ? begunOf(begun) : null
  const seen = new Map(rowKinds.map((kind) => [kind, { live: createIdSet(), rows: createIdSet(), contents: createIdSet() }]))
  const confirmed = new Map<string, string>()
  const passed: Fold[] = []
  let last = { seq: (begun?.seq ?? 1) - 1, hash: (begun && begun.seq > 1 && findEntry(db, begun.seq - 1)?.hash) || originHash }
  let broken: ReturnType<Walk['brokenAt']> = null
  let inserted: ReturnType<Walk['inserted']> = null
  const lookedUpTo = new Map<RowKind, number>(rowKinds.map((kind) => [kind, start?.upTo[kind] ?? 0]))
  const unlooked = [...rowKinds]

  function take(entry: ChainEntry): void {
    while (broken === null && entry.seq !== last.seq + 1) {
      const fold = findFold(db, last.seq + 1)
      if (fold === null || fold.toSeq >= entry.seq || fold.toSeq < fold.fromSeq || fold.before !== last.hash)
        broken = { entry, seq: last.seq + 1, before: last.hash }
      else {
        passed.push(fold)
        last = { seq: fold.toSeq, hash: fold.after }
      }
    }
    if (broken === null && linkHash(last.hash, entry) !== entry.hash) broken = { entry, seq: entry.seq, before: last.hash }
    last = entry
    const kind = rowKinds.find((each) => each === entry.kind)
    if (kind) compare(kind, entry)
    else if (entry.kind === 'forgotten' || entry.kind === 'erased') forget(entry)
    else if (entry.kind === 'folded') for (const [from, to, print] of foldedOf(entry)) confirmed.set(`${from} ${to}`, print)
  }

  /** The newest entry about a row counts: it was written anew. */
  function compare(kind: RowKind, entry: ChainEntry): void {
    const { live, rows, contents } = seen.get(kind)!
    const id = entry.subjectId
    if (id === null) return
    live.add(id)
    if (isRowAsChained(db, kind, entry)) rows.delete(id)
    else rows.add(id)
    if (kind !== 'delivery') return
    if (isContentAsChained(db, entry)) contents.delete(id)
    else contents.add(id)
  }

  function forget(entry: ChainEntry): void {
    const gone = goneOf(entry)
    const kind = rowKinds.find((each) => each === gone?.kind)
    if (!gone || !kind) return
    const { live, rows, contents } = seen.get(kind)!
    for (const [from, to] of gone.ranges) {
      contents.deleteRange(from, to)
      // Of what was erased names may be taken out of the row, and the salt is.
      if (gone.what === 'rows' || entry.kind === 'erased') rows.deleteRange(from, to)
      if (gone.what === 'rows') live.deleteRange(from, to)
    }
  }

  /** Rows that came meanwhile have their entries already: both are read at one moment. */
  function look(limit: number): boolean {
    while (advance(limit));
    const kind = unlooked[0]
    if (kind === undefined) return false
    const { table, id: idOf, which, isGrowing } = rowSources[kind]
    const from = lookedUpTo.get(kind)!
    const found = isGrowing
      ? prepared<{ id: number; counts: number }>(db, `SELECT id, ${which} AS counts FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`).all(
          from,
          limit,
        )
      : prepared<{ id: number; counts: number }>(db, `SELECT ${idOf} AS id, 1 AS counts FROM ${table}`).all()
    const { live } = seen.get(kind)!
    const unknown = found.find(({ id, counts }) => counts === 1 && !live.has(id))
    if (unknown && inserted === null) inserted = { kind, id: unknown.id }
    if (unknown || !isGrowing || found.length < limit) unlooked.shift()
    else lookedUpTo.set(kind, found.at(-1)!.id)
    return unlooked.length > 0
  }

  function advance(limit: number): boolean {
    const entries = listEntries(db, last.seq, limit)
    for (const entry of entries) take(entry)
    return entries.length === limit
  }

  return {
    at: () => last,
    advance: (limit) => db.database.transaction(() => advance(limit))(),
    look: (limit) => db.database.transaction(() => look(limit))(),
    brokenAt: () => broken,
    seen: (kind) => seen.get(kind)!,
    inserted: () => inserted,
    unconfirmed: () => passed.filter((fold) => confirmed.get(`${fold.fromSeq} ${fold.toSeq}`) !== foldPrint(fold)),
  }
}

export function isRowAsChained(db: ReadDb, kind: RowKind, { salt, digest, subjectId }: ChainEntry): boolean {
  if (salt === null || subjectId === null) return false
  const row = findChainedRow(db, kind, subjectId)
  return row !== null && digestOf(salt, row) === digest
}

function isContentAsChained(db: ReadDb, { salt, contentDigest, subjectId }: ChainEntry): boolean {
  const content = findContent(db, subjectId!)
  if (contentDigest === null) return content === null
  return salt !== null && content !== null && digestOf(salt, content) === contentDigest
}

/** Null: there is none, or what is there cannot be read. */
export function findContent(db: ReadDb, deliveryId: number): Chained | null {
  const stored = prepared<StoredBody & { headers: string; issues: string | null; isTruncated: number }>(
    db,
    `SELECT headers, issues, body_truncated AS isTruncated, body, body_coding AS bodyCoding FROM delivery_contents WHERE delivery_id = ?`,
  ).get(deliveryId)
  if (!stored) return null
  try {
    const body = bodyBytes(db, stored)
    const bodySha256 = body && hash('sha256', body, 'buffer')
    return contentOf({ headers: stored.headers, issues: stored.issues, isTruncated: stored.isTruncated === 1, bodySha256 })
  } catch {
    return null // Compressed bytes that were changed are no bytes of a body any more.
  }
}

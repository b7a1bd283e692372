import { z } from 'zod'
import { chainKinds, type ChainKind, type IdRange, type StoredLink } from './chain.ts'
import { prepared, type ReadDb } from './db.ts'

/** An entry as it lies in the file. */
export interface ChainEntry extends StoredLink {
  /** In hexadecimal digits, as all hashes here; null: it was taken out, so that nobody finds out by guessing what was erased. */
  readonly salt: string | null
  readonly hash: string
}

const columns = `seq, at_ms AS atMs, kind, subject_id AS subjectId, lower(hex(salt)) AS salt, lower(hex(digest)) AS digest,
  lower(hex(content_digest)) AS contentDigest, note, lower(hex(hash)) AS hash`

/** In order; those after `afterSeq`. */
export function listEntries(db: ReadDb, afterSeq: number, limit: number): ChainEntry[] {
  return prepared<ChainEntry>(db, `SELECT ${columns} FROM chain WHERE seq > ? ORDER BY seq LIMIT ?`).all(afterSeq, limit).map(read)
}

export function findEntry(db: ReadDb, seq: number): ChainEntry | null {
  const entry = prepared<ChainEntry>(db, `SELECT ${columns} FROM chain WHERE seq = ?`).get(seq)
  return entry ? read(entry) : null
}

/** Of each of these rows the newest entry. Reads all of the chain. */
export function listNewestAbout(db: ReadDb, kind: ChainKind, ids: readonly number[]): ChainEntry[] {
  return prepared<ChainEntry>(
    db,
    `SELECT ${columns} FROM chain WHERE seq IN (
       SELECT max(seq) FROM chain WHERE kind = ? AND subject_id IN (SELECT value FROM json_each(?)) GROUP BY subject_id)
     ORDER BY seq`,
  )
    .all(kind, JSON.stringify(ids))
    .map(read)
}

/** `hex` makes an empty text of what is null. */
function read(entry: ChainEntry): ChainEntry {
  return { ...entry, salt: entry.salt || null, contentDigest: entry.contentDigest || null }
}

/** The last place at which the chain began. Null: there is none, and that is not as it should be. */
export function findBegun(db: ReadDb): ChainEntry | null {
  const last = prepared<{ seq: number | null }>(db, `SELECT max(seq) AS seq FROM chain WHERE kind = 'begun'`).get()
  return last?.seq == null ? null : findEntry(db, last.seq)
}

const begunSchema = z.looseObject({ store: z.string(), upTo: z.record(z.string(), z.number()) })

/** What an entry of the kind `begun` says; null: nothing that can be read. */
export function begunOf({
  note,
}: Pick<ChainEntry, 'note'>): { readonly store: string; readonly upTo: Readonly<Record<string, number>> } | null {
  return parsed(begunSchema, note)
}

const goneSchema = z.looseObject({
  kind: z.enum(chainKinds),
  ids: z.array(z.union([z.number(), z.tuple([z.number(), z.number()])])),
  what: z.enum(['rows', 'contents']),
})

/** What an entry of the kinds `forgotten` and `erased` says. */
export interface Gone {
  readonly kind: ChainKind
  readonly ranges: readonly IdRange[]
  readonly what: 'rows' | 'contents'
}

export function goneOf({ note }: Pick<ChainEntry, 'note'>): Gone | null {
  const gone = parsed(goneSchema, note)
  return gone && { kind: gone.kind, what: gone.what, ranges: gone.ids.map((each) => (typeof each === 'number' ? [each, each] : each)) }
}

const foldedSchema = z.looseObject({ folds: z.array(z.tuple([z.number(), z.number(), z.string()])) })

/** Which stretches an entry of the kind `folded` confirms: from, to, and what `foldPrint` gives. */
export function foldedOf({ note }: Pick<ChainEntry, 'note'>): readonly (readonly [number, number, string])[] {
  return parsed(foldedSchema, note)?.folds ?? []
}

const restoredSchema = z.looseObject({ replaced: z.object({ seq: z.number() }), from: z.object({ seq: z.number() }) })

/** Which entries were replaced by those of a backup. */
export function listRestored(db: ReadDb): { readonly atMs: number; readonly fromSeq: number; readonly replacedSeq: number }[] {
  return prepared<{ atMs: number; note: string | null }>(db, `SELECT at_ms AS atMs, note FROM chain WHERE kind = 'restored'`)
    .all()
    .flatMap(({ atMs, note }) => {
      const restored = parsed(restoredSchema, note)
      return restored ? [{ atMs, fromSeq: restored.from.seq, replacedSeq: restored.replaced.seq }] : []
    })
}

function parsed<Output>(schema: z.ZodType<Output>, note: string | null): Output | null {
  if (note === null) return null
  try {
    return schema.parse(JSON.parse(note))
  } catch {
    return null // Whoever changed it is found by its hash.
  }
}

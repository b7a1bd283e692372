import type { ChainFinding } from '../../shared/contract/trust.ts'
import { digestOf, linkHash, type Chained } from './chain.ts'
import { begunOf, findBegun, listEntries, listNewestAbout, type ChainEntry } from './chain-entries.ts'
import { findChainedRow, rowKinds, rowSources, type RowKind } from './chain-rows.ts'
import { findContent, type Walk } from './chain-walk.ts'
import { prepared, type ReadDb } from './db.ts'

/** How far around a break is looked for where an entry belongs. */
const near = 2_000
/** How many rows are looked through for one that stands in another's place. */
const mostCompared = 500

/**
 * What is wrong first, by the order of the chain, and what it looks like. Of a walk that has come to its end. Null: nothing is.
 */
export function firstFinding(db: ReadDb, walk: Walk): ChainFinding | null {
  const found = [findBreak(db, walk), ...rowKinds.map((kind) => findWrongRow(db, walk, kind)), findUnconfirmed(walk)]
  const first = found.filter((finding) => finding !== null).toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))[0]
  return first ?? findInserted(db, walk)
}

function findBreak(db: ReadDb, walk: Walk): ChainFinding | null {
  const broken = walk.brokenAt()
  if (broken === null) return null
  const { entry, seq, before } = broken
  if (entry === null) return null
  const around = listEntries(db, seq - 1, near)
  // Under the number of the gap, does one of those that follow belong there?
  const belongs = around.find((each) => linkHash(before, { ...each, seq }) === each.hash)
  if (entry.seq !== seq) return { ...aboutNothing, what: belongs ? 'reordered' : 'deleted', seq, untilSeq: entry.seq - 1 }
  if (belongs === undefined) return aboutEntry('edited', entry)
  return aboutEntry(belongsLater(entry, around) ? 'reordered' : 'inserted', entry)
}

/** After which of the others it came, under the number that it had. */
function belongsLater(entry: ChainEntry, around: readonly ChainEntry[]): boolean {
  return around.some(({ hash, seq }) => [seq, seq + 1].some((own) => linkHash(hash, { ...entry, seq: own }) === entry.hash))
}

function findWrongRow(db: ReadDb, walk: Walk, kind: RowKind): ChainFinding | null {
  const { rows, contents } = walk.seen(kind)
  const wrongRows = rows.first(mostCompared).filter((id) => kind !== 'link' || !lostItsAppointment(db, id))
  const wrongContents = contents.first(mostCompared)
  if (wrongRows.length + wrongContents.length === 0) return null
  const [entry] = listNewestAbout(db, kind, [...new Set([...wrongRows, ...wrongContents])])
  if (entry === undefined) return null
  const id = entry.subjectId!
  const { salt } = entry
  const inserted = walk.inserted()
  const others = [...new Set([...wrongRows, ...wrongContents, ...(inserted?.kind === kind ? [inserted.id] : [])])].filter(
    (each) => each !== id,
  )
  const isElsewhere = (digest: string | null, find: (other: number) => Chained | null): boolean =>
    salt !== null &&
    others.some((other) => {
      const members = find(other)
      return members !== null && digestOf(salt, members) === digest
    })
  const isRowWrong = wrongRows.includes(id)
  const isSwapped =
    (isRowWrong && isElsewhere(entry.digest, (other) => withId(findChainedRow(db, kind, other), id))) ||
    (kind === 'delivery' && isElsewhere(entry.contentDigest, (other) => findContent(db, other)))
  if (isSwapped) return aboutEntry('reordered', entry)
  const isThere = isRowWrong ? findChainedRow(db, kind, id) !== null : findContent(db, id) !== null || entry.contentDigest === null
  return aboutEntry(isThere ? 'edited' : 'deleted', entry)
}

function withId(row: Chained | null, id: number): Chained | null {
  return row && [id, ...row.slice(1)]
}

/** What was decided of two appointments goes with either of them. */
function lostItsAppointment(db: ReadDb, pair: number): boolean {
  const found = prepared(db, 'SELECT 1 FROM appointments WHERE id IN (@pair >> 26, @pair & 67108863)').all({ pair })
  return found.length < 2 && findChainedRow(db, 'link', pair) === null
}

function findUnconfirmed(walk: Walk): ChainFinding | null {
  const fold = walk.unconfirmed()[0]
  return fold ? { ...aboutNothing, what: 'deleted', seq: fold.fromSeq, untilSeq: fold.toSeq } : null
}

function findInserted(db: ReadDb, walk: Walk): ChainFinding | null {
  const inserted = walk.inserted()
  if (inserted === null) return null
  const { kind, id } = inserted
  const { table, isIt } = rowSources[kind]
  const column = kind === 'delivery' ? 'received_at_ms' : 'at_ms'
  const row = prepared<{ atMs: number }>(db, `SELECT ${column} AS atMs FROM ${table} WHERE ${isIt}`).get({ id })
  return { ...aboutNothing, what: 'inserted', kind, subjectId: id, atMs: row?.atMs ?? null }
}

const aboutNothing = { seq: null, untilSeq: null, kind: null, subjectId: null, atMs: null } as const

function aboutEntry(what: ChainFinding['what'], { seq, kind, subjectId, atMs }: ChainEntry): ChainFinding {
  return { what, seq, untilSeq: null, kind, subjectId, atMs }
}

/**
 * Whether SQLite remembers rows that the newest entries do not tell of: the end of the chain was cut off then, and the file is no older
 * copy of itself, which remembers nothing of them either.
 */
export function hasLostRows(db: ReadDb): boolean {
  return rowKinds.some((kind) => {
    const { table, isGrowing } = rowSources[kind]
    if (!isGrowing) return false
    const counted = prepared<{ seq: number }>(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?').get(table)?.seq ?? 0
    const told = prepared<{ id: number | null }>(db, 'SELECT max(subject_id) AS id FROM chain WHERE kind = ?').get(kind)?.id ?? 0
    const upTo = begunOf(findBegun(db) ?? { note: null })?.upTo[kind] ?? 0
    return counted > Math.max(told, upTo)
  })
}

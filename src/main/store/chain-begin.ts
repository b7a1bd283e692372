import { randomUUID } from 'node:crypto'
import { appendToChain } from './chain.ts'
import { appendRow, rowKinds, rowSources, type RowKind } from './chain-rows.ts'
import { prepared, scalar, type WriteDb } from './db.ts'

/** Of the entry with which a chain begins. */
export interface BegunNote {
  /** Of this store, so that one store's anchor is not taken for another's. */
  readonly store: string
  /** Rows up to these ids are older than the chain: it says nothing of them. */
  readonly upTo: Readonly<Partial<Record<RowKind, number>>>
}

/** Begins the chain where there is none yet. What is there already of the kinds whose rows can be written anew is taken in, row by row. */
export function beginChain(db: WriteDb, nowMs: number): void {
  if (prepared(db, 'SELECT 1 FROM chain LIMIT 1').get() !== undefined) return
  db.database.transaction(() => appendBegun(db, { store: randomUUID(), nowMs })).immediate()
}

/** @param extra what else is to be told of it. */
export function appendBegun(
  db: WriteDb,
  { store, nowMs, extra = {} }: { readonly store: string; readonly nowMs: number; readonly extra?: Readonly<Record<string, string>> },
): void {
  const growing = rowKinds.filter((kind) => rowSources[kind].isGrowing)
  const note: BegunNote = { store, upTo: Object.fromEntries(growing.map((kind) => [kind, highestId(db, kind)])) }
  appendToChain(db, { atMs: nowMs, kind: 'begun', subjectId: null, row: [], note: { ...note, ...extra } })
  for (const kind of rowKinds) if (!rowSources[kind].isGrowing) for (const id of listIds(db, kind)) appendRow(db, kind, { id, atMs: nowMs })
}

function highestId(db: WriteDb, kind: RowKind): number {
  return scalar<number | null>(db, `SELECT max(id) FROM ${rowSources[kind].table}`) ?? 0
}

function listIds(db: WriteDb, kind: RowKind): number[] {
  const { table, id } = rowSources[kind]
  return prepared<{ id: number }>(db, `SELECT ${id} AS id FROM ${table} ORDER BY 1`)
    .all()
    .map((row) => row.id)
}

import { hash } from 'node:crypto'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A stretch of the chain that went, because it was about nothing any more. */
export interface Fold {
  readonly fromSeq: number
  readonly toSeq: number
  /** Of the entry before it, in hexadecimal digits. */
  readonly before: string
  /** Of its last entry. */
  readonly after: string
}

export const foldPrint = ({ before, after }: Pick<Fold, 'before' | 'after'>): string => hash('sha256', `${before} ${after}`, 'hex')

const columns = 'from_seq AS fromSeq, to_seq AS toSeq, lower(hex(before)) AS before, lower(hex(after)) AS after'

/** Null: none begins there. */
export function findFold(db: ReadDb, fromSeq: number): Fold | null {
  return prepared<Fold>(db, `SELECT ${columns} FROM chain_folds WHERE from_seq = ?`).get(fromSeq) ?? null
}

/** The stretch that an entry went with; null: it is in none. */
export function findFoldOver(db: ReadDb, seq: number): Fold | null {
  const fold = prepared<Fold>(db, `SELECT ${columns} FROM chain_folds WHERE from_seq <= ? ORDER BY from_seq DESC LIMIT 1`).get(seq)
  return fold && fold.toSeq >= seq ? fold : null
}

/** An anchor that is kept elsewhere names this entry: it has to be there as long as the chain is. */
export function noteAnchored(db: WriteDb, { seq, atMs }: { readonly seq: number; readonly atMs: number }): void {
  prepared(db, 'INSERT OR IGNORE INTO chain_anchors (seq, at_ms) VALUES (?, ?)').run(seq, atMs)
}

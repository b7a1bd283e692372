import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** `contents`: the contents of what was received before are gone. `ran`: when retention ran last. `held`: until when it waits. */
export type KeepingMark = 'contents' | 'ran' | 'held' | 'compressed'

/** Null: never set. */
export function findKeepingMark(db: ReadDb, name: KeepingMark): number | null {
  return prepared<{ value: number }>(db, 'SELECT value FROM keeping_marks WHERE name = ?').get(name)?.value ?? null
}

export function saveKeepingMark(db: WriteDb, name: KeepingMark, value: number): void {
  prepared(db, 'INSERT INTO keeping_marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(
    name,
    value,
  )
}

import type { SettingChange } from '../../shared/contract/trust.ts'
import { prepared, type ReadDb } from './db.ts'

export interface ChangesAsked {
  /** In the name, the actor or the values; empty: all. */
  readonly search: string
  /** Only names that have it as a word, such as a provider's; null: all. */
  readonly about: string | null
  /** The last id of the page before; null: the first page. */
  readonly cursor: number | null
  readonly limit: number
}

/** Newest first. */
export function listSettingChanges(
  db: ReadDb,
  { search, about, cursor, limit }: ChangesAsked,
): { readonly rows: SettingChange[]; readonly nextCursor: number | null } {
  const found = prepared<{ id: number; atMs: number; actor: string; name: string; before: string; after: string }>(
    db,
    `SELECT id, at_ms AS atMs, actor, name, before, after FROM setting_changes
     WHERE id < @before AND (@about IS NULL OR ' ' || name || ' ' LIKE '% ' || @about || ' %')
       AND (@search = '' OR instr(lower(name || char(10) || actor || char(10) || before || char(10) || after), lower(@search)) > 0)
     ORDER BY id DESC LIMIT @limit`,
  ).all({ search, about, before: cursor ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 })
  const rows = found.slice(0, limit)
  return {
    rows: rows.map((row) => ({ ...row, before: JSON.parse(row.before) as unknown, after: JSON.parse(row.after) as unknown })),
    nextCursor: found.length > limit ? rows.at(-1)!.id : null,
  }
}

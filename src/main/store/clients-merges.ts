import { prepared, type ReadDb } from './db.ts'

/** Which records are shown as which clients, for asking of many: few records are merged, so all of them are read at once. */
export interface Merges {
  /** The client that a record is shown as; itself, where it was not merged. */
  rootOf(id: number): number
  /** All records that are shown as this client, itself first. */
  familyOf(rootId: number): readonly number[]
}

export function readMerges(db: ReadDb): Merges {
  const into = new Map(
    prepared<{ id: number; into: number }>(db, 'SELECT id, merged_into AS "into" FROM clients WHERE merged_into IS NOT NULL')
      .all()
      .map((row) => [row.id, row.into]),
  )
  const rootOf = (id: number): number => {
    let root = id
    for (let next = into.get(root); next !== undefined; next = into.get(root)) root = next
    return root
  }
  const families = new Map<number, number[]>()
  for (const id of into.keys()) {
    const root = rootOf(id)
    const family = families.get(root)
    if (family) family.push(id)
    else families.set(root, [root, id])
  }
  return { rootOf, familyOf: (rootId) => families.get(rootId) ?? [rootId] }
}

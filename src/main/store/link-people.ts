import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

/** The e-mails of all records that are shown as the same client, lower case. @param clientId of any of them */
export function addressesOf(db: ReadDb, clientId: number): string[] {
  const email = prepared<{ email: string | null }>(db, 'SELECT email FROM clients WHERE id = ?')
  return recordsOf(db, clientId)
    .map((id) => email.get(id)?.email ?? null)
    .filter((address) => address !== null)
}

/** All records that are shown as clients who have one of these e-mails. */
export function recordsWith(db: ReadDb, emails: readonly string[]): number[] {
  const byEmail = prepared<{ id: number }>(db, 'SELECT id FROM clients WHERE email = ?')
  const found = emails.map((email) => byEmail.get(email)?.id).filter((id) => id !== undefined)
  return [...new Set(found.flatMap((id) => recordsOf(db, id)))]
}

/** Most records were never merged, and then there is no chain to walk. */
function recordsOf(db: ReadDb, id: number): number[] {
  const isMerged =
    prepared<{ mergedInto: number | null }>(db, 'SELECT merged_into AS mergedInto FROM clients WHERE id = ?').get(id)?.mergedInto != null ||
    prepared(db, 'SELECT 1 FROM clients WHERE merged_into = ? LIMIT 1').get(id) !== undefined
  if (!isMerged) return [id]
  const rootId = shownAs(db, id)
  return rootId === null ? [] : familyOf(db, rootId)
}

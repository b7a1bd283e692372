import { foldName } from './clients.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** Who has the address, by what providers or the desk say. Null: nobody. */
export function findClientByEmail(db: ReadDb, email: string): number | null {
  return (
    prepared<{ id: number }>(
      db,
      `SELECT id FROM clients WHERE email = @email OR lower(given_email) = @email ORDER BY email IS NOT @email, id LIMIT 1`,
    ).get({ email })?.id ?? null
  )
}

/** Clients who are called so, without regard to case; records that were merged into another are not counted. At most two. */
export function listClientsNamed(db: ReadDb, name: string): number[] {
  return prepared<{ id: number }>(
    db,
    `SELECT id FROM clients WHERE sort_name = ? AND merged_into IS NULL AND origin = 'real' ORDER BY id LIMIT 2`,
  )
    .all(foldName(name))
    .map(({ id }) => id)
}

/** Whom an import made known under this key; null: nobody, or nobody any more. */
export function findImportedClient(db: ReadDb, key: Buffer): number | null {
  return prepared<{ id: number }>(db, 'SELECT client_id AS id FROM import_clients WHERE key = ?').get(key)?.id ?? null
}

export function saveImportedClient(db: WriteDb, key: Buffer, clientId: number): void {
  prepared(
    db,
    'INSERT INTO import_clients (key, client_id) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET client_id = excluded.client_id',
  ).run(key, clientId)
}

import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** A passkey, as an authenticator made it. */
export interface DeskPasskeyRow {
  /** The credential's, base64url. */
  readonly id: string
  readonly personId: number
  /** The host name that it was made for. */
  readonly rpId: string
  /** COSE. */
  readonly publicKey: Buffer
  /** Grows with each use, where the authenticator counts. */
  readonly counter: number
  readonly transports: readonly string[]
}

const columns = 'id, person_id AS personId, rp_id AS rpId, public_key AS publicKey, counter, transports'
type Stored = Omit<DeskPasskeyRow, 'transports'> & { readonly transports: string }
const rowOf = ({ transports, ...row }: Stored): DeskPasskeyRow => ({ ...row, transports: JSON.parse(transports) as string[] })

export function listPasskeys(db: ReadDb, personId: number): DeskPasskeyRow[] {
  return prepared<Stored>(db, `SELECT ${columns} FROM desk_passkeys WHERE person_id = ?`).all(personId).map(rowOf)
}

export function findPasskey(db: ReadDb, id: string): DeskPasskeyRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM desk_passkeys WHERE id = ?`).get(id)
  return row ? rowOf(row) : null
}

/** @returns false: there is one of this id. */
export function insertPasskey(db: WriteDb, passkey: DeskPasskeyRow, nowMs: number): boolean {
  const { changes } = prepared(
    db,
    `INSERT INTO desk_passkeys (id, person_id, rp_id, public_key, counter, transports, created_at_ms)
     VALUES (@id, @personId, @rpId, @publicKey, @counter, @transports, @nowMs) ON CONFLICT DO NOTHING`,
  ).run({ ...passkey, transports: JSON.stringify(passkey.transports), nowMs })
  return changes === 1
}

/** @param after what it counts now. @returns false: it was used meanwhile with as high a count, or is gone. */
export function markPasskeyUsed(
  db: WriteDb,
  { id, before, after, nowMs }: { readonly id: string; readonly before: number; readonly after: number; readonly nowMs: number },
): boolean {
  const sql = 'UPDATE desk_passkeys SET counter = @after, last_used_at_ms = @nowMs WHERE id = @id AND counter = @before'
  return prepared(db, sql).run({ id, before, after, nowMs }).changes === 1
}

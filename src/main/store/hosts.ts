import type { Origin, Source } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'

export interface SeenHost {
  readonly source: Source
  readonly email: string | null
  readonly name: string | null
  readonly role: string | null
  /** Our own id, where they were chosen at the desk: then nothing is recognised, and nobody renamed. */
  readonly hostId?: number | undefined
  readonly origin: Origin
  readonly saidAtMs: number
}

interface HostRow {
  readonly id: number
  readonly name: string | null
  readonly role: string | null
  readonly origin: Origin
  readonly namedAtMs: number
}

/**
 * Recognises a host by e-mail without regard to case, else by their name at this provider, and makes or refreshes them under the same
 * rules as clients.
 *
 * @returns their id and whether anything about hosts is different now; null: nothing to recognise them by.
 */
export function saveHost(db: WriteDb, seen: SeenHost): { readonly id: number; readonly isChanged: boolean } | null {
  const pinned = seen.hostId === undefined ? undefined : prepared<HostRow>(db, byIdSql).get(seen.hostId)
  if (pinned) return pinHost(db, pinned, seen.origin)
  const email = seen.email?.toLowerCase() ?? null
  const nameKey = email === null ? (seen.name?.toLowerCase() ?? null) : null
  if (email === null && nameKey === null) return null
  const known = email === null ? prepared<HostRow>(db, byNameSql).get(seen.source, nameKey) : prepared<HostRow>(db, byEmailSql).get(email)
  if (!known) {
    const { lastInsertRowid } = prepared(
      db,
      'INSERT INTO hosts (email, source, name_key, name, role, origin, named_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(email, email === null ? seen.source : null, nameKey, seen.name, seen.role, seen.origin, seen.saidAtMs)
    return { id: Number(lastInsertRowid), isChanged: true }
  }
  if (known.origin === 'real' && seen.origin !== 'real') return { id: known.id, isChanged: false }

  const isNewer = seen.saidAtMs >= known.namedAtMs
  const name = isNewer ? (seen.name ?? known.name) : (known.name ?? seen.name)
  const role = isNewer ? (seen.role ?? known.role) : (known.role ?? seen.role)
  const origin = seen.origin === 'real' ? 'real' : known.origin
  if (name === known.name && role === known.role && origin === known.origin) return { id: known.id, isChanged: false }
  prepared(db, 'UPDATE hosts SET name = ?, role = ?, origin = ?, named_at_ms = ? WHERE id = ?').run(
    name,
    role,
    origin,
    Math.max(known.namedAtMs, seen.saidAtMs),
    known.id,
  )
  return { id: known.id, isChanged: true }
}

/** A real appointment makes a host real whom only a sample had named. */
function pinHost(db: WriteDb, { id, origin }: HostRow, seenOrigin: Origin): { readonly id: number; readonly isChanged: boolean } {
  const turnsReal = origin !== 'real' && seenOrigin === 'real'
  if (turnsReal) prepared(db, `UPDATE hosts SET origin = 'real' WHERE id = ?`).run(id)
  return { id, isChanged: turnsReal }
}

const hostColumns = 'id, name, role, origin, named_at_ms AS namedAtMs'
const byIdSql = `SELECT ${hostColumns} FROM hosts WHERE id = ?`
const byNameSql = `SELECT ${hostColumns} FROM hosts WHERE source = ? AND name_key = ?`
const byEmailSql = `SELECT ${hostColumns} FROM hosts WHERE email = ?`

import type { DeskSession } from '../../shared/contract/desks.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** Seen and started late enough to go on. */
export const liveSession = 'session.seen_at_ms > @seenSinceMs AND session.started_at_ms > @startedSinceMs'
interface Since {
  /** Ms; whoever was not seen since has been away for too long. */
  readonly seenSinceMs: number
  /** Ms; what began before has ended, however busy it was. */
  readonly startedSinceMs: number
}

/** A session with whom it belongs to. */
export interface DeskSessionRow {
  readonly id: number
  readonly personId: number
  readonly name: string
  readonly role: DeskRole
  readonly startedAtMs: number
  readonly seenAtMs: number
}

/** @param digest SHA-256 of the cookie. Null: none, or it has ended. */
export function findDeskSession(db: ReadDb, digest: Buffer, since: Since): DeskSessionRow | null {
  return (
    prepared<DeskSessionRow>(
      db,
      `SELECT session.id, person_id AS personId, name, role, started_at_ms AS startedAtMs, seen_at_ms AS seenAtMs
       FROM desk_sessions AS session JOIN desk_people AS person ON person.id = person_id WHERE digest = @digest AND ${liveSession}`,
    ).get({ digest, ...since }) ?? null
  )
}

type ListedSession = Omit<DeskSession, 'endsAtMs' | 'isOwn'>

/** Those that go on, last seen first. */
export function listDeskSessions(db: ReadDb, since: Since): ListedSession[] {
  return prepared<ListedSession>(
    db,
    `SELECT session.id, person_id AS personId, name, role, way AS "by", started_at_ms AS startedAtMs, seen_at_ms AS lastSeenAtMs, browser,
       system, address
     FROM desk_sessions AS session JOIN desk_people AS person ON person.id = person_id WHERE ${liveSession}
     ORDER BY seen_at_ms DESC, session.id DESC`,
  ).all(since)
}

export interface NewDeskSession extends Pick<DeskSession, 'by' | 'browser' | 'system' | 'address'> {
  /** SHA-256 of the cookie. */
  readonly digest: Buffer
  readonly personId: number
  readonly nowMs: number
}

/** @returns its id. */
export function insertDeskSession(db: WriteDb, session: NewDeskSession): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO desk_sessions (digest, person_id, way, started_at_ms, seen_at_ms, browser, system, address)
     VALUES (@digest, @personId, @by, @nowMs, @nowMs, @browser, @system, @address)`,
  ).run(session)
  return Number(lastInsertRowid)
}

export function markDeskSessionSeen(db: WriteDb, id: number, seenAtMs: number): void {
  prepared(db, 'UPDATE desk_sessions SET seen_at_ms = ? WHERE id = ?').run(seenAtMs, id)
}

/** @returns whose it was; null: it is not there. */
export function removeDeskSession(db: WriteDb, id: number): string | null {
  const row = prepared<{ name: string }>(
    db,
    'SELECT name FROM desk_sessions AS session JOIN desk_people AS person ON person.id = person_id WHERE session.id = ?',
  ).get(id)
  if (!row) return null
  prepared(db, 'DELETE FROM desk_sessions WHERE id = ?').run(id)
  return row.name
}

/** @param digest SHA-256 of the cookie. @returns whether it was there. */
export function removeDeskSessionOf(db: WriteDb, digest: Buffer): boolean {
  return prepared(db, 'DELETE FROM desk_sessions WHERE digest = ?').run(digest).changes === 1
}

/** True: this person has signed in with this browser before. @param digest SHA-256 of the browser's own cookie. */
export function isKnownBrowser(db: ReadDb, digest: Buffer, personId: number): boolean {
  return prepared(db, 'SELECT 1 FROM desk_browsers WHERE digest = ? AND person_id = ?').get(digest, personId) !== undefined
}

/** Keeps the `most` youngest of each person. */
export function saveKnownBrowser(
  db: WriteDb,
  { digest, personId, nowMs, most }: { readonly digest: Buffer; readonly personId: number; readonly nowMs: number; readonly most: number },
): void {
  prepared(db, 'INSERT INTO desk_browsers (digest, person_id, at_ms) VALUES (@digest, @personId, @nowMs)').run({ digest, personId, nowMs })
  prepared(
    db,
    `DELETE FROM desk_browsers WHERE person_id = @personId
       AND digest NOT IN (SELECT digest FROM desk_browsers WHERE person_id = @personId ORDER BY at_ms DESC, digest LIMIT @most)`,
  ).run({ personId, most })
}

/** It got another digest. */
export function removeKnownBrowser(db: WriteDb, digest: Buffer): void {
  prepared(db, 'DELETE FROM desk_browsers WHERE digest = ?').run(digest)
}

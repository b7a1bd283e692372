import type { DeskPerson } from '../../shared/contract/desks.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { liveSession } from './desks-sessions.ts'

/** Somebody who works at another desk. */
export interface DeskPersonRow {
  readonly id: number
  readonly name: string
  readonly role: DeskRole
  /** 16 random bytes, by which an authenticator knows them. */
  readonly handle: Buffer
  /** As `desks/passwords.ts` writes it; null: none. */
  readonly password: string | null
  readonly joinedAtMs: number | null
  readonly invitedBy: string | null
  readonly invitedUntilMs: number | null
}

const columns = `id, name, role, handle, password, joined_at_ms AS joinedAtMs, invited_by AS invitedBy, invited_until_ms AS invitedUntilMs`

/** By name. @param seenSinceMs, startedSinceMs sessions that were seen and started before have ended. */
export function listDeskPeople(db: ReadDb, since: { readonly seenSinceMs: number; readonly startedSinceMs: number }): DeskPerson[] {
  return prepared<
    Omit<DeskPerson, 'invitation' | 'hasPassword'> & Pick<DeskPersonRow, 'invitedBy' | 'invitedUntilMs'> & { hasPassword: 0 | 1 }
  >(
    db,
    `SELECT person.id, name, role, created_at_ms AS createdAtMs, joined_at_ms AS joinedAtMs, invited_by AS invitedBy,
       invited_until_ms AS invitedUntilMs, password IS NOT NULL AS hasPassword,
       (SELECT count(*) FROM desk_passkeys WHERE person_id = person.id) AS passkeys,
       (SELECT count(*) FROM desk_sessions AS session WHERE person_id = person.id AND ${liveSession}) AS sessions,
       (SELECT max(seen_at_ms) FROM desk_sessions WHERE person_id = person.id) AS lastSeenAtMs
     FROM desk_people AS person ORDER BY name_key`,
  )
    .all(since)
    .map(({ invitedBy, invitedUntilMs, hasPassword, ...person }) => ({
      ...person,
      hasPassword: hasPassword === 1,
      invitation: invitedUntilMs === null ? null : { endsAtMs: invitedUntilMs, by: invitedBy ?? '' },
    }))
}

export function findDeskPerson(db: ReadDb, id: number): DeskPersonRow | null {
  return prepared<DeskPersonRow>(db, `SELECT ${columns} FROM desk_people WHERE id = ?`).get(id) ?? null
}

/** @param nameKey the name as it is compared. */
export function findDeskPersonByName(db: ReadDb, nameKey: string): DeskPersonRow | null {
  return prepared<DeskPersonRow>(db, `SELECT ${columns} FROM desk_people WHERE name_key = ?`).get(nameKey) ?? null
}

/** @param invitation SHA-256 of what stands in the link. */
export function findDeskPersonByInvitation(db: ReadDb, invitation: Buffer): DeskPersonRow | null {
  return prepared<DeskPersonRow>(db, `SELECT ${columns} FROM desk_people WHERE invitation = ?`).get(invitation) ?? null
}

export interface InvitationRow {
  readonly invitation: Buffer
  readonly by: string
  readonly untilMs: number
}

/** @returns its id. */
export function insertDeskPerson(
  db: WriteDb,
  person: {
    readonly name: string
    readonly nameKey: string
    readonly role: DeskRole
    readonly handle: Buffer
    readonly nowMs: number
  } & InvitationRow,
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO desk_people (name, name_key, role, handle, created_at_ms, invitation, invited_by, invited_until_ms)
     VALUES (@name, @nameKey, @role, @handle, @nowMs, @invitation, @by, @untilMs)`,
  ).run(person)
  return Number(lastInsertRowid)
}

/** In place of the one before. */
export function saveInvitation(db: WriteDb, id: number, row: InvitationRow): void {
  prepared(db, 'UPDATE desk_people SET invitation = @invitation, invited_by = @by, invited_until_ms = @untilMs WHERE id = @id').run({
    id,
    ...row,
  })
}

/** The invitation is used up; what they had before (password, passkeys, sessions, browsers) counts no longer. @returns false: it was used already. */
export function acceptInvitation(
  db: WriteDb,
  {
    id,
    invitation,
    password,
    nowMs,
  }: { readonly id: number; readonly invitation: Buffer; readonly password: string | null; readonly nowMs: number },
): boolean {
  const { changes } = prepared(
    db,
    `UPDATE desk_people SET invitation = NULL, invited_by = NULL, invited_until_ms = NULL, password = @password, joined_at_ms = coalesce(joined_at_ms, @nowMs)
     WHERE id = @id AND invitation = @invitation AND invited_until_ms > @nowMs`,
  ).run({ id, invitation, password, nowMs })
  if (changes !== 1) return false
  for (const table of ['desk_passkeys', 'desk_sessions', 'desk_browsers']) prepared(db, `DELETE FROM ${table} WHERE person_id = ?`).run(id)
  return true
}

export function saveDeskRole(db: WriteDb, id: number, role: DeskRole): void {
  prepared(db, 'UPDATE desk_people SET role = ? WHERE id = ?').run(role, id)
}

/** With password, passkeys and sessions. */
export function removeDeskPerson(db: WriteDb, id: number): void {
  prepared(db, 'DELETE FROM desk_people WHERE id = ?').run(id)
}

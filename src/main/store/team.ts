import type { Host, WorkingHours } from '../../shared/appointment.ts'
import type { Member, MemberPatch } from '../../shared/contract/team.ts'
import { listHosts } from './appointment-lists.ts'
import type { Doing } from './client-merge.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'
import { differenceOf, insertDeskEntry, listDeskEntries } from './desk-history.ts'
import { StoreInvariantError } from './errors.ts'

/** One team member, with what providers say of them and what was set at the desk. */
export function findMember(db: ReadDb, id: number, nowMs: number): Member | null {
  const host = listHosts(db).find((each) => each.id === id)
  const row = findRow(db, id)
  if (!host || !row) return null
  return {
    host,
    said: { name: row.saidName, role: row.saidRole },
    given: { name: row.name, role: row.role },
    upcoming: countUpcoming(db, host, nowMs),
    history: listDeskEntries(db, 'host', [id]).map(({ subjectId: _subject, ...entry }) => entry),
  }
}

/** Tests and samples count only for who is made up themselves. */
function countUpcoming(db: ReadDb, { id, origin }: Host, nowMs: number): number {
  return scalar(
    db,
    `SELECT count(*) FROM appointments WHERE start_ms >= ? AND start_ms IS NOT NULL AND status IN ('scheduled', 'pending') AND led_by IS NULL
       AND (origin = 'real' OR ? <> 'real') AND EXISTS (SELECT 1 FROM json_each(host_ids) WHERE value = ?)`,
    nowMs,
    origin,
    id,
  )
}

/** What was set at the desk of one member. */
interface Given {
  readonly name: string | null
  readonly role: string | null
  readonly tint: number | null
  readonly workingHours: WorkingHours[] | null
  readonly active: boolean
}

interface Row {
  readonly saidName: string | null
  readonly saidRole: string | null
  readonly name: string | null
  readonly role: string | null
  readonly tint: number | null
  readonly workingHours: string | null
  readonly active: number
}

function findRow(db: ReadDb, id: number): Row | undefined {
  return prepared<Row>(
    db,
    `SELECT name AS saidName, role AS saidRole, given_name AS name, given_role AS role, tint, working_hours AS workingHours, active
     FROM hosts WHERE id = ?`,
  ).get(id)
}

function givenOf({ name, role, tint, workingHours, active }: Row): Given {
  // What is read here was checked when it was stored.
  return {
    name,
    role,
    tint,
    workingHours: workingHours === null ? null : (JSON.parse(workingHours) as WorkingHours[]),
    active: active === 1,
  }
}

/**
 * Sets what the desk says of a team member.
 *
 * @returns false: there is no such member.
 */
export function editMember(db: WriteDb, id: number, patch: MemberPatch, { actor, nowMs }: Doing): boolean {
  const row = findRow(db, id)
  if (!row) return false
  const before = givenOf(row)
  const { workingHours, ...rest } = patch
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const after: Given = { ...before, ...set, ...(workingHours === undefined ? {} : { workingHours: inOrder(workingHours) }) }
  const difference = differenceOf(before, after)
  if (difference === null) return true
  prepared(db, 'UPDATE hosts SET given_name = ?, given_role = ?, tint = ?, working_hours = ?, active = ? WHERE id = ?').run(
    after.name,
    after.role,
    after.tint,
    after.workingHours === null ? null : JSON.stringify(after.workingHours),
    after.active ? 1 : 0,
    id,
  )
  insertDeskEntry(db, { atMs: nowMs, actor, subject: 'host', subjectId: id, kind: 'edited', ...difference })
  return true
}

function inOrder(hours: readonly WorkingHours[] | null): WorkingHours[] | null {
  return hours?.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)) ?? null
}

/**
 * Has a team member stand before another one in the office's order; from then on everybody has a place in it.
 *
 * @param beforeId null: behind all.
 * @returns false: one of them is not there.
 */
export function moveMember(db: WriteDb, id: number, beforeId: number | null, { actor, nowMs }: Doing): boolean {
  const ids = listHosts(db).map((host) => host.id)
  const from = ids.indexOf(id)
  if (from === -1 || (beforeId !== null && !ids.includes(beforeId))) return false
  if (beforeId === id) return true
  const others = ids.filter((each) => each !== id)
  const to = beforeId === null ? others.length : others.indexOf(beforeId)
  const order = others.toSpliced(to, 0, id)
  for (const [index, each] of order.entries()) {
    const { changes } = prepared(db, 'UPDATE hosts SET position = ? WHERE id = ?').run(index + 1, each)
    if (changes !== 1) throw new StoreInvariantError(`moveMember(${each}): expected 1 changed row, got ${changes}`)
  }
  if (from === to) return true
  const [before, after] = [{ position: from + 1 }, { position: to + 1 }]
  insertDeskEntry(db, { atMs: nowMs, actor, subject: 'host', subjectId: id, kind: 'ordered', before, after })
  return true
}

export interface NewMember {
  readonly name: string
  readonly email: string | null
  readonly role: string | null
}

/**
 * Adds a team member whom no provider has named so far. A provider that names the same e-mail later means them.
 *
 * @returns their id, or who has the e-mail, or the name where there is no e-mail, already.
 */
export function addMember(db: WriteDb, { name, email, role }: NewMember, { actor, nowMs }: Doing): { id: number } | { takenBy: string } {
  const address = email?.toLowerCase() ?? null
  const nameKey = address === null ? name.toLowerCase() : null
  const taken = prepared<{ shown: string }>(
    db,
    `SELECT coalesce(given_name, name, email) AS shown FROM hosts WHERE email = ? OR (source = 'manual' AND name_key = ?)`,
  ).get(address, nameKey)
  if (taken) return { takenBy: taken.shown }
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO hosts (email, source, name_key, origin, named_at_ms, given_name, given_role, position)
     VALUES (?, ?, ?, 'real', 0, ?, ?, (SELECT max(position) + 1 FROM hosts))`,
  ).run(address, nameKey === null ? null : 'manual', nameKey, name, role)
  const id = Number(lastInsertRowid)
  insertDeskEntry(db, {
    atMs: nowMs,
    actor,
    subject: 'host',
    subjectId: id,
    kind: 'created',
    before: {},
    after: { name, email: address, role },
  })
  return { id }
}

import type { ClientStage, Origin, Source } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { moveOn, type Shown } from './stage-of.ts'

/** A person as one change names them. */
export interface SeenClient {
  readonly source: Source
  readonly email: string | null
  /** The provider's own id of the person. */
  readonly externalId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly timeZone: string | null
  /** Our own id, where they were chosen at the desk: then nothing is recognised, and nobody renamed. */
  readonly clientId?: number | undefined
  /** How far the appointment, or the form, shows them to be. */
  readonly shown: Shown
  readonly origin: Origin
  /** When it was said, by the provider's clock: the newest name counts. */
  readonly saidAtMs: number
  readonly nowMs: number
}

interface ClientRow {
  readonly id: number
  readonly email: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly timeZone: string | null
  readonly stage: ClientStage
  readonly stageAtMs: number
  readonly knownAtMs: number
  readonly handStage: ClientStage | null
  readonly mergedInto: number | null
  readonly origin: Origin
  readonly namedAtMs: number
}

export interface SavedClient {
  readonly id: number
  /**
   * False: where they stand cannot be told from one appointment, because a person has set it or the record was merged: `restage` is to
   * be called once the appointment is saved.
   */
  readonly isSettled: boolean
}

/**
 * Recognises a client by e-mail without regard to case, else by the provider's own id, and makes or refreshes them. Moves them on in the
 * pipeline by what the appointment shows, where that is enough to tell.
 * A test or a sample never changes a real client; a real change makes a client real that only a test had made.
 *
 * @returns null: nothing to recognise them by.
 */
export function saveClient(db: WriteDb, seen: SeenClient): SavedClient | null {
  const email = seen.email?.toLowerCase() ?? null
  const pinned = seen.clientId === undefined ? undefined : prepared<ClientRow>(db, byIdSql).get(seen.clientId)
  if (!pinned && email === null && seen.externalId === null) return null
  const known = pinned ?? recogniseClient(db, { ...seen, email })
  if (!known) return { id: insertClient(db, { ...seen, email }), isSettled: true }
  if (known.origin === 'real' && seen.origin !== 'real') return { id: known.id, isSettled: true }

  const isSettled = known.handStage === null && known.mergedInto === null
  const next = {
    ...(pinned ? namesOf(known) : namesAfter(known, { ...seen, email })),
    ...placeAfter(known, seen, isSettled),
    origin: seen.origin === 'real' ? ('real' as const) : known.origin,
  }
  const isSame = (Object.keys(next) as (keyof typeof next)[]).every((name) => next[name] === known[name])
  if (isSame) return { id: known.id, isSettled }
  prepared(
    db,
    `UPDATE clients SET email = ?, name = ?, phone = ?, time_zone = ?, stage = ?, stage_at_ms = ?, known_at_ms = ?, origin = ?,
       named_at_ms = ?, updated_at_ms = ? WHERE id = ?`,
  ).run(
    next.email,
    next.name,
    next.phone,
    next.timeZone,
    next.stage,
    next.stageAtMs,
    next.knownAtMs,
    next.origin,
    pinned ? known.namedAtMs : Math.max(known.namedAtMs, seen.saidAtMs),
    seen.nowMs,
    known.id,
  )
  return { id: known.id, isSettled }
}

type Names = Pick<ClientRow, 'email' | 'name' | 'phone' | 'timeZone'>

function namesOf({ email, name, phone, timeZone }: ClientRow): Names {
  return { email, name, phone, timeZone }
}

function namesAfter(known: ClientRow, seen: SeenClient): Names {
  const isNewer = seen.saidAtMs >= known.namedAtMs
  return {
    email: known.email ?? seen.email,
    name: isNewer ? (seen.name ?? known.name) : (known.name ?? seen.name),
    phone: isNewer ? (seen.phone ?? known.phone) : (known.phone ?? seen.phone),
    timeZone: isNewer ? (seen.timeZone ?? known.timeZone) : (known.timeZone ?? seen.timeZone),
  }
}

function placeAfter(known: ClientRow, seen: SeenClient, isSettled: boolean): Pick<ClientRow, 'stage' | 'stageAtMs' | 'knownAtMs'> {
  // What only a test had said of them is not said of somebody real.
  const turnsReal = known.origin !== 'real' && seen.origin === 'real'
  const knownAtMs = turnsReal ? firstSeenAt(seen) : Math.min(known.knownAtMs, firstSeenAt(seen))
  if (!isSettled) return { stage: known.stage, stageAtMs: known.stageAtMs, knownAtMs }
  const isLead = turnsReal || known.stage === 'lead'
  const { stage, atMs } = moveOn(isLead ? { stage: 'lead', atMs: knownAtMs } : { stage: known.stage, atMs: known.stageAtMs }, seen.shown)
  return { stage, stageAtMs: atMs, knownAtMs }
}

const firstSeenAt = ({ saidAtMs, shown }: SeenClient): number => Math.min(saidAtMs, shown.sinceMs)

const clientColumns = `id, email, name, phone, time_zone AS timeZone, stage, stage_at_ms AS stageAtMs, known_at_ms AS knownAtMs,
  hand_stage AS handStage, merged_into AS mergedInto, origin, named_at_ms AS namedAtMs`
const byIdSql = `SELECT ${clientColumns} FROM clients WHERE id = ?`
const byEmailSql = `SELECT ${clientColumns} FROM clients WHERE email = ?`
const byExternalIdSql = `SELECT ${clientColumns} FROM clients WHERE source = ? AND external_id = ?`

function recogniseClient(db: ReadDb, { email, source, externalId }: SeenClient): ClientRow | undefined {
  const byEmail = email === null ? undefined : prepared<ClientRow>(db, byEmailSql).get(email)
  if (byEmail || externalId === null) return byEmail
  return prepared<ClientRow>(db, byExternalIdSql).get(source, externalId)
}

function insertClient(db: WriteDb, seen: SeenClient): number {
  const knownAtMs = firstSeenAt(seen)
  const { stage, atMs } = moveOn({ stage: 'lead', atMs: knownAtMs }, seen.shown)
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO clients (email, source, external_id, name, phone, time_zone, stage, stage_at_ms, known_at_ms, origin, named_at_ms,
       created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    seen.email,
    seen.externalId === null ? null : seen.source,
    seen.externalId,
    seen.name,
    seen.phone,
    seen.timeZone,
    stage,
    atMs,
    knownAtMs,
    seen.origin,
    seen.saidAtMs,
    seen.nowMs,
    seen.nowMs,
  )
  return Number(lastInsertRowid)
}

export interface DeskClient {
  /** Null: only the e-mail is known. */
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly nowMs: number
}

/**
 * Makes a client known who was written down at the desk, perhaps without anything that a provider could recognise them by. Somebody with
 * the same e-mail is that client, and only gets what was not known of them.
 *
 * @returns their id.
 */
export function insertDeskClient(db: WriteDb, { name, email, phone, nowMs }: DeskClient): number {
  const address = email?.trim().toLowerCase() ?? null
  const known =
    address === null
      ? undefined
      : prepared<{ id: number }>(
          db,
          `SELECT id FROM clients WHERE email = @address OR lower(given_email) = @address ORDER BY email IS NOT @address, id LIMIT 1`,
        ).get({ address })
  if (known) {
    prepared(
      db,
      'UPDATE clients SET name = coalesce(name, ?), phone = coalesce(phone, ?), updated_at_ms = ? WHERE id = ? AND (name IS NULL OR phone IS NULL)',
    ).run(name, phone, nowMs, known.id)
    return known.id
  }
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO clients (email, name, phone, stage, stage_at_ms, known_at_ms, origin, named_at_ms, created_at_ms, updated_at_ms)
     VALUES (@address, @name, @phone, 'lead', @nowMs, @nowMs, 'real', @nowMs, @nowMs, @nowMs)`,
  ).run({ address, name, phone, nowMs })
  return Number(lastInsertRowid)
}

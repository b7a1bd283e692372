import type { Appointment } from '../../shared/appointment.ts'
import type { Client, ClientRecord, Contact } from '../../shared/contract/clients.ts'
import type { AppointmentStatus, ClientStage, Origin, Source } from '../../shared/words.ts'
import { listAppointmentsOfClients } from './appointment-lists.ts'
import { listPassedAlong } from './client-details-passed.ts'
import { canTakeApart } from './client-merge.ts'
import { canUndoStage } from './hand-stage.ts'
import { familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import { listDeskEntries } from './desk-history.ts'

/** More appointments than anybody reads; it bounds what one call may carry to the window. */
const mostListed = 500

/**
 * A client in a few figures, with merged records as one.
 *
 * @param clientId of any of the client's records.
 * @returns `deskName` as it was given at the desk, `appointments` without those that were replaced. Tests and samples count only for clients who are made up themselves.
 *   Null: there is no such client.
 */
export function clientSummary(db: ReadDb, clientId: number): Appointment['client'] {
  const id = shownAs(db, clientId)
  if (id === null) return null
  const figures = prepared<{ appointments: number; noShows: number }>(
    db,
    `SELECT count(*) AS appointments, coalesce(sum(status = 'no_show'), 0) AS noShows FROM appointments
     WHERE client_id IN (SELECT value FROM json_each(?)) AND status <> 'superseded' AND led_by IS NULL
       AND (origin = 'real' OR (SELECT origin FROM clients WHERE id = ?) <> 'real')`,
  ).get(JSON.stringify(familyOf(db, id)), id)
  const named = prepared<{ deskName: string | null }>(db, 'SELECT given_name AS deskName FROM clients WHERE id = ?').get(id)
  return { id, deskName: named?.deskName ?? null, appointments: figures?.appointments ?? 0, noShows: figures?.noShows ?? 0 }
}

/** Everything that is known of one client. @param anyId of any of the client's records. */
export function findClient(db: ReadDb, anyId: number): Client | null {
  const id = shownAs(db, anyId)
  const shown = id === null ? undefined : prepared<ShownRow>(db, shownSql).get(id)
  if (!shown) return null
  const family = familyOf(db, shown.id)
  const records = recordsOf(db, family)
  const [own] = records
  if (!own) return null
  return {
    id: shown.id,
    origin: shown.origin,
    contact: contactOf(own),
    timeZone: records.find(({ timeZone }) => timeZone !== null)?.timeZone ?? null,
    stage: { name: shown.stage, sinceMs: shown.stageAtMs, by: shown.stageBy, reason: shown.stageReason },
    notes: shown.notes,
    records,
    figures: figuresOf(db, family, shown.origin, Math.min(...records.map(({ knownAtMs }) => knownAtMs))),
    appointments: listAppointmentsOfClients(db, family, mostListed),
    leads: listLeads(db, family),
    passedAlong: listPassedAlong(db, family),
    history: listDeskEntries(db, 'client', family).map(({ subjectId, ...entry }) => ({
      ...entry,
      canTakeApart: canTakeApart(db, entry),
      canTakeBack: canUndoStage(db, { ...entry, subjectId }),
    })),
  }
}

/** What was set at the desk wins over what providers say. */
export function contactOf({ said, given }: Pick<ClientRecord, 'said' | 'given'>): Contact {
  return { name: given.name ?? said.name, email: given.email ?? said.email, phone: given.phone ?? said.phone }
}

interface ShownRow {
  readonly id: number
  readonly origin: Origin
  readonly stage: ClientStage
  readonly stageAtMs: number
  readonly stageBy: string | null
  readonly stageReason: string | null
  readonly notes: string
}

const shownSql = `SELECT id, origin, stage, stage_at_ms AS stageAtMs, stage_by AS stageBy, stage_reason AS stageReason, notes
  FROM clients WHERE id = ?`

/** @param origin of the client: tests and samples count only for those who are made up themselves. */
function figuresOf(db: ReadDb, family: readonly number[], origin: Origin, knownAtMs: number): Client['figures'] {
  const rows = prepared<{ status: AppointmentStatus; startMs: number | null; bookedAtMs: number | null }>(
    db,
    `SELECT status, start_ms AS startMs, booked_at_ms AS bookedAtMs FROM appointments
     WHERE client_id IN (SELECT value FROM json_each(?)) AND status <> 'superseded' AND led_by IS NULL AND (origin = 'real' OR ? <> 'real')`,
  ).all(JSON.stringify(family), origin)
  const count = (...statuses: AppointmentStatus[]): number => rows.filter(({ status }) => statuses.includes(status)).length
  const seen = rows.flatMap(({ status, startMs }) =>
    startMs !== null && (status === 'arrived' || status === 'completed') ? [startMs] : [],
  )
  const leads = rows.flatMap(({ startMs, bookedAtMs }) => (startMs === null || bookedAtMs === null ? [] : [startMs - bookedAtMs]))
  return {
    visits: count('arrived', 'completed'),
    noShows: count('no_show'),
    cancellations: count('cancelled'),
    leadTimeMs: medianOf(leads.filter((ms) => ms >= 0)),
    firstSeenMs: seen.length === 0 ? null : Math.min(...seen),
    knownAtMs,
  }
}

function medianOf(amounts: readonly number[]): number | null {
  const sorted = amounts.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}

function listLeads(db: ReadDb, family: readonly number[]): Client['leads'] {
  return prepared<Omit<Client['leads'][number], 'answers' | 'metadata'> & { answers: string; metadata: string }>(
    db,
    `SELECT id, source, at_ms AS atMs, delivery_id AS deliveryId, answers, metadata FROM leads
     WHERE client_id IN (SELECT value FROM json_each(?)) ORDER BY at_ms DESC, id DESC`,
  )
    .all(JSON.stringify(family))
    .map((lead) => ({
      ...lead,
      answers: JSON.parse(lead.answers) as Client['leads'][number]['answers'],
      metadata: JSON.parse(lead.metadata) as Record<string, unknown>,
    }))
}

/** The records that are shown as one client. Each tells what was said of it by itself. */
function recordsOf(db: ReadDb, family: readonly number[]): ClientRecord[] {
  return prepared<RecordRow>(
    db,
    `SELECT c.id, c.name, c.email, c.phone, c.given_name AS givenName, c.given_email AS givenEmail, c.given_phone AS givenPhone,
       c.external_id AS externalId, c.source, c.time_zone AS timeZone, c.notes, c.known_at_ms AS knownAtMs,
       (SELECT count(*) FROM appointments AS a WHERE a.client_id = c.id AND a.status <> 'superseded' AND a.led_by IS NULL AND (a.origin = 'real' OR c.origin <> 'real'))
         AS appointments,
       (SELECT json_group_array(source) FROM (SELECT source FROM appointments WHERE client_id = c.id UNION SELECT source FROM leads WHERE client_id = c.id))
         AS sources
     FROM json_each(?) AS wanted CROSS JOIN clients AS c ON c.id = wanted.value ORDER BY wanted.key`,
  )
    .all(JSON.stringify(family))
    .map(({ name, email, phone, givenName, givenEmail, givenPhone, sources, ...record }) => ({
      ...record,
      said: { name, email, phone },
      given: { name: givenName, email: givenEmail, phone: givenPhone },
      sources: JSON.parse(sources) as Source[],
    }))
}

interface RecordRow extends Contact, Omit<ClientRecord, 'said' | 'given' | 'sources'> {
  readonly givenName: string | null
  readonly givenEmail: string | null
  readonly givenPhone: string | null
  readonly sources: string
}

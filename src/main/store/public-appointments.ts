import { disclosedAppointment, disclosedStageChange } from '../../shared/disclose.ts'
import type { Disclosure, PublicAppointment, PublicStageChange } from '../../shared/public-appointment.ts'
import type { AppointmentStatus, AppointmentType, ClientStage, Source } from '../../shared/words.ts'
import type { StoredState } from './appointments.ts'
import { contactOf } from './client-details.ts'
import { shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

export interface PublicRow {
  readonly id: number
  readonly source: Source
  readonly externalId: string
  readonly status: AppointmentStatus
  readonly type: AppointmentType
  readonly rescheduled: 0 | 1
  readonly clientId: number | null
  readonly hostIds: string
  readonly ledBy: number | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly state: string
}

/** Of `appointments AS a`. */
export const publicColumns = `a.id, a.source, a.external_id AS externalId, a.status, a.type, a.rescheduled, a.client_id AS clientId, a.host_ids AS hostIds,
  a.led_by AS ledBy, a.created_at_ms AS createdAtMs, a.updated_at_ms AS updatedAtMs,
  (SELECT state FROM appointment_states WHERE appointment_id = a.id) AS state`

/** An appointment as others are told of it. Null: there is none, or it was made up by a test or a sample. */
export function findPublicAppointment(db: ReadDb, id: number, disclosure: Disclosure): PublicAppointment | null {
  const row = prepared<PublicRow>(db, `SELECT ${publicColumns} FROM appointments AS a WHERE a.id = ? AND a.origin = 'real'`).get(id)
  return row ? publicAppointmentOf(db, row, disclosure) : null
}

/** @param row as `publicColumns` selects it. */
export function publicAppointmentOf(db: ReadDb, row: PublicRow, disclosure: Disclosure): PublicAppointment {
  const { id, source, externalId, status, type, ledBy } = row
  const { details, cancellation, supersedes, supersededBy } = JSON.parse(row.state) as StoredState
  const whole: PublicAppointment = {
    id,
    source,
    externalId,
    status,
    type,
    providerType: details.providerType,
    title: details.title,
    start: utcText(details.startMs),
    end: utcText(details.endMs),
    startAssumed: details.startAssumed,
    rescheduled: row.rescheduled === 1,
    timeZone: details.timeZone,
    location: details.location,
    hosts: hostsOf(db, JSON.parse(row.hostIds) as number[]),
    client: row.clientId === null ? null : clientOf(db, row.clientId),
    attendees: details.attendees.map(({ name, email, phone, timeZone }) => ({
      name,
      email,
      phone,
      timeZone: timeZone ?? details.timeZone,
    })),
    attendeeCount: details.attendees.length,
    answers: details.answers,
    notes: details.notes,
    cancellation,
    metadata: details.metadata,
    sameAs: ledBy,
    replaces: supersedes,
    replacedBy: supersededBy,
    created: new Date(row.createdAtMs).toISOString(),
    updated: new Date(row.updatedAtMs).toISOString(),
  }
  return disclosedAppointment(whole, disclosure)
}

/** A change of stage as others are told of it. Null: the client is gone. */
export function findPublicStageChange(
  db: ReadDb,
  { clientId, from, to }: { readonly clientId: number; readonly from: ClientStage | null; readonly to: ClientStage },
  disclosure: Pick<Disclosure, 'personal'>,
): PublicStageChange | null {
  const client = clientOf(db, clientId)
  if (client === null) return null
  const { id, name, email, phone } = client
  return disclosedStageChange({ client: { id, name, email, phone }, from, to }, disclosure)
}

/** Between them years have the four digits that everybody reads. */
const [firstToldMs, endToldMs] = [Date.parse('0000-01-01T00:00:00Z'), Date.UTC(10_000, 0)]

/** As `utcSchema` has it. Null: not known, or in a year in which nothing is booked, which a source's own sum can come to. */
export function utcText(ms: number | null): string | null {
  return ms === null || ms < firstToldMs || ms >= endToldMs ? null : new Date(ms).toISOString()
}

function hostsOf(db: ReadDb, ids: readonly number[]): PublicAppointment['hosts'] {
  return ids.flatMap(
    (id) =>
      prepared<PublicAppointment['hosts'][number]>(db, 'SELECT id, coalesce(given_name, name) AS name, email FROM hosts WHERE id = ?').get(
        id,
      ) ?? [],
  )
}

function clientOf(db: ReadDb, anyId: number): PublicAppointment['client'] {
  const id = shownAs(db, anyId)
  const row =
    id === null
      ? undefined
      : prepared<ClientRow>(
          db,
          `SELECT id, stage, name, email, phone, given_name AS givenName, given_email AS givenEmail, given_phone AS givenPhone, time_zone AS timeZone
           FROM clients WHERE id = ?`,
        ).get(id)
  if (!row) return null
  const contact = contactOf({
    said: { name: row.name, email: row.email, phone: row.phone },
    given: { name: row.givenName, email: row.givenEmail, phone: row.givenPhone },
  })
  return { id: row.id, stage: row.stage, ...contact, timeZone: row.timeZone }
}

interface ClientRow {
  readonly id: number
  readonly stage: ClientStage
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly givenName: string | null
  readonly givenEmail: string | null
  readonly givenPhone: string | null
  readonly timeZone: string | null
}

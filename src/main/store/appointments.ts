import type { Appointment, AppointmentDetails, Cancellation, Disagreement } from '../../shared/appointment.ts'
import type { AppointmentStatus, AppointmentType, Origin, Source } from '../../shared/words.ts'
import { bookingKeyOf } from './booking-key.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { hashKey } from './hash-key.ts'
import type { Shown, ShownStage } from './stage-of.ts'

/** By what an appointment is known. Each origin is a world of its own, so that a test can never touch a real appointment. */
export interface AppointmentKey {
  readonly source: Source
  readonly externalId: string
  readonly origin: Origin
}

/** What is kept of an appointment's state; ingest adds the facts it is folded from, and the store keeps them unread. */
export interface StoredState {
  readonly source: Source
  readonly externalId: string
  readonly status: AppointmentStatus
  readonly details: AppointmentDetails
  readonly cancellation: Cancellation | null
  readonly hostNoShow: boolean
  readonly supersedes: string | null
  readonly supersededBy: string | null
  readonly endedAtMs: number | null
  /** Null also in what was written before people at the desk could say anything. */
  readonly disagreement?: Disagreement | null
  readonly lastGesture?: Appointment['lastGesture']
}

/** 16 bytes; what finds it in the index. */
export const keyOf = ({ source, externalId, origin }: AppointmentKey): Buffer => hashKey(origin, source, externalId)

/** The JSON text of the state as it was saved. No join: SQLite compiles one anew for every value it is given. */
export function findAppointmentState(db: ReadDb, key: AppointmentKey): FoundState | null {
  const row = prepared<Omit<FoundState, 'shown'> & { stage: ShownStage; sinceMs: number; newsMs: number }>(
    db,
    `SELECT id, client_id AS clientId, client_stage AS stage, client_stage_since_ms AS sinceMs, client_stage_news_ms AS newsMs,
       (SELECT state FROM appointment_states WHERE appointment_id = appointments.id) AS state
     FROM appointments WHERE key = ?`,
  ).get(keyOf(key))
  if (!row) return null
  const { stage, sinceMs, newsMs, ...found } = row
  return { ...found, shown: { stage, sinceMs, newsMs } }
}

export interface FoundState {
  readonly id: number
  readonly state: string
  /** The client as it was saved, and how far it showed them to be. */
  readonly clientId: number | null
  readonly shown: Shown
}

/** The same by our own id. */
export function findStateById(db: ReadDb, id: number): { readonly origin: Origin; readonly state: string } | null {
  return (
    prepared<{ origin: Origin; state: string }>(
      db,
      'SELECT origin, s.state FROM appointments JOIN appointment_states AS s ON s.appointment_id = appointments.id WHERE appointments.id = ?',
    ).get(id) ?? null
  )
}

export interface SavedAppointment {
  /** Null: not known yet. */
  readonly id: number | null
  readonly origin: Origin
  readonly state: StoredState
  readonly type: AppointmentType
  /** True from the first move on, whatever happens later. */
  readonly rescheduled: boolean
  readonly clientId: number | null
  readonly hostIds: readonly number[]
  /** When it was booked; null: not booked so far. */
  readonly bookedAtMs: number | null
  /** How far it shows its client to be. */
  readonly shown: Shown
  readonly nowMs: number
}

const derivedColumns = [
  'status',
  'type',
  'start_ms',
  'end_ms',
  'start_assumed',
  'time_zone',
  'title',
  'provider_type',
  'provider_type_slug',
  'client_id',
  'client_label',
  'attendee_count',
  'host_ids',
  'host_label',
  'location_kind',
  'rescheduled',
  'search_text',
  'booked_at_ms',
  'ended_at_ms',
  'client_stage',
  'client_stage_since_ms',
  'client_stage_news_ms',
  'disagrees',
  'ical_uid',
  'calendar_event_id',
  'updated_at_ms',
] as const
const insertSql = `INSERT INTO appointments (${derivedColumns.join(', ')}, created_at_ms, source, external_id, origin, key, booking_key)
  VALUES (${derivedColumns.map(() => '?').join(', ')}, ?, ?, ?, ?, ?, ?)`
const updateSql = `UPDATE appointments SET ${derivedColumns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`

/** Saves the state, and from it what calendar and lists read. @returns the appointment's id. */
export function saveAppointment(db: WriteDb, saved: SavedAppointment): number {
  const { state, origin, nowMs } = saved
  const { source, externalId } = state
  const derived = deriveColumns(saved)
  const text = JSON.stringify(state)
  if (saved.id === null) {
    const { lastInsertRowid } = prepared(db, insertSql).run(
      ...derived,
      nowMs,
      source,
      externalId,
      origin,
      keyOf({ source, externalId, origin }),
      bookingKeyOf(source, externalId),
    )
    const id = Number(lastInsertRowid)
    prepared(db, 'INSERT INTO appointment_states (appointment_id, state) VALUES (?, ?)').run(id, text)
    return id
  }
  prepared(db, updateSql).run(...derived, saved.id)
  saveState(db, saved.id, state)
  return saved.id
}

/** Only the state, where nothing that calendar and lists read became different. */
export function saveState(db: WriteDb, id: number, state: StoredState): void {
  prepared(db, 'UPDATE appointment_states SET state = ? WHERE appointment_id = ?').run(JSON.stringify(state), id)
}

/** In the order of `derivedColumns`. */
function deriveColumns({ state, type, clientId, hostIds, rescheduled, bookedAtMs, shown, nowMs }: SavedAppointment): unknown[] {
  const { status, details } = state
  const client = details.attendees[0]
  return [
    status,
    type,
    details.startMs,
    details.endMs,
    details.startAssumed ? 1 : 0,
    details.timeZone,
    details.title,
    details.providerType,
    details.providerTypeSlug,
    clientId,
    client?.name ?? client?.email ?? client?.externalId ?? null,
    details.attendees.filter((attendee) => attendee.active).length,
    JSON.stringify(hostIds),
    details.hosts.map((host) => host.name ?? host.email).join(', ') || null,
    details.location?.kind ?? null,
    rescheduled ? 1 : 0,
    searchTextOf(details),
    bookedAtMs,
    state.endedAtMs,
    shown.stage,
    shown.sinceMs,
    shown.newsMs,
    state.disagreement ? 1 : 0,
    details.iCalUid,
    calendarEventIdOf(state),
    nowMs,
  ]
}

/** Its id in Google, as the booking tool says; a calendar's event has its own after the calendar's, see providers/google-calendar/ids.ts. */
function calendarEventIdOf({ source, externalId, details }: StoredState): string | null {
  return source === 'google-calendar' ? externalId.slice(externalId.indexOf(' ') + 1) : (details.calendarEventId ?? null)
}

function searchTextOf({ title, providerType, attendees, hosts }: AppointmentDetails): string {
  const people = [...attendees, ...hosts].flatMap((person) => [person.name, person.email])
  return [title, providerType, ...people, ...attendees.map((attendee) => attendee.externalId)]
    .filter((part) => part !== null)
    .join('\n')
    .toLowerCase()
}

type TypeOf = (source: Source, words: { providerType: string | null; providerTypeSlug: string | null }) => AppointmentType

/** Applies changed rules to what is stored; the type of manual appointments was chosen. @returns how many appointments have another type now. */
export function retypeAppointments(db: WriteDb, typeOf: TypeOf): number {
  const kinds = prepared<{ source: Source; providerType: string | null; providerTypeSlug: string | null; type: AppointmentType }>(
    db,
    `SELECT DISTINCT source, provider_type AS providerType, provider_type_slug AS providerTypeSlug, type FROM appointments WHERE source <> 'manual'`,
  ).all()
  let changed = 0
  for (const kind of kinds) {
    const { source, type: present, ...words } = kind
    const type = typeOf(source, words)
    if (type === present) continue
    changed += prepared(
      db,
      'UPDATE appointments SET type = ? WHERE source = ? AND provider_type IS ? AND provider_type_slug IS ? AND type = ?',
    ).run(type, kind.source, kind.providerType, kind.providerTypeSlug, kind.type).changes
  }
  return changed
}

/**
 * A reschedule that got a new id is not another booking: each link of such a chain carries the time of the first one that is known. Called
 * after every save of a link, so that it does not matter which of them came first.
 */
export function inheritBooking(db: WriteDb, { source, origin, supersedes, supersededBy, externalId }: ChainLink): void {
  const own = keyOf({ source, externalId, origin })
  if (supersedes !== null) passBooking(db, keyOf({ source, externalId: supersedes, origin }), own)
  const passed = new Set([externalId])
  let [from, next] = [own, supersededBy]
  while (next !== null && !passed.has(next)) {
    passed.add(next)
    const to = keyOf({ source, externalId: next, origin })
    passBooking(db, from, to)
    const state = prepared<{ state: string | null }>(
      db,
      'SELECT (SELECT state FROM appointment_states WHERE appointment_id = appointments.id) AS state FROM appointments WHERE key = ?',
    ).get(to)?.state
    ;[from, next] = [to, state ? (JSON.parse(state) as StoredState).supersededBy : null]
  }
}

export interface ChainLink extends AppointmentKey {
  readonly supersedes: string | null
  readonly supersededBy: string | null
}

function passBooking(db: WriteDb, from: Buffer, to: Buffer): void {
  prepared(
    db,
    `UPDATE appointments SET booked_at_ms = first.booked_at_ms FROM (SELECT booked_at_ms FROM appointments WHERE key = ?) AS first
     WHERE appointments.key = ? AND appointments.booked_at_ms > first.booked_at_ms`,
  ).run(from, to)
}

/** Another appointment of the same source and origin, by the provider's id. */
export function findLinkedAppointment(
  db: ReadDb,
  key: AppointmentKey,
): { readonly id: number; readonly startMs: number | null; readonly status: AppointmentStatus } | null {
  return (
    prepared<{ id: number; startMs: number | null; status: AppointmentStatus }>(
      db,
      'SELECT id, start_ms AS startMs, status FROM appointments WHERE key = ?',
    ).get(keyOf(key)) ?? null
  )
}

import type { TypeRule } from '../../shared/settings.ts'
import type { ChangeKind, Origin } from '../../shared/words.ts'
import { insertHistoryEntry } from '../store/appointment-history.ts'
import { findAppointmentState, inheritBooking, saveAppointment, saveState, type FoundState } from '../store/appointments.ts'
import type { ReadDb, WriteDb } from '../store/db.ts'
import { saveHost } from '../store/hosts.ts'
import { hasLead, insertLead } from '../store/leads.ts'
import { relink } from '../store/links.ts'
import { saveClient, type SavedClient } from '../store/people.ts'
import { showsLess, type Shown } from '../store/stage-of.ts'
import { restage } from '../store/stages.ts'
import type { CommitNotes } from '../store/writer.ts'
import { apply, type AppointmentState, type HistoryDraft } from './apply.ts'
import type { Change, LeadChange } from './change.ts'
import { bookedAtMs } from './fact.ts'
import { shownBy } from './stages.ts'
import { appointmentTypeOf } from './type-rules.ts'

/** What one delivery does to one appointment. */
interface PlannedAppointment {
  /** As it was before; null: the delivery makes it known. */
  readonly stored: FoundState | null
  state: AppointmentState
  readonly entries: HistoryDraft[]
  isChanged: boolean
  /** Read again and found the same: only the state is kept, and nobody is told. */
  isReadAgain: boolean
  /** The latest of the changes, by the provider's clock or else by ours. */
  saidAtMs: number
}

/** What a delivery will change, before anything is written. */
export interface Plan {
  readonly appointments: readonly PlannedAppointment[]
  readonly leads: readonly LeadChange[]
  /** What becomes different by it; empty: nothing. */
  readonly kinds: readonly (ChangeKind | 'lead')[]
  readonly aboutName: string | null
  readonly aboutStartMs: number | null
  /** When the newest of the changes happened, by the provider's clock; null: the provider does not say. */
  readonly eventAtMs: number | null
}

export interface Circumstances {
  readonly origin: Origin
  readonly receivedAtMs: number
  /** When it is applied, where that is later than when it came: a replay. What it says still counts as said when it came. */
  readonly appliedAtMs?: number
  readonly typeRules: readonly TypeRule[]
}

/** Applies the changes of one delivery to what is known; several may concern the same appointment, or two that replace one another. */
export function planChanges(db: ReadDb, changes: readonly Change[], { origin, receivedAtMs }: Circumstances): Plan {
  const planned = new Map<string, PlannedAppointment>()
  const leads: LeadChange[] = []
  for (const change of changes) {
    if (change.about === 'lead') {
      if (!hasLead(db, { source: change.source, externalId: change.externalId, origin })) leads.push(change)
      continue
    }
    const key = `${change.source} ${change.externalId}`
    const earlier = planned.get(key)
    const stored = earlier ? null : findAppointmentState(db, { source: change.source, externalId: change.externalId, origin })
    // What lies there was saved by saveChanges below.
    const known = earlier?.state ?? (stored ? (JSON.parse(stored.state) as AppointmentState) : null)
    const { state, entry, isReadAgain = false } = apply(known, change, { receivedAtMs })
    const next = earlier ?? { stored, state, entries: [], isChanged: false, isReadAgain: false, saidAtMs: 0 }
    next.state = state
    next.isChanged ||= state !== known && !isReadAgain
    next.isReadAgain ||= isReadAgain
    next.saidAtMs = Math.max(next.saidAtMs, change.happenedAtMs ?? receivedAtMs)
    if (entry) next.entries.push(entry)
    planned.set(key, next)
  }
  const appointments = [...planned.values()]
  const kinds = [...appointments.flatMap(({ entries }) => entries.map(({ kind }) => kind)), ...leads.map(() => 'lead' as const)]
  return { appointments, leads, kinds, eventAtMs: newestOf(changes), ...aboutOf(appointments, changes) }
}

function newestOf(changes: readonly Change[]): number | null {
  const told = changes.map(({ happenedAtMs }) => happenedAtMs).filter((atMs) => atMs !== null)
  return told.length === 0 ? null : Math.max(...told)
}

/** Who and when the delivery is about, for its line in the log. */
function aboutOf([first]: readonly PlannedAppointment[], changes: readonly Change[]): Pick<Plan, 'aboutName' | 'aboutStartMs'> {
  if (first) {
    const client = first.state.details.attendees[0]
    return { aboutName: client?.name ?? client?.email ?? client?.externalId ?? null, aboutStartMs: first.state.details.startMs }
  }
  const lead = changes.find((change) => change.about === 'lead')
  return { aboutName: lead?.name ?? lead?.email ?? null, aboutStartMs: null }
}

/** By what it came to us. Neither: somebody at the desk said it. */
export interface Bearer {
  readonly deliveryId?: number
  readonly readingId?: number
  /** Beside the delivery: by which replay. */
  readonly replayId?: number
}

/**
 * Writes the plan. Part of the delivery's own savepoint.
 *
 * @returns the ids of the appointments that were changed.
 */
export function saveChanges(db: WriteDb, plan: Plan, bearer: Bearer, circumstances: Circumstances, notes: CommitNotes): readonly number[] {
  const changed = plan.appointments.filter(({ isChanged }) => isChanged)
  const ids = changed.map((appointment) => savePlanned(db, appointment, bearer, circumstances, notes))
  for (const { stored, state, isChanged, isReadAgain } of plan.appointments)
    if (isReadAgain && !isChanged && stored) saveState(db, stored.id, state)
  for (const lead of plan.leads) saveLead(db, lead, bearer, circumstances, notes)
  return ids
}

function savePlanned(db: WriteDb, planned: PlannedAppointment, bearer: Bearer, circumstances: Circumstances, notes: CommitNotes): number {
  const { stored, state, saidAtMs } = planned
  const { origin, receivedAtMs, appliedAtMs: nowMs = receivedAtMs, typeRules } = circumstances
  const { source, details } = state
  const person = details.attendees[0]
  const shown = shownBy(state)
  const client = person
    ? saveClient(db, {
        source,
        ...person,
        timeZone: person.timeZone ?? details.timeZone,
        shown,
        origin,
        saidAtMs,
        nowMs,
      })
    : null
  const hosts = details.hosts.map((host) => saveHost(db, { source, ...host, origin, saidAtMs })).filter((host) => host !== null)
  const id = saveAppointment(db, {
    id: stored?.id ?? null,
    origin,
    state,
    type: appointmentTypeOf(typeRules, source, details),
    rescheduled: wasMoved(state),
    clientId: client?.id ?? null,
    hostIds: hosts.map((host) => host.id),
    bookedAtMs: bookedAtOf(state),
    shown,
    nowMs,
  })
  if (state.supersedes !== null || state.supersededBy !== null) inheritBooking(db, { ...state, origin })
  if (client) followClient(db, { stored, client, shown })
  if (stored && stored.clientId !== null && stored.clientId !== client?.id) restage(db, stored.clientId)
  for (const entry of planned.entries) insertHistoryEntry(db, { ...entry, ...bearer, appointmentId: id, atMs: nowMs })
  // What was news of the one is told as the other's now.
  if (relink(db, id, source)) notes.topic('notices')
  notes.topic('appointments')
  notes.topic('clients')
  if (hosts.some((host) => host.isChanged)) notes.topic('hosts')
  if (stored === null) notes.newAppointment(id)
  return id
}

/** Saving the client has moved them on already, except where that takes a look at all of their appointments. */
function followClient(db: WriteDb, { stored, client, shown }: { stored: FoundState | null; client: SavedClient; shown: Shown }): void {
  const isTakenBack = stored !== null && stored.clientId === client.id && showsLess(stored.shown, shown)
  if (isTakenBack || !client.isSettled) restage(db, client.id)
}

/** The earliest statement that shows it to be booked; null: it waits, or only its end is known. */
function bookedAtOf({ facts, details }: AppointmentState): number | null {
  const booking = facts.filter(({ kind, bookedAtMs: booked }) => booked !== undefined || kind === 'created' || kind === 'paid')
  const telling = booking.length > 0 ? booking : facts.filter(({ kind }) => showsABooking.includes(kind))
  return telling.length === 0 || details.startMs === null ? null : Math.min(...telling.map(bookedAtMs))
}
/** From a provider whose creation has never reached us. */
const showsABooking: readonly ChangeKind[] = ['updated', 'rescheduled', 'arrived', 'completed', 'no_show']

function wasMoved({ supersedes, facts }: AppointmentState): boolean {
  const starts = new Set(facts.map(({ details }) => details.startMs).filter((start) => typeof start === 'number'))
  return supersedes !== null || starts.size > 1 || facts.some(({ kind }) => kind === 'rescheduled')
}

function saveLead(
  db: WriteDb,
  lead: LeadChange,
  { deliveryId }: Bearer,
  { origin, receivedAtMs, appliedAtMs: nowMs = receivedAtMs }: Circumstances,
  notes: CommitNotes,
): void {
  notes.topic('clients')
  const saidAtMs = lead.happenedAtMs ?? receivedAtMs
  const client = saveClient(db, {
    source: lead.source,
    email: lead.email,
    // A form without an e-mail still is somebody: the one who sent it.
    externalId: lead.email === null ? lead.externalId : null,
    name: lead.name,
    phone: null,
    timeZone: null,
    shown: { stage: 'lead', sinceMs: saidAtMs, newsMs: saidAtMs },
    origin,
    saidAtMs,
    nowMs,
  })
  if (client === null) throw new Error('a lead has neither an e-mail nor an id')
  if (!client.isSettled) restage(db, client.id)
  insertLead(db, { ...lead, origin, clientId: client.id, deliveryId: deliveryId ?? null, atMs: saidAtMs })
}

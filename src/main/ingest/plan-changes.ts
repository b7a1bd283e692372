import type { TypeRule } from '../../shared/settings.ts'
import type { ChangeKind, ClientStage, Origin } from '../../shared/words.ts'
import { findAppointmentState, insertHistoryEntry, saveAppointment } from '../store/appointments.ts'
import type { ReadDb, WriteDb } from '../store/db.ts'
import { hasLead, insertLead, saveClient, saveHost } from '../store/people.ts'
import type { CommitNotes } from '../store/writer.ts'
import { apply, type AppointmentState, type HistoryDraft } from './apply.ts'
import type { Change, LeadChange } from './change.ts'
import { appointmentTypeOf } from './type-rules.ts'

/** What one delivery does to one appointment. */
interface PlannedAppointment {
  /** Null: the delivery makes it known. */
  readonly id: number | null
  state: AppointmentState
  readonly entries: HistoryDraft[]
  isChanged: boolean
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
}

export interface Circumstances {
  readonly origin: Origin
  readonly receivedAtMs: number
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
    const { state, entry } = apply(known, change, { receivedAtMs })
    const next = earlier ?? { id: stored?.id ?? null, state, entries: [], isChanged: false, saidAtMs: 0 }
    next.state = state
    next.isChanged ||= state !== known
    next.saidAtMs = Math.max(next.saidAtMs, change.happenedAtMs ?? receivedAtMs)
    if (entry) next.entries.push(entry)
    planned.set(key, next)
  }
  const appointments = [...planned.values()]
  const kinds = [...appointments.flatMap(({ entries }) => entries.map(({ kind }) => kind)), ...leads.map(() => 'lead' as const)]
  return { appointments, leads, kinds, ...aboutOf(appointments, changes) }
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

/** Writes the plan. Part of the delivery's own savepoint. */
export function saveChanges(db: WriteDb, plan: Plan, deliveryId: number, circumstances: Circumstances, notes: CommitNotes): void {
  for (const appointment of plan.appointments) if (appointment.isChanged) savePlanned(db, appointment, deliveryId, circumstances, notes)
  for (const lead of plan.leads) saveLead(db, lead, deliveryId, circumstances)
}

function savePlanned(db: WriteDb, planned: PlannedAppointment, deliveryId: number, circumstances: Circumstances, notes: CommitNotes): void {
  const { state, saidAtMs } = planned
  const { origin, receivedAtMs, typeRules } = circumstances
  const { source, details } = state
  const person = details.attendees[0]
  const clientId = person
    ? saveClient(db, {
        source,
        ...person,
        timeZone: person.timeZone ?? details.timeZone,
        stage: stageOf(state),
        origin,
        saidAtMs,
        nowMs: receivedAtMs,
      })
    : null
  const hosts = details.hosts.map((host) => saveHost(db, { source, ...host, origin, saidAtMs })).filter((host) => host !== null)
  const id = saveAppointment(db, {
    id: planned.id,
    origin,
    state,
    type: appointmentTypeOf(typeRules, source, details),
    rescheduled: wasMoved(state),
    clientId,
    hostIds: hosts.map((host) => host.id),
    nowMs: receivedAtMs,
  })
  for (const entry of planned.entries) insertHistoryEntry(db, { ...entry, appointmentId: id, deliveryId, atMs: receivedAtMs })
  notes.topic('appointments')
  if (hosts.some((host) => host.isChanged)) notes.topic('hosts')
  if (planned.id === null) notes.newAppointment(id)
}

/** From all facts and not from the last change, so that the order of deliveries does not matter. */
function stageOf({ status, facts }: AppointmentState): ClientStage {
  if (status === 'completed' || status === 'arrived') return 'attended'
  return facts.some(({ kind }) => kind === 'created' || kind === 'paid' || kind === 'rescheduled' || kind === 'updated') ? 'booked' : 'lead'
}

function wasMoved({ supersedes, facts }: AppointmentState): boolean {
  const starts = new Set(facts.map(({ details }) => details.startMs).filter((start) => typeof start === 'number'))
  return supersedes !== null || starts.size > 1 || facts.some(({ kind }) => kind === 'rescheduled')
}

function saveLead(db: WriteDb, lead: LeadChange, deliveryId: number, { origin, receivedAtMs }: Circumstances): void {
  const clientId = saveClient(db, {
    source: lead.source,
    email: lead.email,
    // A form without an e-mail still is somebody: the one who sent it.
    externalId: lead.email === null ? lead.externalId : null,
    name: lead.name,
    phone: null,
    timeZone: null,
    stage: 'lead',
    origin,
    saidAtMs: lead.happenedAtMs ?? receivedAtMs,
    nowMs: receivedAtMs,
  })
  if (clientId === null) throw new Error('a lead has neither an e-mail nor an id')
  insertLead(db, { ...lead, origin, clientId, deliveryId, atMs: receivedAtMs })
}

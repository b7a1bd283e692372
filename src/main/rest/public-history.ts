import type { HistoryEntry } from '../../shared/appointment.ts'
import type { PublicHistoryEntry } from '../../shared/contract/rest-schemas.ts'
import { utcText } from '../store/public-appointments.ts'

type Attendee = { readonly name?: unknown; readonly email?: unknown; readonly phone?: unknown; readonly timeZone?: unknown }

const asItIs = (value: unknown): unknown => value
const instant = (value: unknown): unknown => utcText(typeof value === 'number' ? value : null)
const person = ({ name = null, email = null, phone = null, timeZone = null }: Attendee): unknown => ({ name, email, phone, timeZone })
const each =
  (one: (member: Attendee) => unknown) =>
  (value: unknown): unknown =>
    Array.isArray(value) ? value.map((member) => one(member as Attendee)) : []

/** What of a difference others are told, by their name for it; the rest is our bookkeeping. */
const told: Readonly<Record<string, readonly [name: string, read: (value: unknown) => unknown]>> = {
  status: ['status', asItIs],
  title: ['title', asItIs],
  type: ['type', asItIs],
  providerType: ['providerType', asItIs],
  startMs: ['start', instant],
  endMs: ['end', instant],
  startAssumed: ['startAssumed', asItIs],
  timeZone: ['timeZone', asItIs],
  location: ['location', asItIs],
  hosts: ['hosts', each(({ name = null, email = null }) => ({ name, email }))],
  attendees: ['attendees', each(person)],
  answers: ['answers', asItIs],
  notes: ['notes', asItIs],
  cancellation: ['cancellation', asItIs],
  hostNoShow: ['hostNoShow', asItIs],
  metadata: ['metadata', asItIs],
  supersedes: ['replaces', asItIs],
  supersededBy: ['replacedBy', asItIs],
}

/** One line of an appointment's history in the words of `publicAppointmentSchema`. */
export function publicEntryOf({ atMs, actor, kind, before, after }: HistoryEntry): PublicHistoryEntry {
  return { at: new Date(atMs).toISOString(), by: actor, what: kind, before: publicMembers(before), after: publicMembers(after) }
}

function publicMembers(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      const as = told[name]
      return as ? [[as[0], as[1](value ?? null)]] : []
    }),
  )
}

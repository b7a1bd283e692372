import type { AppointmentState } from '../ingest/apply.ts'
import type { AppointmentChange } from '../ingest/change.ts'
import { isCancellation, readTheSame, type Fact } from '../ingest/fact.ts'
import { findAppointmentState } from '../store/appointments.ts'
import type { ReadDb } from '../store/db.ts'

/** What was read of one event. */
export interface ReadOfEvent {
  readonly externalId: string
  /** Null: it is no appointment, or not any more. */
  readonly change: AppointmentChange | null
}

/**
 * What is worth applying of what was read of one calendar, in the order in which it was read.
 *
 * Google's `updated` does not grow with everything that makes a difference here: another host was chosen for the calendar, or an answer changed
 * within the same millisecond. Readings of a calendar come one after the other, so what was read later is what counts: its time is never
 * before that of the reading before it.
 *
 * @param readAtMs Google's clock.
 */
export function inOrder(db: ReadDb, read: readonly ReadOfEvent[], readAtMs: number): AppointmentChange[] {
  return read.flatMap(({ externalId, change }) => {
    const known = findNewest(db, externalId)
    const next = change ?? (known === null ? null : notThere(externalId, readAtMs))
    return next === null ? [] : (later(known, next) ?? [])
  })
}

/** The event is not there any more, or is none that we follow. */
function notThere(externalId: string, readAtMs: number): AppointmentChange {
  return {
    about: 'appointment',
    source: 'google-calendar',
    externalId,
    kind: 'cancelled',
    providerEvent: 'cancelled',
    happenedAtMs: readAtMs,
    cancellation: { by: null, reason: null, declined: false, rescheduleRequested: false },
    details: {},
    isWhole: true,
  }
}

/** The newest reading of the event; null: it is not known. */
function findNewest(db: ReadDb, externalId: string): Fact | null {
  const stored = findAppointmentState(db, { source: 'google-calendar', externalId, origin: 'real' })
  if (stored === null) return null
  // What lies there was saved by ingest.
  const { facts } = JSON.parse(stored.state) as AppointmentState
  return facts.reduce<Fact | null>((newest, fact) => (fact.isWhole && timeOf(fact) >= timeOf(newest) ? fact : newest), null)
}

const timeOf = (fact: Fact | null): number => fact?.happenedAtMs ?? Number.NEGATIVE_INFINITY

/** Null: nothing to apply. */
function later(known: Fact | null, change: AppointmentChange): AppointmentChange | null {
  const tellsNothing = change.details.startMs === undefined
  // Deleted before it was ever known: there is nothing to show.
  if (known === null) return tellsNothing ? null : change
  // Deleted events are listed again and again, and say no more of when that was.
  if (tellsNothing && isCancellation(known.kind)) return null
  const { about: _about, source: _source, externalId: _externalId, ...said } = change
  const knownAtMs = timeOf(known)
  const happenedAtMs = change.happenedAtMs ?? knownAtMs
  if (readTheSame({ ...said, receivedAtMs: 0 }, known)) return happenedAtMs > knownAtMs ? change : null
  return { ...change, happenedAtMs: Math.max(happenedAtMs, knownAtMs + 1) }
}

import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { apply, type AppointmentState, type HistoryDraft } from '../../../src/main/ingest/apply.ts'

export const NOON = Date.UTC(2026, 2, 5, 12)
export const MINUTE = 60_000

/** A change of one Calendly-like booking; the time it happened orders it. */
export function change(
  kind: AppointmentChange['kind'],
  happenedAtMs: number | null,
  more: Partial<AppointmentChange> = {},
): AppointmentChange {
  return {
    about: 'appointment',
    source: 'calendly',
    externalId: 'booking-1',
    kind,
    providerEvent: kind,
    happenedAtMs,
    details: {},
    ...more,
  }
}

/** Applies changes one after the other, each received a minute after the one before. */
export function applyAll(changes: readonly AppointmentChange[]): { state: AppointmentState; entries: (HistoryDraft | null)[] } {
  let state: AppointmentState | null = null
  const entries: (HistoryDraft | null)[] = []
  for (const [index, next] of changes.entries()) {
    const applied = apply(state, next, { receivedAtMs: NOON + index * MINUTE })
    state = applied.state
    entries.push(applied.entry)
  }
  if (state === null) throw new Error('no change was given')
  return { state, entries }
}

/** The state without the memory of how it came about. */
export function outcome({ facts: _facts, ...folded }: AppointmentState) {
  return folded
}

export const person = (email: string, name: string | null = null) => ({ email, name, phone: null, timeZone: null, externalId: null })

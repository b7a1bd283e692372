import type { Appointment, AppointmentDetails, Cancellation, Disagreement } from '../../shared/appointment.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import { inOrder, type Fact } from './fact.ts'
import { foldDisagreement, foldLastGesture } from './fold-desk.ts'
import { foldAttendees, foldDetails } from './fold-details.ts'
import { foldOutcome } from './fold-outcome.ts'

/** What the facts of one appointment amount to. */
export interface Folded {
  readonly status: AppointmentStatus
  readonly details: AppointmentDetails
  readonly cancellation: Cancellation | null
  readonly hostNoShow: boolean
  readonly supersedes: string | null
  readonly supersededBy: string | null
  /** When it came to the end that its status tells; null: it has not ended. */
  readonly endedAtMs: number | null
  readonly disagreement: Disagreement | null
  readonly lastGesture: Appointment['lastGesture']
}

/** What all facts together say. Pure, and the same for every order of `facts`, see `when` for what arrival still decides. */
export function fold(facts: readonly Fact[]): Folded {
  const sorted = inOrder(withoutRetracted(facts))
  const attendees = foldAttendees(sorted)
  const outcome = foldOutcome(sorted, attendees)
  return {
    status: outcome.status,
    details: { ...foldDetails(sorted), attendees },
    cancellation: outcome.end?.cancellation ?? null,
    hostNoShow: sorted.some((fact) => fact.kind === 'host_no_show'),
    supersedes: sorted.findLast((fact) => fact.supersedes !== undefined)?.supersedes ?? null,
    supersededBy: sorted.findLast((fact) => fact.supersededBy !== undefined)?.supersededBy ?? null,
    endedAtMs: outcome.endedAtMs,
    disagreement: foldDisagreement(sorted, attendees),
    lastGesture: foldLastGesture(sorted),
  }
}

/** What was taken back counts no more; that it was said, and taken back, stays in the history. */
export function withoutRetracted(facts: readonly Fact[]): readonly Fact[] {
  const retracted = new Set(facts.map(({ retracts }) => retracts).filter((gestureId) => gestureId !== undefined))
  return retracted.size === 0 ? facts : facts.filter((fact) => fact.kind !== 'undone' && !(fact.desk && retracted.has(fact.desk.gestureId)))
}

import type { Attendee, Disagreement } from '../../shared/appointment.ts'
import type { DeskMark } from '../../shared/words.ts'
import { isMove, isOpening, toldAtMs, type Fact } from './fact.ts'
import { foldEnd, foldOutcome, type Outcome } from './fold-outcome.ts'
import type { Folded } from './fold.ts'

/** What the desk and the provider say differently; null: they agree, or only one of them has said anything that the other could deny. */
export function foldDisagreement(sorted: readonly Fact[], attendees: readonly Attendee[]): Disagreement | null {
  const said = sorted.filter(({ desk }) => desk !== undefined)
  if (said.length === 0 || said.length === sorted.length) return null
  const desk = foldEnd(
    // The provider's moves are heard, as they lift what the desk said of another time; its ends are not.
    sorted.filter((fact) => fact.desk !== undefined || isOpening(fact.kind) || isMove(fact.kind)),
    [],
  )
  if (desk === null || !desk.fact?.desk) return null
  const provider = foldOutcome(
    sorted.filter((fact) => fact.desk === undefined),
    attendees,
  )
  if (agree(desk.status, provider)) return null
  return {
    desk: { status: desk.status, atMs: toldAtMs(desk.fact), actor: desk.fact.desk.actor },
    provider: { status: provider.status, atMs: provider.endedAtMs },
  }
}

function agree(desk: DeskMark, { status, end }: Outcome): boolean {
  if (desk === status) return true
  // That it still stands there, or that its time is over, denies only that it was cancelled.
  if (status === 'pending' || status === 'scheduled' || end?.fact?.byClock) return desk !== 'cancelled'
  return status === 'completed' && desk === 'arrived'
}

/** The newest thing that was said of it at the desk, and can be taken back. */
export function foldLastGesture(sorted: readonly Fact[]): Folded['lastGesture'] {
  const fact = sorted.findLast(({ desk }) => desk !== undefined)
  return fact?.desk ? { ...fact.desk, kind: fact.kind, atMs: toldAtMs(fact) } : null
}

import type { ChangeKind } from '../../shared/words.ts'
import type { Shown, ShownStage } from '../store/stage-of.ts'
import type { AppointmentState } from './apply.ts'
import { bookedAtMs, type Fact } from './fact.ts'
import { withoutRetracted } from './fold.ts'

/** What shows that a client is this far; whatever is said of them makes them a lead. */
const telling: Record<Exclude<ShownStage, 'lead'>, readonly ChangeKind[]> = {
  booked: ['created', 'paid', 'rescheduled', 'updated'],
  attended: ['arrived', 'completed'],
}
const tells: Record<Exclude<ShownStage, 'lead'>, (fact: Fact) => boolean> = {
  booked: ({ kind, bookedAtMs: bookedAt }) => bookedAt !== undefined || telling.booked.includes(kind),
  attended: ({ kind }) => telling.attended.includes(kind),
}

/**
 * How far an appointment shows its client to be: who arrived, or was done with, has attended; who has booked stays so when it is
 * cancelled. Told from all facts that stand and not from the last change, so that the order of deliveries does not matter; what was taken
 * back at the desk shows nothing.
 */
export function shownBy({ status, facts }: AppointmentState): Shown {
  const standing = withoutRetracted(facts)
  const stage: ShownStage = status === 'completed' || status === 'arrived' ? 'attended' : standing.some(tells.booked) ? 'booked' : 'lead'
  const showing = stage === 'lead' ? [] : standing.filter(tells[stage])
  // Of a reading it is the booking that shows it: that it was read again today is no news of the client.
  const times = (showing.length > 0 ? showing : facts).map(bookedAtMs)
  return { stage, sinceMs: Math.min(...times), newsMs: Math.max(...times) }
}

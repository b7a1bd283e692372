import type { OtherSource } from '../../shared/appointment.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import { isGone, type LinkRow } from './recognise.ts'

type Told = Pick<LinkRow, 'status' | 'startMs' | 'endMs'>

/**
 * What a source says differently of the one that leads. What one of them cannot know is no difference: a calendar never hears who came.
 * Of what is off in both, the time does not matter any more.
 */
export function differences(leader: Told, other: Told): OtherSource['differs'] {
  if (isGone(leader.status) && isGone(other.status)) return []
  return [
    ...(contradict(leader.status, other.status) ? (['status'] as const) : []),
    ...(unequal(leader.startMs, other.startMs) ? (['start'] as const) : []),
    ...(unequal(leader.endMs, other.endMs) ? (['end'] as const) : []),
  ]
}

function contradict(one: AppointmentStatus, other: AppointmentStatus): boolean {
  if (isGone(one) || isGone(other)) return isGone(one) !== isGone(other)
  return isOver(one) && isOver(other) && (one === 'no_show') !== (other === 'no_show')
}

const isOver = (status: AppointmentStatus): boolean => status === 'no_show' || status === 'arrived' || status === 'completed'

function unequal(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one !== other
}

import type { AppointmentCard } from '../../shared/appointment.ts'
import { clientName, kindOf } from '../calendar/describe.ts'
import { originLabel, typeLabel } from '../ui/labels.ts'

/** What takes time: cancelled and moved ones would only be read by mistake. */
export function isPrinted({ status }: Pick<AppointmentCard, 'status'>): boolean {
  return status !== 'cancelled' && status !== 'superseded'
}

/** Whose it is, or without names what it is, in our words: a provider's may hold a name. Of tests and samples that they are. */
export function subjectOf(card: AppointmentCard, withNames: boolean): string {
  const subject = withNames ? clientName(card) : typeLabel(card.type)
  return card.origin === 'real' ? subject : `${subject} (${originLabel(card.origin)})`
}

/** What stands beside the subject and says something else than it. */
export function detailOf(card: AppointmentCard, withNames: boolean): string | null {
  return withNames ? kindOf(card) : null
}

import type { QueryClient } from '@tanstack/react-query'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { headingOf } from '../appointment/people.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { t } from '../ui/t.tsx'

/** The appointment that a gesture is about, as far as its toast needs it. */
export interface Subject {
  readonly id: number
  /** Whom the toast names. */
  readonly name: string
}

/** A client's name inside of a sentence. */
export function Who({ name }: { name: string }) {
  return <strong data-private>{name}</strong>
}

export function subjectOfCard({ id, clientLabel, title }: Pick<AppointmentCard, 'id' | 'clientLabel' | 'title'>): Subject {
  return { id, name: clientLabel ?? title ?? t('gestures.unknown') }
}

/** From what the window has read already, so that a key need not wait for another call; else from the desk. Rejects as that call does. */
export async function findSubject(client: QueryClient, id: number): Promise<Subject> {
  const lists = client.getQueriesData<readonly AppointmentCard[]>({ queryKey: ['appointments', 'list'] })
  for (const [, cards] of lists) {
    const card = cards?.find((each) => each.id === id)
    if (card) return subjectOfCard(card)
  }
  return { id, name: headingOf(await client.fetchQuery(appointmentQuery(id))) }
}

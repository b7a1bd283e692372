import type { AppointmentChange } from '../../ingest/change.ts'
import { attendeesOf, detailsOf } from './read.ts'
import type { ListedEvent, ListedInvitee } from './schema.ts'

/**
 * What the API holds of one invitee, in the same words as a webhook about them.
 *
 * @param atMs Calendly's clock at the reading.
 */
export function wholeInvitee(event: ListedEvent, invitee: ListedInvitee, atMs: number): AppointmentChange {
  const described = { ...invitee, scheduled_event: event }
  return {
    about: 'appointment',
    source: 'calendly',
    externalId: invitee.uri,
    providerEvent: null,
    happenedAtMs: atMs,
    isWhole: true,
    details: detailsOf(described),
    attendees: attendeesOf(described),
    attendeesAreAll: true,
    ...(invitee.created_at != null && { bookedAtMs: invitee.created_at }),
    ...(invitee.old_invitee && { supersedes: invitee.old_invitee }),
    ...stateOf(event, invitee),
  }
}

function stateOf(
  event: ListedEvent,
  invitee: ListedInvitee,
): Pick<AppointmentChange, 'kind' | 'supersededBy' | 'cancellation' | 'endedAtMs'> {
  // An event that was cancelled as a whole takes its invitees along; only they know whether it was moved.
  if (invitee.status === 'canceled' || event.status === 'canceled') {
    const cancellation = invitee.cancellation ?? event.cancellation
    const endedAt = cancellation?.created_at ?? invitee.updated_at
    const end = endedAt == null ? {} : { endedAtMs: endedAt }
    if (invitee.rescheduled || invitee.new_invitee)
      return { kind: 'superseded', ...end, ...(invitee.new_invitee && { supersededBy: invitee.new_invitee }) }
    const told = { by: cancellation?.canceled_by ?? null, reason: cancellation?.reason ?? null }
    return { kind: 'cancelled', ...end, cancellation: { ...told, declined: false, rescheduleRequested: false } }
  }
  if (invitee.no_show) return { kind: 'no_show', ...(invitee.no_show.created_at != null && { endedAtMs: invitee.no_show.created_at }) }
  return { kind: 'created' }
}

/**
 * The other half of a reschedule whose old half was not read: it may lie outside of what was asked for, and its own delivery may never have
 * come.
 */
export function supersededHalf({ supersedes, externalId, happenedAtMs }: AppointmentChange): AppointmentChange | null {
  if (supersedes === undefined) return null
  const about = { about: 'appointment', source: 'calendly', providerEvent: null, happenedAtMs } as const
  return { ...about, externalId: supersedes, kind: 'superseded', details: {}, supersededBy: externalId }
}

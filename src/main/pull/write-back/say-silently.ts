import type { AppointmentState } from '../../ingest/apply.ts'
import type { AppointmentChange } from '../../ingest/change.ts'
import { attendeeKey } from '../../ingest/fold-details.ts'
import { planChanges, saveChanges, type Circumstances } from '../../ingest/plan-changes.ts'
import type { WriteDb } from '../../store/db.ts'
import type { CommitNotes } from '../../store/writer.ts'

/** What the provider says of it once it was told, in its own words: Cal.com's are about attendees. */
export function noShowChange({ source, externalId, details }: AppointmentState, noShow: boolean, atMs: number): AppointmentChange {
  const present = details.attendees.filter(({ active }) => active)
  return {
    about: 'appointment',
    source,
    externalId,
    kind: noShow ? 'no_show' : 'no_show_undone',
    providerEvent: null,
    happenedAtMs: atMs,
    details: {},
    ...(source === 'cal-com' && { noShows: present.map((attendee) => ({ who: attendeeKey(attendee), noShow })) }),
  }
}

/** Applies what a provider holds because we told it. No line in the history: what was done at the desk stands there already. */
export function saySilently(db: WriteDb, notes: CommitNotes, change: AppointmentChange, circumstances: Circumstances): void {
  const plan = planChanges(db, [change], circumstances)
  for (const { entries } of plan.appointments) entries.length = 0
  saveChanges(db, plan, {}, circumstances, notes)
}

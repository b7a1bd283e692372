import type { Disclosure, OutwardEventBody, PublicAppointment, PublicStageChange } from './public-appointment.ts'

/** Pure: of an appointment with everything that is known of it, what may be told. The shape stays the same. */
export function disclosedAppointment(appointment: PublicAppointment, { personal, medical, metadata }: Disclosure): PublicAppointment {
  const { title, location, client, attendees, answers, notes, cancellation } = appointment
  return {
    ...appointment,
    title: personal ? title : null,
    // A phone's number is the client's as often as ours.
    location: location?.kind === 'phone' && !personal ? { ...location, text: null, url: null } : location,
    client: client && (personal ? client : { id: client.id, stage: client.stage, name: null, email: null, phone: null, timeZone: null }),
    attendees: personal ? attendees : [],
    answers: medical ? answers : [],
    notes: medical ? notes : null,
    cancellation: cancellation && (personal ? cancellation : { ...cancellation, by: null, reason: null }),
    metadata: metadata ? appointment.metadata : {},
  }
}

/** The same of a change of stage. */
export function disclosedStageChange(change: PublicStageChange, { personal }: Pick<Disclosure, 'personal'>): PublicStageChange {
  return personal ? change : { ...change, client: { id: change.client.id, name: null, email: null, phone: null } }
}

/** The same of an event. */
export function disclosedEvent(event: OutwardEventBody, disclosure: Disclosure): OutwardEventBody {
  if (event.type === 'client.stage_changed') return { ...event, data: disclosedStageChange(event.data, disclosure) }
  return { ...event, data: disclosedAppointment(event.data, disclosure) }
}

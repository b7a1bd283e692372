import type { ComposeContext } from '../provider.ts'
import { clinicEvents } from './schema.ts'

export const clinicTestEvents: readonly string[] = clinicEvents

/** What a desk at the clinic would note. */
const notes: Record<string, string> = {
  'appointment.scheduled': 'Annual physical',
  'appointment.cancelled': 'Patient called to cancel due to conflict',
  'appointment.rescheduled': 'Moved per patient request',
  'appointment.completed': 'Routine checkup completed successfully',
  'appointment.no_show': 'Patient did not arrive for scheduled appointment',
}

export interface ClinicComposeContext extends ComposeContext {
  readonly notes?: string
  readonly patientId?: string
}

/** `timestamp` is what the contract's examples make of it: the start for scheduled, rescheduled and no-show, else the event's moment. */
export function composeClinicBody(event: string, context: ClinicComposeContext) {
  const isMoment = event === 'appointment.cancelled' || event === 'appointment.completed'
  return {
    event_type: event,
    appointment_id: `A-${context.unique}`.slice(0, 50),
    patient_id: context.patientId ?? `P-${context.unique}`.slice(0, 50),
    timestamp: new Date(isMoment ? context.nowMs : context.startMs).toISOString(),
    notes: context.notes ?? notes[event] ?? null,
  }
}

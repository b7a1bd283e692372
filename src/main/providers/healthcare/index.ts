import { invalidAnswer, isKeptForReview } from '../answer.ts'
import type { Provider } from '../provider.ts'
import { isPlainObject } from '../reading/pass-along.ts'
import { clinicTestEvents, composeClinicBody } from './compose.ts'
import { readClinic } from './read.ts'

/** The clinic's scheduling system, by the contract that it was given. */
export const healthcare: Provider = {
  id: 'healthcare',
  name: 'Clinic',
  paths: ['/webhook/appointment'],
  schemes: ['standard-webhooks', 'sha256-hex', 'timestamped-hex', 'api-key'],
  contractIsOurs: true,
  read: readClinic,
  answer(answer) {
    if (answer.kind === 'invalid') return invalidAnswer(answer.issues)
    const kept = isKeptForReview(answer.verdict)
    const duplicate = answer.verdict === 'duplicate'
    return {
      // The contract knows 201 for what was stored; a repetition stores nothing new.
      status: kept ? 202 : duplicate ? 200 : 201,
      body: {
        status: 'success',
        message: kept ? 'Event received and kept for review' : 'Event received and stored successfully',
        event_id: answer.eventId,
        // The contract's example has no zone, which is ambiguous; with `Z` it is an instant, and its readers cope.
        received_at: new Date(answer.receivedAtMs).toISOString(),
        data: echoOf(answer.body),
        ...(duplicate && { duplicate: true }),
      },
    }
  },
  testEvents: clinicTestEvents,
  composeTestBody: composeClinicBody,
}

function echoOf(body: unknown): Record<string, unknown> {
  const { event_type, appointment_id, patient_id } = isPlainObject(body) ? body : {}
  return { event_type, appointment_id, patient_id }
}

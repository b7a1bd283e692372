import { z } from 'zod'
import { requiredInstant, unfitForId } from '../reading/fields.ts'
import { isFitForId } from '../reading/text.ts'

export const clinicEvents = [
  'appointment.scheduled',
  'appointment.cancelled',
  'appointment.rescheduled',
  'appointment.completed',
  'appointment.no_show',
] as const

/** Characters are Unicode code points, as in Pydantic: 1,000 emoji are 1,000 characters, though 2,000 of JavaScript's units. */
function text(least: number, most: number) {
  const characters = z.string().superRefine((value, context) => {
    const length = [...value].length
    if (length < least)
      context.addIssue({
        code: 'custom',
        message: `ensure this value has at least ${least} characters`,
        params: { type: 'value_error.any_str.min_length' },
      })
    if (length > most)
      context.addIssue({
        code: 'custom',
        message: `ensure this value has at most ${most} characters`,
        params: { type: 'value_error.any_str.max_length' },
      })
  })
  // For the document that describes it: JSON Schema counts code points, too.
  return characters.meta({ minLength: least, maxLength: most })
}

const identifier = () => text(1, 50).refine(isFitForId, unfitForId)

/** The clinic's contract, which is ours to enforce: what it does not allow is answered 422. Members it does not name are passed over. */
export const clinicBodySchema = z.looseObject({
  event_type: z.enum(clinicEvents),
  appointment_id: identifier(),
  patient_id: identifier(),
  timestamp: requiredInstant(),
  /** Both client examples of the contract send null where there are none. */
  notes: text(0, 1000).nullish(),
})
export type ClinicBody = z.infer<typeof clinicBodySchema>

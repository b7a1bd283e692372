import { z } from 'zod'
import { cleanEmail, cleanLine } from '../reading/text.ts'
import { anything, id, requiredInstant } from '../reading/fields.ts'

/** A week: longer is a sender that counts seconds. */
const longestMinutes = 7 * 24 * 60

const line = (maxLength: number) =>
  z
    .string()
    .transform((text) => cleanLine(text, maxLength))
    .nullish()

const requiredEmail = () =>
  z.string().transform((text, context) => {
    const email = cleanEmail(text)
    if (email !== null) return email
    context.addIssue({ code: 'custom', message: 'value is not a valid email address', params: { type: 'value_error.email' } })
    return z.NEVER
  })

const details = {
  scheduledAt: requiredInstant(),
  /** Minutes. The payload has no end. */
  duration: z.int().positive().max(longestMinutes),
  type: line(200),
  client: z.looseObject({ email: requiredEmail(), name: line(200) }),
  host: z.looseObject({ email: requiredEmail(), name: line(200), role: line(100) }),
  metadata: z.record(z.string(), z.unknown()).nullish(),
}

/** Created and updated: the brief names all of these, and without them there is nothing to show. */
export const fullAppointmentSchema = z.looseObject({ id: id(), ...details })

/** Cancelled: the id is enough, what else comes must be right. */
export const cancelledAppointmentSchema = z.looseObject({
  id: id(),
  scheduledAt: details.scheduledAt.optional(),
  duration: details.duration.optional(),
  type: details.type,
  client: details.client.optional(),
  host: details.host.optional(),
  metadata: details.metadata,
})
export type SmartAppointment = z.infer<typeof cancelledAppointmentSchema>

/** As the pull API lists it: the brief gives it the same shape. */
export const listedAppointmentSchema = z.looseObject({ ...fullAppointmentSchema.shape, status: z.string().nullish() })
export type ListedAppointment = z.infer<typeof listedAppointmentSchema>

/** `{event, appointment}` of the brief. */
export const plainEnvelopeSchema = z.looseObject({ event: id(200), appointment: anything() })
/** `{type, timestamp, data: {appointment}}`, as Standard Webhooks advises. */
export const standardEnvelopeSchema = z.looseObject({
  type: id(200),
  timestamp: requiredInstant().optional(),
  data: z.looseObject({ appointment: anything() }),
})

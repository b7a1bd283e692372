import { z } from 'zod'
import { utcSchema } from './public-appointment.ts'
import { appointmentStatuses, appointmentTypes } from './words.ts'

/** What `GET /api/bookings/{uid}` tells whoever has a booking's id: nobody's name, no link. */
export const publicBookingSchema = z.strictObject({
  status: z.enum(appointmentStatuses),
  type: z.enum(appointmentTypes),
  /** The provider's name of the kind of appointment. The booking's own title holds names, and is left out. */
  title: z.string().nullable(),
  start: utcSchema.nullable(),
  end: utcSchema.nullable(),
  /** That of whoever booked, by IANA name. */
  timeZone: z.string().nullable(),
})
export type PublicBooking = z.infer<typeof publicBookingSchema>

import { oc } from '@orpc/contract'
import { z } from 'zod'

/** The page to which a provider sends whoever has booked; its wording is in `settings.bookingPage`. */
export const booking = {
  /** Opens the page with a made-up booking, in the system's browser. */
  showExample: oc.output(z.strictObject({ ok: z.literal(true) })).errors({ NOT_RECEIVING: {}, SWITCHED_OFF: {}, FAILED: {} }),
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentCardSchema } from '../appointment.ts'

const done = z.strictObject({ ok: z.literal(true) })
const pair = z.strictObject({ id: z.number().int(), otherId: z.number().int() })
const errors = { NOT_FOUND: {} }

/** One booking, two sources: what a person decides stays, whatever is recognised later. Nothing is deleted. */
export const links = {
  /** What else could be the same booking: another source's appointments of the same day with the same host or the same client. */
  joinable: oc
    .input(z.strictObject({ id: z.number().int() }))
    .output(z.array(appointmentCardSchema))
    .errors(errors),
  /** Shows both as one from now on; the booking tool's one leads. */
  join: oc.input(pair).output(done).errors(errors),
  /** Shows both from now on. */
  split: oc.input(pair).output(done).errors(errors),
}

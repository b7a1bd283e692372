import { oc } from '@orpc/contract'
import { z } from 'zod'

/** The guide for developers; what the office says in it is in `settings.guide`. */
export const guide = {
  /** Opens it in the system's browser. */
  open: oc.output(z.strictObject({ ok: z.literal(true) })).errors({ NOT_RECEIVING: {}, FAILED: {} }),
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentCardSchema } from '../appointment.ts'
import { deliveryRowSchema } from '../delivery.ts'
import { clientMatchSchema } from './clients.ts'

export const foundSchema = z.strictObject({
  clients: z.array(clientMatchSchema),
  /** Those to come first. */
  appointments: z.array(appointmentCardSchema),
  deliveries: z.array(deliveryRowSchema),
})
export type Found = z.infer<typeof foundSchema>

export const find = {
  /** Everything that a text can mean, at most five of each kind: for the palette. */
  everything: oc.input(z.strictObject({ text: z.string().min(1).max(200) })).output(foundSchema),
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { hostSchema, workingHoursSchema } from '../appointment.ts'
import { areSound } from '../working-hours.ts'
import { deskHistoryEntrySchema } from './clients.ts'
import { refused } from './refused.ts'

const idSchema = z.number().int()
const done = z.strictObject({ ok: z.literal(true) })
const refusals = {
  NOT_FOUND: {},
  /** It cannot be done; the message says why. */
  REFUSED: refused,
}

/** Everything that a team member's drawer shows. */
export const memberSchema = z.strictObject({
  host: hostSchema,
  /** As providers say. */
  said: z.strictObject({ name: z.string().nullable(), role: z.string().nullable() }),
  /** As set at the desk; null members: not set. */
  given: z.strictObject({ name: z.string().nullable(), role: z.string().nullable() }),
  /** Appointments from now on that stand. */
  upcoming: z.number().int(),
  /** Newest first. */
  history: z.array(deskHistoryEntrySchema),
})
export type Member = z.infer<typeof memberSchema>

const soundHoursSchema = z
  .array(workingHoursSchema)
  .max(50)
  .refine(areSound, { error: 'each stretch ends after it begins, and two of one day do not overlap' })

const nameSchema = z.string().trim().min(1, 'a name').max(200)
const roleSchema = z.string().trim().min(1).max(60)

/** What is set at the desk; members that are left out stay, null goes back to what providers say, or to none. */
export const memberPatchSchema = z.strictObject({
  name: nameSchema.nullable().optional(),
  role: roleSchema.nullable().optional(),
  tint: z.number().int().min(1).max(8).nullable().optional(),
  workingHours: soundHoursSchema.nullable().optional(),
  active: z.boolean().optional(),
})
export type MemberPatch = z.infer<typeof memberPatchSchema>

export const team = {
  get: oc
    .input(z.strictObject({ id: idSchema }))
    .output(memberSchema)
    .errors({ NOT_FOUND: {} }),
  edit: oc
    .input(z.strictObject({ id: idSchema, patch: memberPatchSchema }))
    .output(done)
    .errors(refusals),
  /** Has one stand before another; null: behind all. */
  move: oc
    .input(z.strictObject({ id: idSchema, beforeId: idSchema.nullable() }))
    .output(done)
    .errors(refusals),
  /** Adds somebody whom no provider has named so far. */
  add: oc
    .input(
      z.strictObject({
        name: nameSchema,
        email: z.email('an e-mail address, such as jane@example.com').max(320).nullable(),
        role: roleSchema.nullable(),
      }),
    )
    .output(z.strictObject({ id: idSchema }))
    .errors(refusals),
}

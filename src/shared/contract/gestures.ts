import { oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentCardSchema, instantSchema, locationSchema } from '../appointment.ts'
import { appointmentTypes, changeKinds, deskMarks } from '../words.ts'
import { refused } from './refused.ts'

/** Longer than this is a mistake of typing, not an appointment. */
const longestMs = 24 * 3_600_000

const span = { startMs: instantSchema, endMs: instantSchema }
/** Others are mistakes of typing, too, and beyond year 9999 an instant is no longer told as everybody reads it. */
const years = { first: 1900, last: 2999 } as const
const yearError = `a year from ${years.first} to ${years.last}`
const drafted = instantSchema.min(Date.UTC(years.first, 0), yearError).max(Date.UTC(years.last + 1, 0), yearError)
const draftSpan = { startMs: drafted, endMs: drafted }
const isSpan = ({ startMs, endMs }: { startMs: number; endMs: number }): boolean => endMs > startMs && endMs - startMs <= longestMs
const spanError = { error: 'the end is after the start, and at most 24 hours later', path: ['endMs'] }

/** Who an appointment is for: a client we know, or somebody who is made known by it. */
export const draftClientSchema = z.union([
  z.strictObject({ id: z.number().int() }),
  z.strictObject({
    name: z.string().trim().min(1, 'a name').max(200),
    email: z.email('an e-mail address, such as jane@example.com').nullable(),
    phone: z.string().trim().min(1).max(50).nullable(),
  }),
])

/** An appointment as it is written down at the desk. */
export const appointmentDraftSchema = z
  .strictObject({
    type: z.enum(appointmentTypes),
    title: z.string().trim().min(1).max(200).nullable(),
    ...draftSpan,
    hostId: z.number().int().nullable(),
    client: draftClientSchema.nullable(),
    location: locationSchema.nullable(),
    notes: z.string().max(5000).nullable(),
  })
  .refine(isSpan, spanError)
export type AppointmentDraft = z.infer<typeof appointmentDraftSchema>

/** One occurrence, with what stands in its way. Nothing of it forbids anything. */
export const slotCheckSchema = z.strictObject({
  ...span,
  /** The host's other appointments that overlap and stand, from any source. */
  overlaps: z.array(appointmentCardSchema),
  outsideWorkingHours: z.boolean(),
})
export type SlotCheck = z.infer<typeof slotCheckSchema>

const idInput = z.strictObject({ id: z.number().int() })
const gesture = z.strictObject({
  /** Takes it back, with `undo`; null: it was so already, and nothing was changed. */
  gestureId: z.string().nullable(),
})
const refusals = {
  NOT_FOUND: {},
  REFUSED: refused,
  /** The provider has to be told, and would not be: `url` is where it is changed. */
  AT_PROVIDER: { data: z.strictObject({ url: z.string().nullable() }) },
}

/** What a person does with appointments at the desk. Each is one more change, and goes the same way as a provider's. */
export const gestures = {
  mark: oc
    .input(idInput.extend({ mark: z.enum(deskMarks), reason: z.string().trim().min(1).max(500).nullable() }))
    .output(gesture)
    .errors(refusals),
  /** Takes a gesture back, on every appointment that it concerned. */
  undo: oc
    .input(z.strictObject({ gestureId: z.string() }))
    .output(z.strictObject({ kind: z.enum(changeKinds), appointmentIds: z.array(z.number().int()) }))
    .errors(refusals),
  /** Makes one appointment, or one a week for `weeks` weeks at the same office time; `weeks` 1: one. */
  create: oc
    .input(z.strictObject({ draft: appointmentDraftSchema, weeks: z.number().int().min(1).max(52) }))
    .output(gesture.extend({ ids: z.array(z.number().int()) }))
    .errors(refusals),
  /** Manual appointments only. */
  edit: oc
    .input(idInput.extend({ draft: appointmentDraftSchema }))
    .output(gesture)
    .errors(refusals),
  /** Another time, another length, another host (`undefined`: the same); the rest stays. Manual appointments only. */
  move: oc
    .input(idInput.extend({ ...draftSpan, hostId: z.number().int().nullable().optional() }).refine(isSpan, spanError))
    .output(gesture)
    .errors(refusals),
  /** What a new or moved appointment would meet, one entry a week. */
  check: oc
    .input(
      z
        .strictObject({
          ...draftSpan,
          hostId: z.number().int().nullable(),
          weeks: z.number().int().min(1).max(52),
          /** The appointment that is being changed does not stand in its own way. */
          exceptId: z.number().int().nullable(),
        })
        .refine(isSpan, spanError),
    )
    .output(z.array(slotCheckSchema)),
}

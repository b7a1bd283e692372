import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { appointmentTypes, sources } from '../words.ts'

export const noticeKinds = ['booked', 'cancelled', 'rescheduled'] as const

/** What a delivery changed that people at the desk want to hear of: of real appointments that were still to come or going on. */
export const noticeSchema = z.strictObject({
  /** Grows: later news has a greater one. */
  id: z.number().int(),
  atMs: instantSchema,
  kind: z.enum(noticeKinds),
  appointmentId: z.number().int(),
  source: z.enum(sources),
  type: z.enum(appointmentTypes),
  clientLabel: z.string().nullable(),
  hostLabel: z.string().nullable(),
  startMs: instantSchema,
  /** Of a moved one, when it was before; null: not moved, or not known. */
  fromMs: instantSchema.nullable(),
})
export type Notice = z.infer<typeof noticeSchema>

export const noticeListSchema = z.strictObject({
  /** Newest first, at most 100. */
  notices: z.array(noticeSchema),
  /** Up to and with this id they were seen. */
  seenUpTo: z.number().int(),
  /** Newer than that; at most 100 are counted. */
  unseen: z.number().int(),
})
export type NoticeList = z.infer<typeof noticeListSchema>

/** The bell's list. */
export const notices = {
  list: oc.output(noticeListSchema),
  markSeen: oc.input(z.strictObject({ upTo: z.number().int() })).output(z.strictObject({ ok: z.literal(true) })),
}

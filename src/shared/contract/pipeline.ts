import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { appointmentTypes, clientStages, origins, sources } from '../words.ts'
import { refused } from './refused.ts'

const idSchema = z.number().int()

/** One client on the board; records that were merged are one. */
export const boardCardSchema = z.strictObject({
  id: idSchema,
  /** As they are called at the desk, else by the provider; else their e-mail, else their id at the provider. */
  label: z.string().nullable(),
  origin: z.enum(origins),
  /** Where they came from first; null: only ever written down at the desk. */
  source: z.enum(sources).nullable(),
  /** Since when they have been in this stage. */
  stageAtMs: instantSchema,
  /** Who set the stage by hand; null: it moved by itself. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The next appointment that stands; null: none. */
  next: z
    .strictObject({
      id: idSchema,
      startMs: instantSchema,
      type: z.enum(appointmentTypes),
      source: z.enum(sources),
      hostLabel: z.string().nullable(),
    })
    .nullable(),
})
export type BoardCard = z.infer<typeof boardCardSchema>

export const boardColumnSchema = z.strictObject({
  stage: z.enum(clientStages),
  /** Real clients in this stage who fit the search. */
  count: z.number().int(),
  /** Of tests and samples; they stand on the board, and count nowhere. */
  madeUpCount: z.number().int(),
  /** Newest in the stage first, at most as many as were asked for. */
  cards: z.array(boardCardSchema),
})
export type BoardColumn = z.infer<typeof boardColumnSchema>

/** More than a column can usefully show: beyond it there is the search. */
const mostCards = 2000
const limitSchema = z.number().int().min(1).max(mostCards)

/** The board of clients by stage. */
export const pipeline = {
  /** All columns, in the order of the stages. */
  board: oc
    .input(
      z.strictObject({
        /** Any parts of name, e-mail, phone or provider's id; empty: everybody. */
        search: z.string().max(200),
        /** How many cards of each column. */
        limits: z.record(z.enum(clientStages), limitSchema),
      }),
    )
    .output(z.array(boardColumnSchema)),
  /** Sets a client's stage by hand: appointments move them on from it, never back. */
  setStage: oc
    .input(z.strictObject({ clientId: idSchema, stage: z.enum(clientStages), reason: z.string().trim().min(1).max(500).nullable() }))
    /** `changeId` takes it back, with `undo`; null: it was so already, and nothing was changed. */
    .output(z.strictObject({ changeId: idSchema.nullable() }))
    .errors({ NOT_FOUND: {} }),
  /** Takes back what was set by hand, as long as nobody has set it anew since. */
  undo: oc
    .input(z.strictObject({ changeId: idSchema }))
    .output(z.strictObject({ stage: z.enum(clientStages) }))
    .errors({ NOT_FOUND: {}, REFUSED: refused }),
}

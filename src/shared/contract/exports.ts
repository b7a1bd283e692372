import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentFilterSchema, instantSchema } from '../appointment.ts'
import { deliveryFilterSchema } from '../delivery.ts'
import { listExportFormats, deliveryExportFormats } from '../words.ts'
import { clientFilterSchema, clientOrders } from './clients.ts'
import { shellRefusals } from './shell.ts'

/** How far an export is. Its caller ends it by closing the iterator: the file is then removed. */
const exportProgressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('written'), count: z.number().int() }),
  z.strictObject({ kind: z.literal('done'), count: z.number().int(), path: z.string(), fileName: z.string() }),
])
export type ExportProgress = z.infer<typeof exportProgressSchema>

/** What a signed export is worth. */
export const exportFindingSchema = z.strictObject({
  fileName: z.string(),
  /**
   * `genuine`: not a byte was changed since this desk signed it. `other-desk`: whole, and signed by another desk, whose key it names.
   * `changed`: its bytes do not fit its signature. `incomplete`: it has no last line. `not-an-export`: it is something else.
   */
  verdict: z.enum(['genuine', 'other-desk', 'changed', 'incomplete', 'not-an-export']),
  exportedAtMs: instantSchema.nullable(),
  count: z.number().int().nullable(),
  /** First characters of the SHA-256 of the key that it names. */
  keyPrint: z.string().nullable(),
})
export type ExportFinding = z.infer<typeof exportFindingSchema>

const refusals = { FAILED: { data: z.strictObject({ reason: z.enum(shellRefusals) }) }, VAULT: {} }

const format = z.enum(listExportFormats)

/** Files that leave the desk, in the folder of downloads. */
export const fileExports = {
  deliveries: oc
    .input(z.strictObject({ filter: deliveryFilterSchema, format: z.enum(deliveryExportFormats) }))
    .output(eventIterator(exportProgressSchema))
    .errors(refusals),
  appointments: oc
    .input(z.strictObject({ filter: appointmentFilterSchema, format }))
    .output(eventIterator(exportProgressSchema))
    .errors(refusals),
  /** As filtered and ordered in the list. */
  clients: oc
    .input(z.strictObject({ filter: clientFilterSchema, order: z.enum(clientOrders), format }))
    .output(eventIterator(exportProgressSchema))
    .errors(refusals),
  team: oc.input(z.strictObject({ format })).output(eventIterator(exportProgressSchema)).errors(refusals),
  /** The board, as far as it can be shown: the newest of each stage. */
  pipeline: oc
    .input(z.strictObject({ search: z.string().max(200), format }))
    .output(eventIterator(exportProgressSchema))
    .errors(refusals),
  /** Who changed which setting, as searched. */
  changes: oc
    .input(z.strictObject({ search: z.string().max(200), about: z.string().max(100).nullable(), format }))
    .output(eventIterator(exportProgressSchema))
    .errors(refusals),
  /** One appointment for any calendar program. `NO_START`: nobody knows when it is. */
  appointment: oc
    .input(z.strictObject({ id: z.number().int() }))
    .output(z.strictObject({ path: z.string(), fileName: z.string() }))
    .errors({ ...refusals, NOT_FOUND: {}, NO_START: {} }),
  /** Lets the person choose a signed export. Null: none was chosen. */
  verify: oc.output(exportFindingSchema.nullable()).errors(refusals),
}

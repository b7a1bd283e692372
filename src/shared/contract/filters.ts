import { oc } from '@orpc/contract'
import { z } from 'zod'

/** The lists that can be filtered under a name. */
export const filterPages = ['calendar', 'log', 'clients'] as const
export type FilterPage = (typeof filterPages)[number]

const nameSchema = z.string().trim().min(1, 'a name').max(60)
/** What the page's filter is; only the page knows how to read it. */
const valueSchema = z.record(z.string(), z.json())

export const savedFilterSchema = z.strictObject({ id: z.number().int(), page: z.enum(filterPages), name: nameSchema, value: valueSchema })
export type SavedFilter = z.infer<typeof savedFilterSchema>

const pageInput = z.strictObject({ page: z.enum(filterPages) })
const idInput = z.strictObject({ id: z.number().int() })
const done = z.strictObject({ ok: z.literal(true) })

export const filters = {
  /** By name. */
  list: oc.input(pageInput).output(z.array(savedFilterSchema)),
  /** Keeps a filter under a name; one of the same name on the same page is replaced. `replaced`: what it was. */
  save: oc
    .input(pageInput.extend({ name: nameSchema, value: valueSchema }))
    .output(z.strictObject({ id: z.number().int(), replaced: valueSchema.nullable() })),
  rename: oc
    .input(idInput.extend({ name: nameSchema }))
    .output(done)
    .errors({ NOT_FOUND: {}, NAME_TAKEN: {} }),
  remove: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
}

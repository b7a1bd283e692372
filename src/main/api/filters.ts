import { listFilters, removeFilter, renameFilter, saveFilter } from '../store/saved-filters.ts'
import { openOs } from './implementer.ts'

const gone = 'This filter is not there any more.'

export const filters = {
  list: openOs.filters.list.handler(({ context, input }) => listFilters(context.store.read, input.page)),

  save: openOs.filters.save.handler(({ context, input }) =>
    context.writer.submit((db, notes) => {
      notes.topic('filters')
      return saveFilter(db, input)
    }),
  ),

  rename: openOs.filters.rename.handler(async ({ context, input, errors }) => {
    const outcome = await context.writer.submit((db, notes) => {
      notes.topic('filters')
      return renameFilter(db, input.id, input.name)
    })
    if (outcome === 'gone') throw errors.NOT_FOUND({ message: gone })
    if (outcome === 'taken') throw errors.NAME_TAKEN({ message: 'Another filter of this page has this name. Choose another one.' })
    return { ok: true }
  }),

  remove: openOs.filters.remove.handler(async ({ context, input, errors }) => {
    const isRemoved = await context.writer.submit((db, notes) => {
      notes.topic('filters')
      return removeFilter(db, input.id)
    })
    if (!isRemoved) throw errors.NOT_FOUND({ message: gone })
    return { ok: true }
  }),
}

import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { FilterPage, SavedFilter } from '../../shared/contract/filters.ts'
import { desk } from '../desk/client.ts'
import { offerUndo } from '../gestures/undo.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

export type FilterValue = SavedFilter['value']

const filtersQuery = (page: FilterPage) => queryOptions({ queryKey: ['filters', page], queryFn: () => desk.filters.list({ page }) })

/** A page's saved filters, and what can be done with them. What replaces or removes one offers its undoing. */
export function useSavedFilters(page: FilterPage) {
  const list = useQuery(filtersQuery(page))
  const save = useMutation({
    mutationFn: ({ name, value }: { name: string; value: FilterValue }) => desk.filters.save({ page, name, value }),
    onSuccess: ({ id, replaced }, { name }) => {
      if (replaced === null) tell(t('filters.saved', { name }))
      else offerUndo(`filter-${id}`, t('filters.replaced', { name }), () => desk.filters.save({ page, name, value: replaced }))
    },
    onError: (error) => tellFailure(t('filters.notSaved'), error),
  })
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: number; name: string }) => desk.filters.rename({ id, name }),
  })
  const remove = useMutation({
    mutationFn: ({ id }: SavedFilter) => desk.filters.remove({ id }),
    onSuccess: (_done, { id, name, value }) =>
      offerUndo(`filter-${id}`, t('filters.removed', { name }), () => desk.filters.save({ page, name, value })),
    onError: (error) => tellFailure(t('filters.notRemoved'), error),
  })
  return { list, save, rename, remove }
}

/** True when both show the same, in whatever order their members were written. */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** The end of the chain moves with each delivery and each change of a setting. */
export const trustQuery = queryOptions({
  queryKey: [['keeping', 'deliveries', 'settings', 'status'], 'trust'],
  queryFn: () => desk.trust.get(),
})

const pageSize = 50

export const changesQuery = (search: string, about: string | null) =>
  infiniteQueryOptions({
    queryKey: [['settings', 'providers', 'connections', 'status', 'keeping'], 'changes', search, about],
    queryFn: ({ pageParam }) => desk.trust.changes({ search, about, cursor: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous) => previous,
  })

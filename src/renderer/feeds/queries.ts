import { queryOptions } from '@tanstack/react-query'
import type { FeedFilter } from '../../shared/contract/feeds.ts'
import { desk } from '../desk/client.ts'

/** Where the addresses lead changes with the public address, the listening and its settings. */
export const feedsQuery = queryOptions({
  queryKey: [['feeds', 'reach', 'status', 'settings'], 'feeds'],
  queryFn: () => desk.feeds.list(),
})

export const feedCountQuery = (filter: FeedFilter) =>
  queryOptions({
    queryKey: ['appointments', 'feed', filter],
    queryFn: () => desk.feeds.count(filter),
    placeholderData: (previous) => previous,
  })

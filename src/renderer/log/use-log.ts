import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { keepJoined } from './keep-joined.ts'

const pageSize = 100

/** Not a topic: announcements refetch only the newest page, which is then joined to what was read. */
const readPages = 'log-pages'

/** For what was changed on a row that may stand further down than the newest page reaches. */
export function useReadLogAnew(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: [readPages] })
}

/** The rows that were read so far, newest first, kept up to date at their top. */
export function useLog(filter: DeliveryFilter) {
  const client = useQueryClient()
  const pagesKey = useMemo(() => [readPages, filter], [filter])
  const newestKey = useMemo(() => ['deliveries', 'newest', filter], [filter])
  const pages = useInfiniteQuery({
    queryKey: pagesKey,
    queryFn: ({ pageParam }) => desk.deliveries.list({ filter, cursor: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous) => previous,
  })
  useQuery({
    queryKey: newestKey,
    queryFn: () => desk.deliveries.list({ filter, cursor: null, limit: pageSize }),
  })
  useEffect(() => keepJoined(client, pagesKey, newestKey), [client, pagesKey, newestKey])
  return pages
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ClientCursor, ClientFilter, ClientOrder } from '../../shared/contract/clients.ts'
import { desk } from '../desk/client.ts'

const pageSize = 100

/** The list, page by page, in its order. */
export const clientsQuery = (filter: ClientFilter, order: ClientOrder) =>
  infiniteQueryOptions({
    queryKey: ['clients', 'list', filter, order],
    queryFn: ({ pageParam }) => desk.clients.list({ filter, order, cursor: pageParam, limit: pageSize }),
    initialPageParam: null as ClientCursor | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous) => previous,
  })

export const clientQuery = (id: number) => queryOptions({ queryKey: ['clients', 'one', id], queryFn: () => desk.clients.get({ id }) })

export const likelyQuery = (id: number) => queryOptions({ queryKey: ['clients', 'likely', id], queryFn: () => desk.clients.likely({ id }) })

export const findClientsQuery = (text: string) =>
  queryOptions({
    queryKey: ['clients', 'find', text],
    queryFn: () => desk.clients.find({ text }),
    enabled: text !== '',
    placeholderData: (previous) => previous,
  })

export const memberQuery = (id: number) => queryOptions({ queryKey: ['hosts', 'one', id], queryFn: () => desk.team.get({ id }) })

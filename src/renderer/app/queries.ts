import { QueryClient, queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/*
 * Every query key begins with the topic whose announcement makes it out of date: ['appointments', 'list', filter]; what several topics
 * concern begins with a list of them: [['appointments', 'clients'], 'overview', span].
 * Nothing polls, and nothing goes stale by itself.
 */

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => desk.desk.status() })
export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => desk.settings.get() })
export const hostsQuery = queryOptions({ queryKey: ['hosts'], queryFn: () => desk.hosts.list() })
export const providersQuery = queryOptions({ queryKey: ['providers'], queryFn: () => desk.providers.list() })

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `always`: the desk is on this machine, whether the network is there or not.
      queries: { staleTime: Infinity, gcTime: 5 * 60_000, refetchOnWindowFocus: false, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}

import { QueryClient, queryOptions } from '@tanstack/react-query'
import { desk, onAnnouncement } from '../desk/client.ts'
import { coalesced } from './coalesced.ts'
import type { Topic } from '../../shared/words.ts'

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

/** Refetches what an announcement's topics concern, once also where several of them do. Returns its undoing. */
export function followAnnouncements(client: QueryClient): () => void {
  const refetches = new Map<string, () => void>()
  const refetch = (first: unknown): void => {
    const key = JSON.stringify(first)
    if (!refetches.has(key))
      refetches.set(
        key,
        coalesced(() => client.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey[0]) === key })),
      )
    refetches.get(key)?.()
  }
  return onAnnouncement(({ topics }) => {
    const queries = client.getQueryCache().getAll()
    const firsts = new Map(queries.map(({ queryKey: [first] }) => [JSON.stringify(first), first]))
    for (const first of firsts.values()) if (topics.some((topic) => concerns(topic, first))) refetch(first)
  })
}

function concerns(topic: Topic, first: unknown): boolean {
  return first === topic || (Array.isArray(first) && first.includes(topic))
}

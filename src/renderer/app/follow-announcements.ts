import type { Query, QueryClient } from '@tanstack/react-query'
import type { Announcement } from '../../shared/contract.ts'
import type { Topic } from '../../shared/words.ts'
import { coalesced } from './coalesced.ts'

/** Refetches what an announcement's topics concern, once also where several of them do. Returns its undoing. */
export function followAnnouncements(
  client: QueryClient,
  onAnnouncement: (listener: (announcement: Announcement) => void) => () => void,
): () => void {
  const refetches = new Map<string, () => void>()
  const refetch = (first: unknown): void => {
    const key = JSON.stringify(first)
    if (!refetches.has(key))
      refetches.set(
        key,
        coalesced(() => askAgain(client, ({ queryKey }) => JSON.stringify(queryKey[0]) === key)),
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

/**
 * Asks for everything anew. What is asked for the first time, or by nobody who is still shown, is not begun anew but waited for: its answer
 * may be older than the change, and comes after the announcement, so that it is asked for once more when it is there.
 */
async function askAgain(client: QueryClient, isMeant: (query: Query) => boolean): Promise<void> {
  const underWay = client
    .getQueryCache()
    .findAll({ predicate: isMeant, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined || !query.isActive())
  await client.invalidateQueries({ predicate: isMeant })
  if (underWay.length === 0) return
  await Promise.allSettled(underWay.map(async ({ promise }) => promise))
  await client.invalidateQueries({ predicate: (query) => underWay.includes(query) })
}

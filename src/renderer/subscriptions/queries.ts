import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { MessageState } from '../../shared/subscription.ts'
import { desk } from '../desk/client.ts'

export const subscriptionsQuery = queryOptions({ queryKey: ['subscriptions', 'list'], queryFn: () => desk.subscriptions.list() })

/** Newest first. */
export const messagesQuery = (id: number, state: MessageState | null) =>
  infiniteQueryOptions({
    queryKey: ['subscriptions', 'messages', id, state],
    queryFn: ({ pageParam: beforeId }) => desk.subscriptions.messages({ id, state, beforeId }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextBeforeId }) => nextBeforeId ?? undefined,
  })

export const messageQuery = (messageId: number) =>
  queryOptions({ queryKey: ['subscriptions', 'message', messageId], queryFn: () => desk.subscriptions.message({ messageId }) })

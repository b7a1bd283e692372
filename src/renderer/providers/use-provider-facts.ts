import { useQuery } from '@tanstack/react-query'
import type { ProviderCard } from '../../shared/contract.ts'
import type { Health } from '../../shared/contract/health.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { connectionsQuery, healthQuery, reachQuery } from '../connections/queries.ts'
import { formatWeekday } from '../ui/format.ts'
import type { ProviderFacts } from './provider-state.ts'

/** What is known of the providers beside their cards. */
export interface BesideCards {
  readonly isPending: boolean
  /** Null: it was read. */
  readonly error: Error | null
  readonly googleHealth: Health | null
  factsOf(card: ProviderCard): ProviderFacts
  retry(): void
}

export function useProviderFacts(): BesideCards {
  const connections = useQuery(connectionsQuery)
  const health = useQuery(healthQuery)
  const reach = useQuery(reachQuery)
  const weekday = formatWeekday(useNow(), useOffice())
  return {
    isPending: connections.isPending,
    error: connections.data ? null : connections.error,
    googleHealth: health.data?.find(({ provider }) => provider === 'google-calendar') ?? null,
    factsOf: (card) => ({
      card,
      connection: connections.data?.find(({ provider }) => provider === card.id) ?? null,
      health: health.data?.find(({ provider }) => provider === card.id) ?? null,
      publicUrl: reach.data?.publicUrl ?? null,
      weekday,
    }),
    retry: () => void connections.refetch(),
  }
}

import { QueryClient } from '@tanstack/react-query'
import { keepKnown } from './keep-known.ts'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `always`: the desk is on this machine, whether the network is there or not.
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: false,
        networkMode: 'always',
        structuralSharing: keepKnown,
      },
      mutations: { networkMode: 'always' },
    },
  })
}

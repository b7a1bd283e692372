import { queryOptions } from '@tanstack/react-query'
import type { KeepSettings } from '../../shared/settings.ts'
import { desk } from '../desk/client.ts'

export const usageQuery = queryOptions({ queryKey: ['keeping', 'usage'], queryFn: () => desk.keeping.usage() })
export const erasuresQuery = queryOptions({ queryKey: ['keeping', 'erasures'], queryFn: () => desk.keeping.erasures() })
export const refusedQuery = queryOptions({ queryKey: ['keeping', 'refused'], queryFn: () => desk.deliveries.refusedUsage() })

export const foreseenQuery = (keep: KeepSettings) =>
  queryOptions({ queryKey: ['keeping', 'foreseen', keep], queryFn: () => desk.keeping.foresee(keep), gcTime: 0 })

/** Looked for anew each time: between two looks there may be more to erase. */
export const erasurePlanQuery = (clientId: number) =>
  queryOptions({
    queryKey: ['keeping', 'erasure', clientId],
    queryFn: () => desk.keeping.planErasure({ clientId }),
    gcTime: 0,
    staleTime: 0,
  })

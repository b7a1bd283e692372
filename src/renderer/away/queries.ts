import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

export const latestGapQuery = queryOptions({ queryKey: ['away', 'latest'], queryFn: () => desk.away.latest() })
export const gapsQuery = (limit: number) => queryOptions({ queryKey: ['away', 'list', limit], queryFn: () => desk.away.list({ limit }) })
/** What was changed stays, and what it is called may be said anew. */
export const gapChangesQuery = (gapId: number) =>
  queryOptions({ queryKey: [['away', 'appointments'], 'changes', gapId], queryFn: () => desk.away.changes({ gapId }) })

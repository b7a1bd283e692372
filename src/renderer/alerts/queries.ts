import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

export const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => desk.health.alerts() })

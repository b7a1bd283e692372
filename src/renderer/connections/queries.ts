import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

export const connectionsQuery = queryOptions({ queryKey: ['connections', 'tokens'], queryFn: () => desk.connections.list() })
export const googleQuery = queryOptions({ queryKey: ['connections', 'google'], queryFn: () => desk.google.get() })
/** The rhythm changes with each delivery, and with what is set for a provider. */
export const healthQuery = queryOptions({
  queryKey: [['deliveries', 'providers', 'connections'], 'health'],
  queryFn: () => desk.health.providers(),
})
/** Which subscriptions point elsewhere changes with them. */
export const reachQuery = queryOptions({ queryKey: [['reach', 'connections'], 'reach'], queryFn: () => desk.reach.get() })

import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** By what is kept of the delivery and what is set today: it changes with the secrets and the settings. */
export const explanationQuery = (id: number) =>
  queryOptions({
    queryKey: [['deliveries', 'providers', 'settings', 'status'], 'explain', id],
    queryFn: () => desk.deliveries.explain({ id }),
  })

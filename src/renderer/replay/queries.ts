import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** What people did with a delivery, and whether it waits for somebody. */
export const handlingQuery = (id: number) =>
  queryOptions({ queryKey: ['deliveries', 'handling', id], queryFn: () => desk.deliveries.handling({ id }) })

/** What applying it would change now: secrets, settings and appointments decide. */
export const dryRunQuery = (id: number) =>
  queryOptions({
    queryKey: [['deliveries', 'appointments', 'providers', 'settings'], 'dry-run', id],
    queryFn: () => desk.deliveries.dryRun({ id }),
  })

/** The same with another body. */
export const tryEditQuery = (id: number, text: string) =>
  queryOptions({
    queryKey: [['appointments', 'settings'], 'try-edit', id, text],
    queryFn: () => desk.deliveries.tryEdit({ id, text }),
    // Each letter makes another one.
    gcTime: 0,
  })

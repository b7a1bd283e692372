import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** The address depends on where the receiver listens and on what the settings say of it. */
export const otherDesksQuery = queryOptions({
  queryKey: [['desks', 'settings', 'status', 'reach'], 'state'],
  queryFn: () => desk.desks.state(),
})
export const peopleQuery = queryOptions({ queryKey: ['desks', 'people'], queryFn: () => desk.desks.people.list() })
export const sessionsQuery = queryOptions({ queryKey: ['desks', 'sessions'], queryFn: () => desk.desks.sessions.list() })

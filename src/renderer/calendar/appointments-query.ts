import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AppointmentFilter } from '../../shared/appointment.ts'
import { desk } from '../desk/client.ts'

/** The desk sends no more than this many at once. */
export const listLimit = 5000

/** The former period stays until the new one is there, so that paging does not flicker. */
export const appointmentsQuery = (filter: AppointmentFilter) =>
  queryOptions({
    queryKey: ['appointments', 'list', filter],
    queryFn: () => desk.appointments.list(filter),
    placeholderData: keepPreviousData,
  })

export const appointmentQuery = (id: number) =>
  queryOptions({ queryKey: ['appointments', 'get', id], queryFn: () => desk.appointments.get({ id }) })

import { findAppointment } from '../store/appointment-details.ts'
import { listAppointments, listHosts } from '../store/appointment-lists.ts'
import { gestures } from './gestures.ts'
import { openOs } from './implementer.ts'

export const appointments = {
  list: openOs.appointments.list.handler(({ context, input }) => listAppointments(context.store.read, input)),
  get: openOs.appointments.get.handler(({ context, input, errors }) => {
    const appointment = findAppointment(context.store.read, input.id)
    if (appointment === null) throw errors.NOT_FOUND({ message: 'This appointment is not there any more.' })
    return appointment
  }),
  ...gestures,
}

export const hosts = {
  list: openOs.hosts.list.handler(({ context }) => listHosts(context.store.read)),
}

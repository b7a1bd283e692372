import { findAppointments } from '../store/appointment-search.ts'
import { findClients } from '../store/clients.ts'
import { findDeliveries } from '../store/delivery-find.ts'
import { openOs } from './implementer.ts'

/** More of a kind would push the next kind out of sight. */
const mostOfAKind = 5

export const find = {
  everything: openOs.find.everything.handler(({ context, input: { text } }) => {
    const appointments = findAppointments(context.store.read, text, context.now(), mostOfAKind)
    const ids = appointments.map(({ id }) => id)
    return {
      clients: findClients(context.store.read, text, context.now()).slice(0, mostOfAKind),
      appointments,
      deliveries: findDeliveries(context.store.read, text, ids, mostOfAKind),
    }
  }),
}

import { getOverview, valuedTypesOf } from '../overview/overview.ts'
import { listCountedClients } from '../store/counters-clients.ts'
import { listCountedDeliveries } from '../store/counters-deliveries.ts'
import { listCountedAppointments } from '../store/counters.ts'
import { openOs } from './implementer.ts'

export const overview = {
  get: openOs.overview.get.handler(({ context, input }) =>
    getOverview(context.store.read, input, context.now(), context.settings.settings()),
  ),

  appointments: openOs.overview.appointments.handler(({ context, input: { counter, ...asked } }) => {
    const settings = context.settings.settings()
    const page = listCountedAppointments(context.store.read, counter, asked, valuedTypesOf(settings))
    return { ...page, rows: page.rows.map((row) => ({ ...row, value: settings.typeValues[row.type] ?? null })) }
  }),

  clients: openOs.overview.clients.handler(({ context, input: { counter, ...asked } }) =>
    listCountedClients(context.store.read, counter, asked),
  ),

  deliveries: openOs.overview.deliveries.handler(({ context, input: { counter, provider, reason, ...asked } }) =>
    listCountedDeliveries(context.store.read, counter, asked, { provider, reason }),
  ),
}

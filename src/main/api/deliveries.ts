import { findDelivery } from '../store/delivery-details.ts'
import { listDeliveries } from '../store/delivery-lists.ts'
import { openOs } from './implementer.ts'

export const deliveries = {
  list: openOs.deliveries.list.handler(({ context, input }) => listDeliveries(context.store.read, input.filter, input.cursor, input.limit)),
  get: openOs.deliveries.get.handler(({ context, input, errors }) => {
    const delivery = findDelivery(context.store.read, input.id)
    if (delivery === null) throw errors.NOT_FOUND({ message: 'This delivery is not there any more.' })
    return delivery
  }),
}

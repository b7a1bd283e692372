import type { DeliveryFilter } from '../../shared/delivery.ts'
import { createMemory } from '../app/memory.ts'
import { navigation } from '../app/navigation.ts'

export const everyDelivery: DeliveryFilter = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

/** Where the log stands; its chosen row is in `navigation`, because other pages open it. */
export const logMemory = createMemory<{ filter: DeliveryFilter; scrollOffset: number }>('log', { filter: everyDelivery, scrollOffset: 0 })

/** Shows the log with this filter and nothing else. */
export function showInLog(filter: Partial<DeliveryFilter>): void {
  logMemory.set({ filter: { ...everyDelivery, ...filter }, scrollOffset: 0 })
  navigation.set({ page: 'log', deliveryId: null })
}

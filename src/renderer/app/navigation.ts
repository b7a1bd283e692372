import { createMemory } from './memory.ts'

export const pageIds = ['today', 'calendar', 'people', 'pipeline', 'overview', 'log', 'providers', 'sharing', 'settings'] as const
export type PageId = (typeof pageIds)[number]

/** Where the window stands: the page, and the row that each page's drawer shows. */
export const navigation = createMemory<{
  page: PageId
  deliveryId: number | null
  appointmentId: number | null
  clientId: number | null
}>('navigation', { page: 'today', deliveryId: null, appointmentId: null, clientId: null })

export function openPage(page: PageId): void {
  navigation.set({ page })
}

/** Shows a delivery's drawer on the audit log. */
export function openDelivery(id: number): void {
  navigation.set({ page: 'log', deliveryId: id })
}

/** Shows a client's page. */
export function openClient(id: number): void {
  navigation.set({ page: 'people', clientId: id })
}

/** Shows an appointment's drawer on the calendar, which moves to its day. */
export function openAppointment(id: number): void {
  navigation.set({ page: 'calendar', appointmentId: id })
}

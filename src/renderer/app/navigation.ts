import { createMemory } from './memory.ts'

export const pageIds = ['calendar', 'log', 'providers', 'settings'] as const
export type PageId = (typeof pageIds)[number]

/** Where the window stands: the page, and the row that each page's drawer shows. */
export const navigation = createMemory<{ page: PageId; deliveryId: number | null; appointmentId: number | null }>('navigation', {
  page: 'calendar',
  deliveryId: null,
  appointmentId: null,
})

export function openPage(page: PageId): void {
  navigation.set({ page })
}

/** Shows a delivery's drawer on the audit log. */
export function openDelivery(id: number): void {
  navigation.set({ page: 'log', deliveryId: id })
}

/** Shows an appointment's drawer on the calendar, which moves to its day. */
export function openAppointment(id: number): void {
  navigation.set({ page: 'calendar', appointmentId: id })
}

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

let isChosen = false

/** Whether anybody went anywhere since this window opened: what it would show of itself is no longer wanted then. */
export function isPageChosen(): boolean {
  return isChosen
}

type Place = Partial<ReturnType<typeof navigation.get>> & { page: PageId }

function goTo(place: Place): void {
  isChosen = true
  navigation.set(place)
}

export function openPage(page: PageId): void {
  goTo({ page })
}

/** Shows the audit log without a drawer. */
export function openLog(): void {
  goTo({ page: 'log', deliveryId: null })
}

/** Shows a delivery's drawer on the audit log. */
export function openDelivery(id: number): void {
  goTo({ page: 'log', deliveryId: id })
}

/** Shows a client's page. */
export function openClient(id: number): void {
  goTo({ page: 'people', clientId: id })
}

/** Shows an appointment's drawer on the calendar, which moves to its day. */
export function openAppointment(id: number): void {
  goTo({ page: 'calendar', appointmentId: id })
}

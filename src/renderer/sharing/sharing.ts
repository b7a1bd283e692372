import { openPage } from '../app/navigation.ts'
import { createMemory } from '../app/memory.ts'

export const sharingTabs = ['keys', 'booking', 'subscriptions', 'feeds', 'import', 'desks', 'guide'] as const
export type SharingTab = (typeof sharingTabs)[number]

/** Which part of the page is shown. */
export const sharing = createMemory<{ tab: SharingTab }>('sharing', { tab: 'keys' })

/** Shows one part of the page for what goes out. */
export function openSharing(tab: SharingTab): void {
  sharing.set({ tab })
  openPage('sharing')
}

import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { createMemory } from '../app/memory.ts'
import { openPage } from '../app/navigation.ts'
import { may } from '../browser/may.ts'

const sharingTabs = ['keys', 'booking', 'subscriptions', 'feeds', 'import', 'desks', 'guide'] as const
export type SharingTab = (typeof sharingTabs)[number]

/** What each begins with, where that is not the office's settings. */
const asks: Readonly<Partial<Record<SharingTab, ProcedurePath>>> = {
  keys: 'access.list',
  subscriptions: 'subscriptions.list',
  import: 'imports.list',
  desks: 'desks.people.list',
}

/** Which part of the page is shown. */
export const sharing = createMemory<{ tab: SharingTab }>('sharing', { tab: 'keys' })

/** All of them in the window; in a browser those that its person may ask for. */
export function sharingTabsHere(): readonly SharingTab[] {
  return sharingTabs.filter((tab) => may(asks[tab] ?? 'settings.update'))
}

/** Shows one part of the page for what goes out. */
export function openSharing(tab: SharingTab): void {
  sharing.set({ tab })
  openPage('sharing')
}

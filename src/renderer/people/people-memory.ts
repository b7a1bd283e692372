import { createMemory } from '../app/memory.ts'
import { navigation } from '../app/navigation.ts'
import { everybody } from './client-look.ts'
import type { ClientLook } from './client-look.ts'

export type PeopleTab = 'clients' | 'team'

/** Where the page stands; the chosen client is in `navigation`, because other pages open it. */
export const peopleMemory = createMemory<{
  tab: PeopleTab
  look: ClientLook
  scrollOffset: number
  memberId: number | null
}>('people', { tab: 'clients', look: everybody, scrollOffset: 0, memberId: null })

/** Changes what the list shows, and goes back to its top. */
export function lookFor(patch: Partial<ClientLook>): void {
  peopleMemory.set({ look: { ...peopleMemory.get().look, ...patch }, scrollOffset: 0 })
}

/** A client who is open belongs to the clients' tab, from wherever they were opened. */
export function showTab(tab: PeopleTab): void {
  peopleMemory.set({ tab })
  if (tab === 'team') navigation.set({ clientId: null })
}

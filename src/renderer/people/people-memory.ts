import { createMemory } from '../app/memory.ts'
import { navigation } from '../app/navigation.ts'
import type { ClientFilter, ClientOrder } from '../../shared/contract/clients.ts'
import { clientStages, sources } from '../../shared/words.ts'
import type { ClientStage, Source } from '../../shared/words.ts'

export type PeopleTab = 'clients' | 'team'

/** What the list of clients is filtered and sorted by; empty lists filter nothing out. */
export interface ClientLook {
  readonly search: string
  readonly stages: readonly ClientStage[]
  readonly sources: readonly Source[]
  readonly order: ClientOrder
}

/** As the toolbar offers them. */
export const orders = ['name', 'next', 'seen'] as const satisfies readonly ClientOrder[]

export const everybody: ClientLook = { search: '', stages: [], sources: [], order: 'name' }

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

export function isEverybody(look: ClientLook): boolean {
  return look.search.trim() === '' && look.stages.length === 0 && look.sources.length === 0
}

/** A filter that was saved, perhaps by a version that knew other words. */
export function readLook(saved: Readonly<Record<string, unknown>>): ClientLook {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
  return {
    search: typeof saved['search'] === 'string' ? saved['search'] : '',
    stages: clientStages.filter((stage) => list(saved['stages']).includes(stage)),
    sources: sources.filter((source) => list(saved['sources']).includes(source)),
    order: orders.find((order) => order === saved['order']) ?? everybody.order,
  }
}

export function toClientFilter({ search, stages, sources: chosen }: ClientLook): ClientFilter {
  return {
    search: search.trim().slice(0, 200),
    stages: stages.length === 0 ? null : [...stages],
    sources: chosen.length === 0 ? null : [...chosen],
  }
}

/** A client who is open belongs to the clients' tab, from wherever they were opened. */
export function showTab(tab: PeopleTab): void {
  peopleMemory.set({ tab })
  if (tab === 'team') navigation.set({ clientId: null })
}

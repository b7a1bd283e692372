import type { ClientFilter, ClientOrder } from '../../shared/contract/clients.ts'
import { clientStages, sources } from '../../shared/words.ts'
import type { ClientStage, Source } from '../../shared/words.ts'

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

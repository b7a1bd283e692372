import { queryOptions } from '@tanstack/react-query'
import type { BoardColumn } from '../../shared/contract/pipeline.ts'
import { clientStages } from '../../shared/words.ts'
import type { ClientStage } from '../../shared/words.ts'
import { createMemory } from '../app/memory.ts'
import { desk } from '../desk/client.ts'

/** As many as fit some screens; more of a column are read when somebody asks for them. */
export const firstCards = 100
export const moreCards = 300
/** What the desk gives at most. */
export const mostCards = 2000

export type Limits = Readonly<Record<ClientStage, number>>
export const firstLimits = Object.fromEntries(clientStages.map((stage) => [stage, firstCards])) as Limits

/** Where the page was: what was searched for, and the card that the keys are on. */
export const boardMemory = createMemory<{ search: string; activeId: number | null }>('pipeline', { search: '', activeId: null })

/** Deliveries, gestures and merges all announce clients. */
export const boardQuery = (search: string, limits: Limits) =>
  queryOptions({
    queryKey: ['clients', 'board', search, limits],
    queryFn: () => desk.pipeline.board({ search, limits }),
    placeholderData: (previous: BoardColumn[] | undefined) => previous,
  })

export const cardsOf = (columns: readonly BoardColumn[]) => columns.flatMap(({ cards }) => cards)

import type { Overview } from '../../shared/contract/overview.ts'
import { createMemory } from '../app/memory.ts'

export const figureIds = ['booked', 'revenue', 'consultation', 'cancelled', 'noShow'] as const
export type FigureId = (typeof figureIds)[number]

export const dividings = ['all', 'source', 'type', 'host'] as const
export type Dividing = 'all' | keyof Overview['groups']

export const spanKinds = ['day', 'week', 'month', 'chosen'] as const
export type SpanKind = (typeof spanKinds)[number]

/** Where the overview stands. The chosen days are `YYYY-MM-DD`; null: none were chosen yet. */
export const overviewMemory = createMemory<{
  span: SpanKind
  first: string | null
  last: string | null
  figure: FigureId
  by: Dividing
  asTable: boolean
  scrollOffset: number
}>('overview', { span: 'day', first: null, last: null, figure: 'booked', by: 'source', asTable: false, scrollOffset: 0 })

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AppointmentCounter,
  ClientCounter,
  CountedAppointment,
  CountedClient,
  CountedCursor,
  CountedDelivery,
  DeliveryCounter,
  Interval,
  Part,
  Span,
} from '../../shared/contract/overview.ts'
import type { ProviderId, RejectReason, Topic } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'

/** The settings too: the zone, the currency and what a type is worth are theirs. */
const topics: readonly Topic[] = ['appointments', 'clients', 'deliveries', 'settings']

/** @param reached moves on with the time: what is compared "by now" ends there, and at midnight it is another day. */
export const overviewQuery = (span: Span, firstDayOfWeek: number, reached: number) =>
  queryOptions({
    queryKey: [topics, 'overview', span, firstDayOfWeek, reached],
    queryFn: () => desk.overview.get({ span, firstDayOfWeek }),
    // Numbers that are a moment old are better than none, as long as they say whose they are.
    placeholderData: keepPreviousData,
  })

/** What one number counts. */
export type Counted = { readonly interval: Interval } & (
  | { readonly of: 'appointments'; readonly counter: AppointmentCounter; readonly part: Part | null }
  | { readonly of: 'clients'; readonly counter: ClientCounter; readonly part: Part | null }
  | {
      readonly of: 'deliveries'
      readonly counter: DeliveryCounter
      readonly provider: ProviderId | null
      readonly reason: RejectReason | null
    }
)

export type CountedRow =
  | { readonly of: 'appointments'; readonly row: CountedAppointment }
  | { readonly of: 'clients'; readonly row: CountedClient }
  | { readonly of: 'deliveries'; readonly row: CountedDelivery }

interface CountedPage {
  readonly rows: CountedRow[]
  readonly total: number
  readonly nextCursor: CountedCursor | null
}

const pageSize = 100

export const countedQuery = (counted: Counted) =>
  infiniteQueryOptions({
    queryKey: [topics, 'counted', counted],
    queryFn: ({ pageParam }) => fetchCounted(counted, pageParam),
    initialPageParam: null as CountedCursor | null,
    getNextPageParam: (page) => page.nextCursor,
  })

async function fetchCounted(counted: Counted, cursor: CountedCursor | null): Promise<CountedPage> {
  const asked = { cursor, limit: pageSize }
  switch (counted.of) {
    case 'appointments': {
      const { of, ...input } = counted
      const page = await desk.overview.appointments({ ...input, ...asked })
      return { ...page, rows: page.rows.map((row) => ({ of, row })) }
    }
    case 'clients': {
      const { of, ...input } = counted
      const page = await desk.overview.clients({ ...input, ...asked })
      return { ...page, rows: page.rows.map((row) => ({ of, row })) }
    }
    case 'deliveries': {
      const { of, ...input } = counted
      const page = await desk.overview.deliveries({ ...input, ...asked })
      return { ...page, rows: page.rows.map((row) => ({ of, row })) }
    }
  }
}

import type { DeliveryFilter } from '../../shared/delivery.ts'
import { providerIds, verdicts } from '../../shared/words.ts'
import type { ProviderId, Verdict } from '../../shared/words.ts'
import { addDays, dayOf, dayStartMs } from '../calendar/office-days.ts'

export const ranges = ['any', 'hour', 'today', 'yesterday', 'week', 'custom'] as const
export type Range = (typeof ranges)[number]

/** As a person chooses it. Empty lists mean "all"; a relative range stays relative while it is remembered. */
export interface LogFilter {
  readonly providers: readonly ProviderId[]
  readonly verdicts: readonly Verdict[]
  readonly httpStatus: number | null
  readonly range: Range
  /** Only looked at by `custom`. */
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly search: string
  /** Only what waits for somebody. */
  readonly toLookAt: boolean
  /** Only what has the same trouble as this delivery. */
  readonly alike: number | null
}

export const anything: LogFilter = {
  providers: [],
  verdicts: [],
  httpStatus: null,
  range: 'any',
  fromMs: null,
  toMs: null,
  search: '',
  toLookAt: false,
  alike: null,
}

export function isAnything({ providers, verdicts, httpStatus, range, search, toLookAt, alike }: LogFilter): boolean {
  const isEverything = providers.length === 0 && verdicts.length === 0 && httpStatus === null && range === 'any' && search.trim() === ''
  return isEverything && !toLookAt && alike === null
}

/** A saved filter as it is now: members that it does not have, or whose words are no more, are as if nothing was chosen. */
export function readFilter(saved: Readonly<Record<string, unknown>>): LogFilter {
  const { providers, verdicts: verdictsSaved, httpStatus, range, fromMs, toMs, search, toLookAt, alike } = saved
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return {
    providers: providerIds.filter((id) => Array.isArray(providers) && providers.includes(id)),
    verdicts: verdicts.filter((verdict) => Array.isArray(verdictsSaved) && verdictsSaved.includes(verdict)),
    httpStatus: number(httpStatus),
    range: ranges.find((each) => each === range) ?? anything.range,
    fromMs: number(fromMs),
    toMs: number(toMs),
    search: typeof search === 'string' ? search : '',
    toLookAt: toLookAt === true,
    alike: number(alike),
  }
}

/** What the desk is asked for. Relative ranges count from `nowMs`, days are those of the office's zone. */
export function toDeliveryFilter(filter: LogFilter, nowMs: number, timeZone: string): DeliveryFilter {
  const search = filter.search.trim()
  return {
    providers: filter.providers.length > 0 ? [...filter.providers] : null,
    verdicts: filter.verdicts.length > 0 ? [...filter.verdicts] : null,
    httpStatus: filter.httpStatus,
    ...span(filter, nowMs, timeZone),
    search: search === '' ? null : search,
    ...(filter.toLookAt && { toLookAt: true as const }),
    ...(filter.alike !== null && { alike: filter.alike }),
  }
}

function span(filter: LogFilter, nowMs: number, timeZone: string): { fromMs: number | null; toMs: number | null } {
  const today = dayOf(nowMs, timeZone)
  const startOf = (daysAgo: number): number => dayStartMs(addDays(today, -daysAgo), timeZone)
  switch (filter.range) {
    case 'any':
      return { fromMs: null, toMs: null }
    case 'hour':
      return { fromMs: nowMs - 3_600_000, toMs: null }
    case 'today':
      return { fromMs: startOf(0), toMs: null }
    case 'yesterday':
      return { fromMs: startOf(1), toMs: startOf(0) }
    case 'week':
      return { fromMs: startOf(6), toMs: null }
    case 'custom':
      return { fromMs: filter.fromMs, toMs: filter.toMs }
  }
}

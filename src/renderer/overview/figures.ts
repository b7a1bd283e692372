import type { Interval, Part, Tally } from '../../shared/contract/overview.ts'
import { presentLocale, t } from '../ui/t.tsx'
import type { FigureId } from './overview-memory.ts'
import type { Counted } from './overview-query.ts'

/** How a figure is made of what was counted, and which rows stand behind it. */
interface Figure {
  readonly unit: 'count' | 'money' | 'share'
  /** Of money in the currency's smallest unit, of a share from 0 to 1; null: there is nothing to take a share of. */
  value(tally: Tally): number | null
  counted(interval: Interval, part: Part | null): Counted
}

export const figures: Record<FigureId, Figure> = {
  booked: {
    unit: 'count',
    value: ({ booked }) => booked,
    counted: (interval, part) => ({ of: 'appointments', counter: 'booked', interval, part }),
  },
  revenue: {
    unit: 'money',
    // Of bookings that have no value nobody knows what they are worth: that is not nothing.
    value: ({ standing, valued, revenue }) => (standing > 0 && valued === 0 ? null : revenue),
    counted: (interval, part) => ({ of: 'appointments', counter: 'valued', interval, part }),
  },
  consultation: {
    unit: 'share',
    value: ({ consulting, clients }) => share(consulting, clients),
    counted: (interval, part) => ({ of: 'clients', counter: 'consulting', interval, part }),
  },
  cancelled: {
    unit: 'count',
    value: ({ cancelled }) => cancelled,
    counted: (interval, part) => ({ of: 'appointments', counter: 'cancelled', interval, part }),
  },
  noShow: {
    unit: 'share',
    value: ({ noShows, came }) => share(noShows, noShows + came),
    counted: (interval, part) => ({ of: 'appointments', counter: 'noShows', interval, part }),
  },
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(style: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${presentLocale()} ${JSON.stringify(style)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(presentLocale(), style)
  formatters.set(key, made)
  return made
}

/** Whole units where nothing lies behind the point: `1,200 €`, `1,200.50 €`. @param amount in the smallest unit */
export function formatMoney(amount: number, currency: string, signed = false): string {
  const digits = fractionDigits(currency)
  const sign: Intl.NumberFormatOptions = signed ? { signDisplay: 'exceptZero' } : {}
  return formatter({ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger', ...sign }).format(amount / 10 ** digits)
}

/** Two for EUR, none for JPY. */
export function fractionDigits(currency: string): number {
  return formatter({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export function formatFigure(id: FigureId, value: number | null, currency: string): string {
  if (value === null) return t('overview.nothing')
  const { unit } = figures[id]
  if (unit === 'money') return formatMoney(value, currency)
  return formatter(unit === 'share' ? { style: 'percent', maximumFractionDigits: 1 } : {}).format(value)
}

export interface Change {
  readonly direction: 'more' | 'less' | 'same'
  readonly text: string
}

/** What is different now, with its sign; of shares in percentage points. Null: one of the two has nothing to be compared. */
export function changeOf(id: FigureId, now: number | null, before: number | null, currency: string): Change | null {
  if (now === null || before === null) return null
  const { unit } = figures[id]
  const difference = unit === 'share' ? Math.round((now - before) * 1000) / 10 : now - before
  if (difference === 0) return { direction: 'same', text: t('overview.same') }
  // The minus that is as wide as the plus.
  return { direction: difference > 0 ? 'more' : 'less', text: signedText(unit, difference, currency).replace('-', '−') }
}

function signedText(unit: Figure['unit'], difference: number, currency: string): string {
  if (unit === 'money') return formatMoney(difference, currency, true)
  const text = formatter({ signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(difference)
  return unit === 'share' ? t('overview.points', { change: text }) : text
}

/** `420 ms`, `1.3 s`, `24 min`, `3 h`, in the window's language; null: `–`. */
export function formatTook(ms: number | null): string {
  if (ms === null) return t('overview.nothing')
  const [value, unit] = ms < 1000 ? [ms, 'millisecond'] : ms < 60_000 ? [ms / 1000, 'second'] : inMinutes(ms)
  return formatter({
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit !== 'millisecond' ? 1 : 0,
  }).format(value)
}

function inMinutes(ms: number): [number, string] {
  return ms < 3_600_000 ? [ms / 60_000, 'minute'] : [ms / 3_600_000, 'hour']
}

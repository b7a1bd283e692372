import { Temporal } from 'temporal-polyfill'
import type { Interval, Overview, Span } from '../../shared/contract/overview.ts'

export interface OfficeWeek {
  /** IANA name. */
  readonly timeZone: string
  /** Sunday is 0. */
  readonly firstDayOfWeek: number
}

export type SpanParts = Pick<Overview, 'span' | 'before' | 'soFar' | 'step' | 'buckets'>

const hourMs = 3_600_000
/** Longer than this, bars of a day are too thin to be read. */
const mostDays = 92

/**
 * A span as instants: whole days of the office's zone, which last 23 to 25 hours where clocks change. Before it lies the same number of
 * days, or for a week and a month the last one. `soFar` ends where now, on the wall's clock, stands that many days or months earlier; the
 * 31st of a month that follows a shorter one is compared with that one's last day.
 */
export function spanParts(span: Span, nowMs: number, office: OfficeWeek): SpanParts {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(office.timeZone)
  const { first, end, back } = daysOf(span, now.toPlainDate(), office.firstDayOfWeek)
  const isRunning = startOf(first, office) <= nowMs && nowMs < startOf(end, office)
  const before = { startMs: startOf(first.subtract(back), office), endMs: startOf(first, office) }
  return {
    span: { startMs: before.endMs, endMs: startOf(end, office) },
    before,
    soFar: isRunning ? { startMs: before.startMs, endMs: now.subtract(back).epochMilliseconds } : null,
    ...bucketsOf(first, end, office),
  }
}

interface Days {
  readonly first: Temporal.PlainDate
  /** The day after the last one. */
  readonly end: Temporal.PlainDate
  /** How far back the span before begins. */
  readonly back: { readonly days: number } | { readonly months: number }
}

function daysOf(span: Span, today: Temporal.PlainDate, firstDayOfWeek: number): Days {
  switch (span.kind) {
    case 'day':
      return { first: today, end: today.add({ days: 1 }), back: { days: 1 } }
    case 'week': {
      const first = today.subtract({ days: (today.dayOfWeek - firstDayOfWeek + 7) % 7 })
      return { first, end: first.add({ days: 7 }), back: { days: 7 } }
    }
    case 'month': {
      const first = today.with({ day: 1 })
      return { first, end: first.add({ months: 1 }), back: { months: 1 } }
    }
    case 'chosen': {
      const first = Temporal.PlainDate.from(span.first)
      const end = Temporal.PlainDate.from(span.last).add({ days: 1 })
      return { first, end, back: { days: first.until(end, { largestUnit: 'days' }).days } }
    }
  }
}

/** By the hour for one day, by the day for a quarter, else by the month. */
function bucketsOf(first: Temporal.PlainDate, end: Temporal.PlainDate, office: OfficeWeek): Pick<SpanParts, 'step' | 'buckets'> {
  const { days } = first.until(end, { largestUnit: 'days' })
  if (days === 1) return { step: 'hour', buckets: hoursOf({ startMs: startOf(first, office), endMs: startOf(end, office) }) }
  const edges = [first]
  const step = days <= mostDays ? 'day' : 'month'
  const next = (day: Temporal.PlainDate) => (step === 'day' ? day.add({ days: 1 }) : day.with({ day: 1 }).add({ months: 1 }))
  for (let day = next(first); Temporal.PlainDate.compare(day, end) < 0; day = next(day)) edges.push(day)
  const instants = [...edges, end].map((day) => startOf(day, office))
  return { step, buckets: instants.slice(1).map((endMs, index) => ({ startMs: instants[index]!, endMs })) }
}

/** Elapsed hours: a day that goes back an hour has two of the same name, and Lord Howe's has one of half an hour. */
function hoursOf({ startMs, endMs }: Interval): Interval[] {
  const count = Math.ceil((endMs - startMs) / hourMs)
  return Array.from({ length: count }, (_, hour) => ({
    startMs: startMs + hour * hourMs,
    endMs: Math.min(startMs + (hour + 1) * hourMs, endMs),
  }))
}

/** Not always midnight: some zones skip it when their clocks go forward. */
function startOf(day: Temporal.PlainDate, { timeZone }: OfficeWeek): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds
}

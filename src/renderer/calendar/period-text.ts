import type { Office } from '../ui/format.ts'
import { addDays } from './office-days.ts'
import type { CalendarView, Period } from './period.ts'
import type { Day } from './office-days.ts'

/** What the calendar shows, in words: `November 2024`, `18–24 Nov 2024`, `Thu 21 Nov 2024`. */
export function periodText(view: CalendarView, day: Day, period: Period, office: Pick<Office, 'locale'>): string {
  // Days have no zone: read as UTC, written as UTC.
  const written = (style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(office.locale, { ...style, timeZone: 'UTC' })
  if (view === 'month') return written({ month: 'long', year: 'numeric' }).format(Date.parse(day))
  if (view === 'week' || view === 'list') {
    const range = written({ day: 'numeric', month: 'short', year: 'numeric' })
    return range.formatRange(Date.parse(period.firstDay), Date.parse(addDays(period.endDay, -1)))
  }
  return written({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    .format(Date.parse(day))
    .replace(/^(\p{L}+),\s/u, '$1 ')
}

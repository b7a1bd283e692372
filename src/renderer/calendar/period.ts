import { addDays, addMonths, dayStartMs, monthStart, weekStart } from './office-days.ts'
import type { Day } from './office-days.ts'

export const calendarViews = ['day', 'week', 'month', 'list', 'team'] as const
export type CalendarView = (typeof calendarViews)[number]

/** What a view shows around a day: days from `firstDay` up to, not including, `endDay`; the instants are those days' beginnings in the office's zone. */
export interface Period {
  readonly firstDay: Day
  readonly endDay: Day
  readonly startMs: number
  readonly endMs: number
}

interface OfficeWeek {
  readonly timeZone: string
  readonly firstDayOfWeek: number
}

export function periodOf(view: CalendarView, day: Day, office: OfficeWeek): Period {
  const [firstDay, endDay] = daysOf(view, day, office.firstDayOfWeek)
  return { firstDay, endDay, startMs: dayStartMs(firstDay, office.timeZone), endMs: dayStartMs(endDay, office.timeZone) }
}

/** The same weekday or day of the month, one period on or back. */
export function stepDay(view: CalendarView, day: Day, direction: 1 | -1): Day {
  if (view === 'month') return addMonths(day, direction)
  return addDays(day, direction * (view === 'week' || view === 'list' ? 7 : 1))
}

function daysOf(view: CalendarView, day: Day, firstDayOfWeek: number): [Day, Day] {
  if (view === 'day' || view === 'team') return [day, addDays(day, 1)]
  if (view === 'week' || view === 'list') {
    const first = weekStart(day, firstDayOfWeek)
    return [first, addDays(first, 7)]
  }
  // Whole weeks, as the month's grid shows them.
  const first = weekStart(monthStart(day), firstDayOfWeek)
  const lastOfMonth = addDays(monthStart(addMonths(monthStart(day), 1)), -1)
  return [first, addDays(weekStart(lastOfMonth, firstDayOfWeek), 7)]
}

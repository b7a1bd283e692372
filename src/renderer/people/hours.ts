import type { WorkingHours } from '../../shared/appointment.ts'
import type { Office } from '../ui/format.ts'

/** The days of a week in the office's order; Sunday is 0. */
export function weekdays({ firstDayOfWeek }: Pick<Office, 'firstDayOfWeek'>): number[] {
  return Array.from({ length: 7 }, (_, index) => (firstDayOfWeek + index) % 7)
}

/** `Mon`, or with `long` `Monday`. @param weekday Sunday is 0. */
export function weekdayName(weekday: number, { locale }: Pick<Office, 'locale'>, long = false): string {
  // The first of September 2024 was a Sunday.
  const day = new Date(Date.UTC(2024, 8, 1 + weekday))
  return new Intl.DateTimeFormat(locale, { weekday: long ? 'long' : 'short', timeZone: 'UTC' }).format(day)
}

/** `Mon–Fri 09:00–17:00, Sat 10:00–13:00`: days in a row that are alike stand together. */
export function hoursInWords(hours: readonly WorkingHours[], office: Pick<Office, 'locale' | 'firstDayOfWeek'>): string {
  const spans: { first: number; last: number; times: string }[] = []
  for (const weekday of weekdays(office)) {
    const times = hours
      .filter((stretch) => stretch.weekday === weekday)
      .map(({ from, to }) => `${from}–${to}`)
      .join(' ')
    const before = spans.at(-1)
    if (times === '') continue
    if (before?.times === times && before.last === (weekday + 6) % 7) before.last = weekday
    else spans.push({ first: weekday, last: weekday, times })
  }
  return spans
    .map(({ first, last, times }) => {
      const name = (weekday: number): string => weekdayName(weekday, office)
      return `${first === last ? name(first) : `${name(first)}–${name(last)}`} ${times}`
    })
    .join(', ')
}

/** The stretches of one day stand on others too, in place of theirs. */
export function copyDay(hours: readonly WorkingHours[], from: number, to: readonly number[]): WorkingHours[] {
  const own = hours.filter((stretch) => stretch.weekday === from)
  const others = to.filter((weekday) => weekday !== from)
  return [
    ...hours.filter((stretch) => !others.includes(stretch.weekday)),
    ...others.flatMap((weekday) => own.map((stretch) => ({ ...stretch, weekday }))),
  ]
}

/** One more stretch on a day: behind the last one with an hour between, or the usual day. Null: the day is full. */
export function addStretch(hours: readonly WorkingHours[], weekday: number): WorkingHours[] | null {
  const last = hours
    .filter((stretch) => stretch.weekday === weekday)
    .map(({ to }) => to)
    .toSorted()
    .at(-1)
  if (last === undefined) return [...hours, { weekday, from: '09:00', to: '17:00' }]
  const start = Number(last.slice(0, 2)) + 1
  if (start > 22) return null
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:${last.slice(3)}`
  return [...hours, { weekday, from: clock(start), to: start + 2 >= 24 ? '24:00' : clock(start + 2) }]
}

/** The usual week, to begin with. */
export const usualWeek: readonly WorkingHours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))

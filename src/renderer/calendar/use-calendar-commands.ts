import { useMemo } from 'react'
import type { RefObject } from 'react'
import { useCommands } from '../app/commands.ts'
import type { Command } from '../app/commands.ts'
import { t } from '../ui/t.tsx'
import { look, moveTo } from './calendar-memory.ts'
import type { Place } from './calendar-memory.ts'
import { focusAppointment } from './grid-keys.ts'
import { calendarViews, stepDay } from './period.ts'
import type { CalendarView } from './period.ts'

/** Two strokes: the single letters are what is done with an appointment. */
export const viewKeys: Record<CalendarView, string> = { day: 'v d', week: 'v w', month: 'v m', list: 'v l', team: 'v t' }

/** The calendar's keys and its entries in the palette. */
export function useCalendarCommands(place: Place, view: CalendarView, search: RefObject<HTMLInputElement | null>): void {
  useCommands(
    useMemo((): Command[] => {
      const group = t('calendar.group')
      const step = (direction: 1 | -1) => (): void => moveTo(place, { day: stepDay(view, place.day, direction) })
      return [
        { id: 'calendar-today', label: t('calendar.period.toToday'), group, keys: ['t'], run: () => moveTo(place, { day: place.today }) },
        ...calendarViews.map((each): Command => ({
          id: `calendar-${each}`,
          label: t(`calendar.view.command.${each}`),
          group,
          keys: [viewKeys[each]],
          run: () => look.set({ view: each }),
        })),
        { id: 'calendar-find', label: t('calendar.findAppointment'), group, keys: ['/'], run: () => search.current?.focus() },
        { id: 'calendar-before', label: t('calendar.period.previous'), group, keys: ['ArrowLeft'], keysOnly: true, run: step(-1) },
        { id: 'calendar-after', label: t('calendar.period.next'), group, keys: ['ArrowRight'], keysOnly: true, run: step(1) },
        {
          id: 'calendar-first',
          label: t('calendar.toAppointments'),
          group,
          keys: ['ArrowDown'],
          keysOnly: true,
          run: () => focusAppointment(null),
        },
      ]
    }, [place, view, search]),
  )
}

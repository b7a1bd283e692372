import { useMemo } from 'react'
import type { RefObject } from 'react'
import { useCommands } from '../app/commands.ts'
import type { Command } from '../app/commands.ts'
import { look, moveTo } from './calendar-memory.ts'
import type { Place } from './calendar-memory.ts'
import { focusAppointment } from './grid-keys.ts'
import { calendarViews, stepDay } from './period.ts'
import type { CalendarView } from './period.ts'

export const viewNames: Record<CalendarView, string> = { day: 'Day', week: 'Week', month: 'Month', list: 'List', team: 'Team' }
export const viewKeys: Record<CalendarView, string> = { day: 'd', week: 'w', month: 'm', list: 'l', team: 'e' }

const group = 'Calendar'

/** The calendar's keys and its entries in the palette. */
export function useCalendarCommands(place: Place, view: CalendarView, search: RefObject<HTMLInputElement | null>): void {
  useCommands(
    useMemo((): Command[] => {
      const step = (direction: 1 | -1) => (): void => moveTo(place, { day: stepDay(view, place.day, direction) })
      return [
        { id: 'calendar-today', label: 'Go to today', group, keys: ['t'], run: () => moveTo(place, { day: place.today }) },
        ...calendarViews.map((each): Command => ({
          id: `calendar-${each}`,
          label: `${viewNames[each]} view`,
          group,
          keys: [viewKeys[each]],
          run: () => look.set({ view: each }),
        })),
        { id: 'calendar-find', label: 'Find an appointment', group, keys: ['/'], run: () => search.current?.focus() },
        { id: 'calendar-before', label: 'Previous period', group, keys: ['ArrowLeft'], keysOnly: true, run: step(-1) },
        { id: 'calendar-after', label: 'Next period', group, keys: ['ArrowRight'], keysOnly: true, run: step(1) },
        {
          id: 'calendar-first',
          label: 'To the appointments',
          group,
          keys: ['ArrowDown'],
          keysOnly: true,
          run: () => focusAppointment(null),
        },
      ]
    }, [place, view, search]),
  )
}

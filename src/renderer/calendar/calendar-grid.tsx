import FullCalendar from '@fullcalendar/react'
import type { CalendarOptions, CalendarRef, EventInput } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { useEffect, useMemo, useRef } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { useNow } from '../app/now.ts'
import type { Office } from '../ui/format.ts'
import { clientName } from './describe.ts'
import { gridOptions, officeOptions, renderCard } from './grid-options.tsx'
import classes from './grid.module.css'
import { dayOf } from './office-days.ts'
import type { Day } from './office-days.ts'
import type { CalendarView } from './period.ts'
import { spanOf } from './span.ts'

type GridView = Exclude<CalendarView, 'team'>

const viewTypes: Record<GridView, string> = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay', list: 'listWeek' }

const plugins = [dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin]

export interface CalendarGridProps {
  readonly view: GridView
  readonly day: Day
  readonly office: Office
  readonly cards: readonly AppointmentCard[]
  /** Hours and minutes that stand at the top at first, `HH:mm:ss`. */
  readonly scrollTime: string
  onOpen(id: number, byKey: boolean): void
  onDay(day: Day): void
}

/** Month, week, day and list, drawn in the office's zone. */
export function CalendarGrid({ view, day, office, cards, scrollTime, onOpen, onDay }: CalendarGridProps) {
  const calendar = useRef<CalendarRef>(null)
  const shown = useRef({ view, day })
  useEffect(() => {
    if (shown.current.view === view && shown.current.day === day) return
    shown.current = { view, day }
    calendar.current?.getApi().changeView(viewTypes[view], day)
  }, [view, day])
  const minute = Math.floor(useNow() / 60_000)
  const events = useMemo(() => {
    const drawn = cards.map(toEvent)
    return view === 'day' || view === 'week' ? [...drawn, nowLine(minute * 60_000)] : drawn
  }, [cards, view, minute])
  return (
    <FullCalendar
      ref={calendar}
      {...gridOptions}
      {...officeOptions(office)}
      plugins={plugins}
      timeZone={office.timeZone}
      initialView={viewTypes[view]}
      initialDate={day}
      scrollTime={scrollTime}
      navLinks
      navLinkDayClick={(date) => onDay(dayOf(date.getTime(), office.timeZone))}
      fixedWeekCount={false}
      eventMaxStack={view === 'day' ? 8 : 3}
      events={events}
      eventContent={renderCard}
      dayHeaderContent={dayHeader}
      eventClick={({ event, jsEvent }) => onOpen(Number(event.id), jsEvent.type === 'keydown')}
    />
  )
}

/** The line of the present, behind the cards: the grid's own one would lie over a name and strike it through. */
function nowLine(nowMs: number): EventInput {
  return { id: 'now', display: 'background', start: nowMs, end: nowMs + 60_000 }
}

function toEvent(card: AppointmentCard): EventInput {
  const { startMs, endMs } = spanOf(card)
  return { id: String(card.id), start: startMs, end: endMs, title: clientName(card), extendedProps: { card } }
}

const dayHeader: CalendarOptions['dayHeaderContent'] = (info) =>
  info.dayNumberText && !info.inPopover ? (
    // The weekday is drawn by the style sheet: the grid names this link by its date, and a name holds the text that it is the name of.
    <span data-weekday={info.weekdayText} className={classes.dayNumber}>
      {info.dayNumberText}
    </span>
  ) : (
    info.text
  )

import FullCalendar from '@fullcalendar/react'
import type { CalendarOptions, CalendarRef, EventInput } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { memo, useEffect, useMemo, useRef } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { useNow } from '../app/now.ts'
import { may } from '../browser/may.ts'
import type { Office } from '../ui/format.ts'
import { clientName } from './describe.ts'
import type { GridEditing } from './editing.ts'
import { gridOptions, officeOptions, renderCard } from './grid-options.tsx'
import classes from './grid.module.css'
import { dayOf } from './office-days.ts'
import type { Day } from './office-days.ts'
import type { CalendarView } from './period.ts'
import { movedOnTheWall, slotOnDay } from './slots.ts'
import type { Span } from './slots.ts'
import { spanOf } from './span.ts'
import { useMeantForGrid } from './use-meant-for-grid.ts'
import { usePutBack, wallDelta } from './use-put-back.ts'

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
  readonly editing: GridEditing
  onOpen(id: number, byKey: boolean): void
  onDay(day: Day): void
}

/** Month, week, day and list, drawn in the office's zone. Laying it out takes tens of milliseconds: it is drawn anew only for what it shows. */
export const CalendarGrid = memo(function CalendarGrid({
  view,
  day,
  office,
  cards,
  scrollTime,
  editing,
  onOpen,
  onDay,
}: CalendarGridProps) {
  const calendar = useRef<CalendarRef>(null)
  const shown = useRef({ view, day })
  useEffect(() => {
    if (shown.current.view === view && shown.current.day === day) return
    shown.current = { view, day }
    calendar.current?.getApi().changeView(viewTypes[view], day)
  }, [view, day])
  const minute = Math.floor(useNow() / 60_000)
  const hasHours = view === 'day' || view === 'week'
  const drawn = useMemo(() => {
    const appointments = cards.map(toEvent)
    return hasHours ? [...appointments, nowLine(minute * 60_000)] : appointments
  }, [cards, hasHours, minute])
  const { events, settle } = usePutBack(drawn)
  const isMeant = useMeantForGrid()
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
      editable={may('appointments.move')}
      eventDurationEditable={hasHours}
      selectable={may('appointments.create')}
      select={({ start, end, startStr, allDay, view: { calendar: grid } }) => {
        grid.unselect()
        if (!isMeant()) return
        const span = allDay
          ? slotOnDay(startStr.slice(0, 10), Date.now(), office.timeZone)
          : { startMs: start.getTime(), endMs: end.getTime() }
        editing.onCreate({ ...span, hostId: null })
      }}
      eventDrop={({ event, delta }) => {
        const card = cardOf(event)
        // Of the month's days the times are kept; elsewhere the grid knows which of two equal times of a day is meant.
        const span =
          hasHours && event.start ? startingAt(card, event.start.getTime()) : movedOnTheWall(card, wallDelta(delta), office.timeZone)
        settle(editing.onMove({ card, ...span }))
      }}
      eventResize={({ event }) => {
        const card = cardOf(event)
        settle(editing.onMove({ card, startMs: card.startMs, endMs: event.end?.getTime() ?? spanOf(card).endMs }))
      }}
      eventClick={({ event, jsEvent }) => onOpen(Number(event.id), jsEvent.type === 'keydown')}
    />
  )
})

/** The line of the present, behind the cards: the grid's own one would lie over a name and strike it through. */
function nowLine(nowMs: number): EventInput {
  return { id: 'now', display: 'background', start: nowMs, end: nowMs + 60_000 }
}

function toEvent(card: AppointmentCard): EventInput {
  const { startMs, endMs } = spanOf(card)
  return { id: String(card.id), start: startMs, end: endMs, title: clientName(card), extendedProps: { card } }
}

function cardOf(event: { extendedProps: Record<string, unknown> }): AppointmentCard {
  // Given by `toEvent`; the grid carries it along unread.
  return event.extendedProps.card as AppointmentCard
}

/** Another start, the same length: the grid keeps the length on the wall's clock, which a change of the clocks makes another one. */
function startingAt(card: AppointmentCard, startMs: number): Span {
  const before = spanOf(card)
  return { startMs, endMs: startMs + (before.endMs - before.startMs) }
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

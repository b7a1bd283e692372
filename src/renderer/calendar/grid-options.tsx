import type { CalendarOptions } from '@fullcalendar/react'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { formatHour } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { Card } from './card.tsx'
import type { CardShape } from './card.tsx'
import { CardContext, useCardSurroundings } from './card-context.ts'
import classes from './grid.module.css'
import { quarterHourPx } from './grid-size.ts'

function shapeIn(viewType: string): CardShape {
  if (viewType.startsWith('list')) return 'row'
  return viewType.startsWith('timeGrid') ? 'column' : 'line'
}

/** How the grids look and what never differs between them. FullCalendar's own class names are hashed: it is styled through its options. */
export const gridOptions: CalendarOptions = {
  headerToolbar: false,
  height: '100%',
  borderless: true,
  allDaySlot: false,
  editable: false,
  slotDuration: '00:15:00',
  slotHeaderInterval: '01:00:00',
  slotMinHeight: quarterHourPx,
  eventMinHeight: quarterHourPx,
  // Side by side: a card that lay over another one would hide its text.
  slotEventOverlap: false,
  expandRows: false,
  scrollTimeReset: false,
  displayEventTime: false,
  eventInteractive: true,
  dayMaxEvents: true,
  eventOrder: 'start,-duration,title',

  className: classes.calendar,
  viewClass: classes.view,
  tableHeaderClass: classes.tableHeader,
  dayHeaderRowClass: classes.bordered,
  dayHeaderClass: (info) => `${info.inPopover ? '' : classes.dayHeader} ${info.isToday ? classes.today : ''}`,
  dayHeaderInnerClass: (info) => (info.inPopover ? classes.popoverDay : classes.dayHeaderInner),
  dayHeaderAlign: 'center',
  dayHeaderDidMount: (info) => {
    if (info.inPopover) keepInWindow(info.el)
  },
  dayHeaderDividerClass: classes.divider,
  dayRowClass: classes.bordered,
  dayCellClass: (info) =>
    info.inPopover ? '' : `${classes.dayCell} ${info.isToday ? classes.laneToday : info.isOther ? classes.otherMonthCell : ''}`,
  dayCellTopClass: classes.dayCellTop,
  dayCellTopInnerClass: (info) =>
    info.isToday ? classes.todayNumber : `${classes.dayCellTopInner} ${info.isOther ? classes.otherMonth : ''}`,
  dayLaneClass: (info) => `${classes.lane} ${info.isToday ? classes.laneToday : ''}`,
  dayLaneInnerClass: classes.laneInner,
  slotLaneClass: (info) => `${classes.slot} ${slotLine(info.time?.milliseconds ?? 0)}`,
  slotHeaderClass: classes.slotHeader,
  slotHeaderInnerClass: (info) => `${classes.slotHeaderInner} ${info.isFirst ? classes.slotHeaderFirst : ''}`,
  slotHeaderAlign: 'end',
  slotHeaderDividerClass: classes.axisDivider,
  fillerClass: classes.bordered,
  // The only background events are the lines of the present.
  backgroundEventClass: classes.nowLine,
  highlightClass: classes.marked,

  eventClass: classes.event,
  columnEventClass: classes.columnEvent,
  columnEventInnerClass: classes.columnEventInner,
  // Drawn where it can be dragged with success; what a provider booked has no edge to take hold of.
  columnEventAfterClass: (info) =>
    info.isEndResizable && (info.event.extendedProps as Partial<EventProps>).card?.source === 'manual' ? classes.lowerEdge : '',
  rowEventClass: classes.lineEvent,
  rowEventInnerClass: classes.lineEventInner,
  listItemEventClass: (info) => (info.view.type.startsWith('list') ? classes.listEvent : classes.lineEvent),
  listItemEventInnerClass: (info) => (info.view.type.startsWith('list') ? classes.listEventInner : classes.lineEventInner),
  rowMoreLinkClass: classes.moreLink,
  columnMoreLinkClass: classes.columnMoreLink,
  moreLinkInnerClass: classes.moreLinkInner,
  popoverClass: classes.popover,
  popoverCloseClass: classes.popoverClose,
  popoverCloseContent: () => <IconX size={16} aria-hidden />,
  listDayHeaderClass: classes.listDayHeader,
  noEventsClass: classes.noEvents,
}

/** The list behind "+3 more" begins where its day does, however near the window's lower edge that is. */
function keepInWindow(header: HTMLElement): void {
  // It is put in its place right after its parts were mounted, before the next frame.
  requestAnimationFrame(() => {
    const popover = header.closest<HTMLElement>('[role="dialog"]')
    if (!popover) return
    const tooFarDown = popover.getBoundingClientRect().bottom + 10 - window.innerHeight
    if (tooFarDown > 0) popover.style.top = `${popover.offsetTop - tooFarDown}px`
  })
}

function slotLine(milliseconds: number): string {
  const minutes = (milliseconds / 60_000) % 60
  if (minutes === 0) return classes.hour ?? ''
  return minutes === 30 ? (classes.halfHour ?? '') : ''
}

/** What depends on the office: its clock, its words and their order. */
export function officeOptions(office: Office): CalendarOptions {
  return {
    locale: office.locale,
    firstDay: office.firstDayOfWeek,
    moreLinkText: (count) => t('calendar.more', { count }),
    moreLinkHint: (count) => t('calendar.showMore', { count }),
    closeHint: t('calendar.close'),
    eventsHint: t('calendar.eventsHint'),
    timedText: t('calendar.times'),
    // A function, because the grid makes a formatter of options anew for each of the day's 96 quarters whenever it is drawn.
    slotHeaderFormat: ({ date, timeZone }) => formatHour(date.instantMs, { ...office, timeZone }),
  }
}

/** The team's view, by FullCalendar's name for it. */
export const teamViewType = 'timeGridTeam'

/** What the grid is given of an appointment, beside its place. */
export interface EventProps {
  readonly card: AppointmentCard
}

export const renderCard: CalendarOptions['eventContent'] = (info) => {
  const { card } = info.event.extendedProps as Partial<EventProps>
  // Background events, such as the line of the present, have no card.
  if (!card) return true
  const isTeam = info.view.type === teamViewType
  const { start, end } = info.event
  // While it is dragged a card tells the time at which it would come to lie.
  const shown = info.isMirror && start && end ? { ...card, startMs: start.getTime(), endMs: end.getTime() } : card
  const drawn = <Card card={shown} shape={shapeIn(info.view.type)} isOnHost={isTeam} />
  return info.isMirror && isTeam ? <OnMadeUpDay>{drawn}</OnMadeUpDay> : drawn
}

/** The made-up days of the team's view have no zone: what the wall's clock shows there stands in them as if it were UTC. */
function OnMadeUpDay({ children }: { children: ReactNode }) {
  const surroundings = useCardSurroundings()
  const onMadeUpDay = useMemo(() => ({ ...surroundings, office: { ...surroundings.office, timeZone: 'UTC' } }), [surroundings])
  return <CardContext value={onMadeUpDay}>{children}</CardContext>
}

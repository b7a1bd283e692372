import { ActionIcon, Group, Text } from '@mantine/core'
import FullCalendar from '@fullcalendar/react'
import type { CalendarOptions, EventInput } from '@fullcalendar/react'
import interactionPlugin from '@fullcalendar/react/interaction'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { useElementSize, useViewportSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { memo, useMemo, useRef } from 'react'
import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { useNow } from '../app/now.ts'
import { may } from '../browser/may.ts'
import type { Office } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { clientName } from './describe.ts'
import type { GridEditing } from './editing.ts'
import { gridOptions, officeOptions, renderCard, teamViewType } from './grid-options.tsx'
import classes from './grid.module.css'
import { dayOf, wallSeconds } from './office-days.ts'
import type { Day } from './office-days.ts'
import {
  columnOf,
  firstMadeUpDay,
  isInOneColumn,
  moveInColumns,
  pageOfColumns,
  placeInColumns,
  resizeInColumns,
  slotInColumns,
  teamColumns,
  touchesDay,
  wallClock,
} from './team-columns.ts'
import type { TeamColumn, TeamPlace } from './team-columns.ts'
import team from './team.module.css'
import { useMeantForGrid } from './use-meant-for-grid.ts'
import { usePutBack, wallDelta } from './use-put-back.ts'
import { useTurnAtEdge } from './use-turn-at-edge.ts'

const plugins = [timeGridPlugin, interactionPlugin]

export interface TeamGridProps {
  readonly day: Day
  readonly office: Office
  readonly hosts: readonly Host[]
  readonly cards: readonly AppointmentCard[]
  readonly scrollTime: string
  readonly page: number
  readonly editing?: GridEditing
  onPage(page: number): void
  onOpen(id: number, byKey: boolean): void
}

/** A day with one column a member. The grid is a week whose days are made up, one for each member (team-columns.ts). Laying it out takes tens of milliseconds: it is drawn anew only for what it shows. */
export const TeamGrid = memo(function TeamGrid({
  day,
  office,
  hosts,
  cards,
  scrollTime,
  page: wanted,
  editing,
  onPage,
  onOpen,
}: TeamGridProps) {
  const { ref, width } = useElementSize()
  const { width: windowWidth } = useViewportSize()
  const { timeZone } = office
  const ofDay = useMemo(() => cards.filter((card) => touchesDay(card, day, timeZone)), [cards, day, timeZone])
  const { columns, page, pages } = useMemo(
    () => pageOfColumns(teamColumns(hosts, ofDay), wanted, columnsThatFit(windowWidth)),
    [hosts, ofDay, wanted, windowWidth],
  )
  const places = useMemo(() => placeInColumns(ofDay, day, timeZone, columns), [ofDay, day, timeZone, columns])
  const nowLine = useNowLine(day, timeZone, columns)
  const drawn = useMemo(() => [...places.map(toEvent), ...nowLine], [places, nowLine])
  const { events, settle } = usePutBack(drawn)
  const isMeant = useMeantForGrid()
  const root = useRef<HTMLDivElement>(null)
  const turnAtEdge = useTurnAtEdge(root, { page, pages, onPage })
  return (
    <div ref={ref} className={team.team}>
      {pages > 1 && <Pager page={page} pages={pages} columns={columns} onPage={onPage} />}
      {/* The keys are of the appointments in here: they bubble up to this box. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={root} className={team.grid} onKeyDown={turnAtEdge}>
        {/* The columns are fixed when the grid is made: others want another grid. */}
        {width > 0 && windowWidth > 0 && columns.length > 0 && (
          <FullCalendar
            key={columns.map(({ key, name }) => `${key}:${name}`).join('|')}
            {...gridOptions}
            {...officeOptions(office)}
            plugins={plugins}
            timeZone="UTC"
            initialView={teamViewType}
            initialDate={firstMadeUpDay}
            views={{ [teamViewType]: { type: 'timeGrid', duration: { days: columns.length }, dateAlignment: 'day' } }}
            scrollTime={scrollTime}
            eventMaxStack={3}
            events={events}
            eventContent={renderCard}
            dayHeaderContent={headersOf(columns, places)}
            dayHeaderDidMount={(info) => {
              gridOptions.dayHeaderDidMount?.(info)
              nameColumn(info.el, columnOf(columns, info.date).name)
            }}
            dayLaneDidMount={({ el, date }) => el.setAttribute('aria-label', columnOf(columns, date).name)}
            {...(editing && {
              editable: may('appointments.move'),
              selectable: may('appointments.create'),
              eventAllow: isInOneColumn,
              selectAllow: isInOneColumn,
              select: ({ start, end, view }) => {
                view.calendar.unselect()
                if (isMeant()) editing.onCreate(slotInColumns({ start, end }, day, timeZone, columns))
              },
              eventDrop: ({ event, delta }) => settle(editing.onMove(moveInColumns(placeOf(event), wallDelta(delta), timeZone, columns))),
              eventResize: ({ event, endDelta }) => settle(editing.onMove(resizeInColumns(placeOf(event), wallDelta(endDelta), timeZone))),
            })}
            eventClick={({ event, jsEvent }) => onOpen(Number.parseInt(event.id, 10), jsEvent.type === 'keydown')}
          />
        )}
      </div>
    </div>
  )
})

/** The grid tells readers the column's day, which is made up, in a part that is not for the eye. */
function nameColumn(header: HTMLElement, name: string): void {
  header.setAttribute('aria-label', name)
  for (const part of header.children) if (!part.hasAttribute('aria-hidden')) part.textContent = name
}

/** What is beside the columns: the rail, the hours and the scroll bar. */
const besidePx = 132

/**
 * Eight to twelve, as wide as a name and a time need. By the window's width and not the grid's: a drawer that opens beside the columns
 * makes them narrower, but does not move members to other pages under somebody's hand.
 */
function columnsThatFit(windowWidth: number): number {
  return Math.min(12, Math.max(8, Math.floor((windowWidth - besidePx) / 108)))
}

function toEvent(place: TeamPlace): EventInput {
  const { key, card, start, end } = place
  return { id: key, start, end, title: clientName(card), extendedProps: { card, place } }
}

function placeOf(event: { extendedProps: Record<string, unknown> }): TeamPlace {
  // Given by `toEvent`; the grid carries it along unread.
  return event.extendedProps.place as TeamPlace
}

/** The line of the present in every column: the grid's own one would look for it on the made-up days. */
function useNowLine(day: Day, timeZone: string, columns: readonly TeamColumn[]): EventInput[] {
  const minute = Math.floor(useNow() / 60_000)
  return useMemo(() => {
    const nowMs = minute * 60_000
    if (dayOf(nowMs, timeZone) !== day) return []
    const seconds = wallSeconds(nowMs, timeZone)
    return columns.map(({ key, madeUpDay }) => ({
      id: `now@${key}`,
      display: 'background',
      start: wallClock(madeUpDay, seconds),
      end: wallClock(madeUpDay, seconds + 60),
    }))
  }, [minute, day, timeZone, columns])
}

function headersOf(columns: readonly TeamColumn[], places: readonly TeamPlace[]): CalendarOptions['dayHeaderContent'] {
  return ({ date }) => <Member column={columnOf(columns, date)} places={places} />
}

function Member({ column, places }: { column: TeamColumn; places: readonly TeamPlace[] }) {
  const amount = places.filter((place) => place.key.endsWith(`@${column.key}`)).length
  return (
    <span className={classes.member} title={column.detail ? `${column.name}, ${column.detail}` : column.name}>
      <span className={classes.memberName}>{column.name}</span>
      <span className={classes.memberCount}>{amount === 0 ? t('calendar.free') : t('calendar.appointments', { count: amount })}</span>
    </span>
  )
}

const pagerCommands: CommandList = () => [
  { id: 'members-before', label: t('calendar.membersBefore'), group: t('calendar.group'), keys: [','] },
  { id: 'members-after', label: t('calendar.membersAfter'), group: t('calendar.group'), keys: ['.'] },
]

function Pager({
  page,
  pages,
  columns,
  onPage,
}: {
  page: number
  pages: number
  columns: readonly TeamColumn[]
  onPage(page: number): void
}) {
  useCommandList(pagerCommands, (id) => onPage(id === 'members-before' ? Math.max(0, page - 1) : Math.min(pages - 1, page + 1)))
  return (
    <Group className={team.pager} gap={6}>
      <ActionIcon aria-label={t('calendar.membersBefore')} disabled={page === 0} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Keys keys="," />
      <Text size="sm">
        {t('calendar.membersPage', { first: columns[0]?.name ?? '', last: columns.at(-1)?.name ?? '', page: page + 1, pages })}
      </Text>
      <Keys keys="." />
      <ActionIcon aria-label={t('calendar.membersAfter')} disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

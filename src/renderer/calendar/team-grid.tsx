import { ActionIcon, Group, Text } from '@mantine/core'
import FullCalendar from '@fullcalendar/react'
import type { CalendarOptions, EventInput } from '@fullcalendar/react'
import interactionPlugin from '@fullcalendar/react/interaction'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { useElementSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { useNow } from '../app/now.ts'
import { count } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { clientName } from './describe.ts'
import { gridOptions, officeOptions, renderCard, teamViewType } from './grid-options.tsx'
import classes from './grid.module.css'
import { dayOf, wallSeconds } from './office-days.ts'
import type { Day } from './office-days.ts'
import { firstMadeUpDay, hoursOnDay, pageOfColumns, placeInColumns, teamColumns, wallClock } from './team-columns.ts'
import type { TeamColumn, TeamPlace } from './team-columns.ts'
import team from './team.module.css'

const plugins = [timeGridPlugin, interactionPlugin]

export interface TeamGridProps {
  readonly day: Day
  readonly office: Office
  readonly hosts: readonly Host[]
  readonly cards: readonly AppointmentCard[]
  readonly scrollTime: string
  readonly page: number
  onPage(page: number): void
  onOpen(id: number, byKey: boolean): void
}

/** A day with one column a member. The grid is a week whose days are made up, one for each member (team-columns.ts). */
export function TeamGrid({ day, office, hosts, cards, scrollTime, page: wanted, onPage, onOpen }: TeamGridProps) {
  const { ref, width } = useElementSize()
  const { timeZone } = office
  const ofDay = useMemo(() => cards.filter((card) => hoursOnDay(card, day, timeZone) !== null), [cards, day, timeZone])
  const { columns, page, pages } = useMemo(() => {
    const hasHostless = ofDay.some((card) => card.hostIds.length === 0)
    return pageOfColumns(teamColumns(hosts, hasHostless), wanted, columnsThatFit(width))
  }, [hosts, ofDay, wanted, width])
  const places = useMemo(() => placeInColumns(ofDay, day, timeZone, columns), [ofDay, day, timeZone, columns])
  const nowLine = useNowLine(day, timeZone, columns)
  const events = useMemo(() => [...places.map(toEvent), ...nowLine], [places, nowLine])
  return (
    <div ref={ref} className={team.team}>
      {pages > 1 && <Pager page={page} pages={pages} columns={columns} onPage={onPage} />}
      <div className={team.grid}>
        {/* The columns are fixed when the grid is made: others want another grid. */}
        {width > 0 && columns.length > 0 && (
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
            eventClick={({ event, jsEvent }) => onOpen(Number.parseInt(event.id, 10), jsEvent.type === 'keydown')}
          />
        )}
      </div>
    </div>
  )
}

/** The grid tells readers the column's day, which is made up, in a part that is not for the eye. */
function nameColumn(header: HTMLElement, name: string): void {
  header.setAttribute('aria-label', name)
  for (const part of header.children) if (!part.hasAttribute('aria-hidden')) part.textContent = name
}

/** Eight to twelve, as wide as a name and a time need. */
function columnsThatFit(width: number): number {
  return Math.min(12, Math.max(8, Math.floor((width - 56) / 108)))
}

function columnOf(columns: readonly TeamColumn[], date: Date): TeamColumn {
  const madeUpDay = date.toISOString().slice(0, 10)
  const column = columns.find((each) => each.madeUpDay === madeUpDay)
  if (!column) throw new Error(`No column has the made-up day ${madeUpDay}; there are ${columns.length}.`)
  return column
}

function toEvent({ key, card, start, end }: TeamPlace): EventInput {
  return { id: key, start, end, title: clientName(card), extendedProps: { card } }
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
      <span className={classes.memberCount}>{amount === 0 ? 'free' : count(amount, 'appointment')}</span>
    </span>
  )
}

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
  return (
    <Group className={team.pager} gap={6}>
      <ActionIcon aria-label="Members before" disabled={page === 0} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm">
        {columns[0]?.name} to {columns.at(-1)?.name}, page {page + 1} of {pages}
      </Text>
      <ActionIcon aria-label="Members after" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { DeskStatus } from '../../shared/contract.ts'
import { useStatus } from '../app/queries.ts'
import type { Office } from '../ui/format.ts'
import { gridEditing } from '../editor/move-appointment.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'
import { listLimit } from './appointments-query.ts'
import { CalendarGrid } from './calendar-grid.tsx'
import { hostTintsOf, look, moveTo } from './calendar-memory.ts'
import type { Colouring, Place } from './calendar-memory.ts'
import classes from './calendar.module.css'
import { CardContext } from './card-context.ts'
import { CardTooltip } from './card-tooltip.tsx'
import type { GridEditing } from './editing.ts'
import { GridSkeleton, NothingYet, Notice } from './faces.tsx'
import { showEverything } from './filter-bar.tsx'
import { isFiltered, membersShown, passesHosts } from './filters.ts'
import type { CalendarFilters } from './filters.ts'
import { moveByArrows } from './grid-keys.ts'
import { useNewAppointments } from './new-appointments.ts'
import type { Day } from './office-days.ts'
import type { CalendarView, Period } from './period.ts'
import { rememberScroll, scrollTimeFor } from './scroll-memory.ts'
import { spanOf } from './span.ts'
import { TeamGrid } from './team-grid.tsx'

export interface CalendarBodyProps {
  /** The element around the grid. */
  readonly root: RefObject<HTMLDivElement | null>
  readonly appointments: UseQueryResult<AppointmentCard[]>
  readonly hosts: readonly Host[]
  readonly filters: CalendarFilters
  readonly place: Place
  readonly period: Period
  readonly view: CalendarView
  readonly colourBy: Colouring
  readonly office: Office
  readonly chosenId: number | null
  onOpen(id: number, byKey: boolean): void
}

/** The calendar's four faces. */
export function CalendarBody(props: CalendarBodyProps) {
  const { appointments, filters, place, period } = props
  const isUnused = useStatus(hasNothing)
  const cards = useMemo(
    () => appointments.data?.filter((card) => passesHosts(card, filters.hosts)) ?? [],
    [appointments.data, filters.hosts],
  )
  // Here and not in the grid: the very first appointment comes while there is none.
  const newIds = useNewAppointments(cards)
  if (appointments.isPending) return <GridSkeleton />
  if (appointments.isError && !appointments.data) {
    return <ErrorNotice title={t('calendar.readFailed')} error={appointments.error} onRetry={() => void appointments.refetch()} />
  }
  const hasNone =
    !appointments.isPlaceholderData && !cards.some((card) => card.startMs < period.endMs && spanOf(card).endMs > period.startMs)
  const filtered = isFiltered(filters, place.search)
  if (hasNone && !filtered && isUnused) return <NothingYet />
  return (
    <div className={classes.body}>
      {appointments.isError ? (
        <Notice action={t('calendar.tryAgain')} onAction={() => void appointments.refetch()}>
          {t('calendar.readAgainFailed')}
        </Notice>
      ) : hasNone ? (
        <Notice {...(filtered ? { action: t('calendar.showEverything'), onAction: () => showEverything(place) } : {})}>
          {filtered ? t('calendar.noneFits') : t('calendar.none')}
        </Notice>
      ) : (
        appointments.data.length >= listLimit && <Notice>{t('calendar.onlyFirst', { count: listLimit })}</Notice>
      )}
      <Grid {...props} cards={cards} newIds={newIds} />
    </div>
  )
}

/** Neither a provider nor a rehearsal has ever sent anything that is still here. */
function hasNothing({ lastDelivery, sampleCount, testCount }: DeskStatus): boolean {
  return lastDelivery === null && sampleCount + testCount === 0
}

function Grid({
  root,
  cards,
  newIds,
  hosts,
  filters,
  place,
  view,
  colourBy,
  office,
  chosenId,
  onOpen,
}: CalendarBodyProps & { cards: readonly AppointmentCard[]; newIds: ReadonlySet<number> }) {
  const [scrollTime] = useState(() => scrollTimeFor(place, office))
  const hostTints = useMemo(() => hostTintsOf(hosts), [hosts])
  const surroundings = useMemo(() => ({ office, colourBy, hostTints, newIds, chosenId }), [office, colourBy, hostTints, newIds, chosenId])
  const members = useMemo(() => membersShown(hosts, filters.hosts), [hosts, filters.hosts])
  // In the columns of the members a slot says whose it is; elsewhere it does where only one of them is shown.
  const onlyMember = members.length === 1 ? (members[0]?.id ?? null) : null
  const editing = useMemo(
    (): GridEditing => ({ ...gridEditing, onCreate: (slot) => gridEditing.onCreate({ ...slot, hostId: slot.hostId ?? onlyMember }) }),
    [onlyMember],
  )
  const toTeamPage = useCallback((teamPage: number) => moveTo(place, { teamPage }), [place])
  const toDay = useCallback(
    (day: Day) => {
      moveTo(place, { day })
      look.set({ view: 'day' })
    },
    [place],
  )
  const common = { day: place.day, office, cards, scrollTime, editing, onOpen }
  return (
    // The keys and the scrolling are of the appointments and the grid in here: they bubble up to this box.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className={classes.grid} onKeyDown={moveByArrows} onScrollCapture={rememberScroll}>
      <CardContext value={surroundings}>
        {view === 'team' ? (
          <TeamGrid {...common} hosts={members} page={place.teamPage} onPage={toTeamPage} />
        ) : (
          <CalendarGrid {...common} view={view} onDay={toDay} />
        )}
      </CardContext>
      <CardTooltip within={root} cards={cards} office={office} />
    </div>
  )
}

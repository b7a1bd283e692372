import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import { useNow } from '../app/now.ts'
import { useStatus } from '../app/queries.ts'
import { hostTintsOf, look } from '../calendar/calendar-memory.ts'
import { CardContext } from '../calendar/card-context.ts'
import { CardTooltip } from '../calendar/card-tooltip.tsx'
import { GridSkeleton, NothingYet, Notice } from '../calendar/faces.tsx'
import { moveByArrows } from '../calendar/grid-keys.ts'
import { useNewAppointments } from '../calendar/new-appointments.ts'
import type { Day } from '../calendar/office-days.ts'
import { TeamGrid } from '../calendar/team-grid.tsx'
import { gridEditing } from '../editor/move-appointment.tsx'
import { subjectOfCard } from '../gestures/subject.tsx'
import type { Office } from '../ui/format.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'
import { followNow, scrollTimeAt } from './now-scroll.ts'
import classes from './today.module.css'

export interface DayBodyProps {
  /** The element around the grid. */
  readonly root: RefObject<HTMLDivElement | null>
  readonly appointments: UseQueryResult<AppointmentCard[]>
  readonly hosts: UseQueryResult<Host[]>
  readonly day: Day
  readonly office: Office
  readonly chosenId: number | null
  /** Any part of a name; empty: all. */
  readonly name: string
  readonly status: AppointmentStatus | null
  readonly page: number
  onPage(page: number): void
  onOpen(id: number, byKey: boolean): void
  onShowAll(): void
}

/** The day's four faces. */
export function DayBody(props: DayBodyProps) {
  const { appointments, hosts, name, status, onShowAll } = props
  const hadNothing = useStatus(({ lastDelivery }) => lastDelivery === null)
  const cards = useMemo(
    () => appointments.data?.filter((card) => fits(card, name) && (status === null || card.status === status)) ?? [],
    [appointments.data, name, status],
  )
  // Here and not in the grid: the very first appointment comes while there is none.
  const newIds = useNewAppointments(cards)
  if (appointments.isPending || hosts.isPending) return <GridSkeleton />
  if (!appointments.data) {
    return <ErrorNotice title={t('today.readFailed')} error={appointments.error} onRetry={() => void appointments.refetch()} />
  }
  if (!hosts.data) return <ErrorNotice title={t('today.hostsFailed')} error={hosts.error} onRetry={() => void hosts.refetch()} />
  const isFiltered = name.trim() !== '' || status !== null
  const hasNothing = appointments.data.length === 0
  if (hasNothing && hosts.data.length === 0 && hadNothing) return <NothingYet />
  return (
    <div className={classes.body}>
      {appointments.isError ? (
        <Notice action={t('today.tryAgain')} onAction={() => void appointments.refetch()}>
          {t('today.readAgainFailed')}
        </Notice>
      ) : cards.length === 0 && isFiltered ? (
        <Notice action={t('today.showAll')} onAction={onShowAll}>
          {t('today.nothingFits')}
        </Notice>
      ) : (
        hasNothing && <Notice>{t('today.nothingToday')}</Notice>
      )}
      <DayGrid {...props} cards={cards} members={hosts.data} newIds={newIds} />
    </div>
  )
}

function fits(card: AppointmentCard, name: string): boolean {
  return subjectOfCard(card).name.toLowerCase().includes(name.trim().toLowerCase())
}

function DayGrid({
  root,
  cards,
  members,
  newIds,
  day,
  office,
  chosenId,
  page,
  onPage,
  onOpen,
}: DayBodyProps & { cards: readonly AppointmentCard[]; members: readonly Host[]; newIds: ReadonlySet<number> }) {
  const { colourBy } = look.use()
  const [scrollTime] = useState(() => scrollTimeAt(Date.now(), office.timeZone))
  useFollowNow(root, office.timeZone)
  const hostTints = useMemo(() => hostTintsOf(members), [members])
  const surroundings = useMemo(() => ({ office, colourBy, hostTints, newIds, chosenId }), [office, colourBy, hostTints, newIds, chosenId])
  return (
    // The keys are of the appointments in here: they bubble up to this box.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className={classes.grid} onKeyDown={moveByArrows}>
      <CardContext value={surroundings}>
        <TeamGrid
          day={day}
          office={office}
          cards={cards}
          hosts={members}
          scrollTime={scrollTime}
          page={page}
          editing={gridEditing}
          onPage={onPage}
          onOpen={onOpen}
        />
      </CardContext>
      <CardTooltip within={root} cards={cards} office={office} />
    </div>
  )
}

/** A window that is open all day shows the present all day, unless somebody scrolled away from it. */
function useFollowNow(root: RefObject<HTMLElement | null>, timeZone: string): void {
  const minute = Math.floor(useNow() / 60_000)
  const before = useRef(minute)
  useEffect(() => {
    if (root.current) followNow(root.current, before.current * 60_000, minute * 60_000, timeZone)
    before.current = minute
  }, [root, minute, timeZone])
}

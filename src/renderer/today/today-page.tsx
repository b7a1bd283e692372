import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { AppointmentDrawer } from '../appointment/appointment-drawer.tsx'
import { navigation } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import { Reserved } from '../browser/reserved.tsx'
import { appointmentsQuery } from '../calendar/appointments-query.ts'
import { noFilters, toQuery } from '../calendar/filters.ts'
import { focusAppointment } from '../calendar/grid-keys.ts'
import { toColleague, useMoveCommands } from '../editor/use-move-commands.ts'
import { useNewAppointment } from '../editor/use-new-appointment.ts'
import { useAppointmentFocus } from '../gestures/use-appointment-focus.ts'
import { useGestureCommands } from '../gestures/use-gesture-commands.tsx'
import type { AppointmentStatus } from '../../shared/words.ts'
import { formatDay } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { DayBody } from './day-body.tsx'
import { FindName } from './find-name.tsx'
import { scrollToNow } from './now-scroll.ts'
import { Strip } from './strip.tsx'
import { dayAt, nearestToNow, startingOn } from './summary.ts'
import classes from './today.module.css'
import { useTodayCommands } from './use-today-commands.ts'

/** The start page: the day of everybody, what comes next, what has to be settled; everything at the desk is one key. */
export function TodayPage() {
  const office = useOffice()
  const nowMs = useNow()
  const { day, startMs, endMs } = useMemo(() => dayAt(nowMs, office.timeZone), [nowMs, office.timeZone])
  const appointments = useQuery(appointmentsQuery(toQuery(noFilters, '', { startMs, endMs })))
  const hosts = useQuery(hostsQuery)
  const { appointmentId } = navigation.use()
  const [focusKey, setFocusKey] = useState(0)
  const [settling, setSettling] = useState(false)
  const [name, setName] = useState('')
  const [status, setStatus] = useState<AppointmentStatus | null>(null)
  const [page, setPage] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)

  const cards = appointments.data
  const ofToday = useMemo(() => startingOn(cards ?? [], day, office.timeZone), [cards, day, office.timeZone])
  // What was chosen on another day is the calendar's business: the day begins without yesterday's drawer.
  const chosenId = cards?.some(({ id }) => id === appointmentId) ? appointmentId : null

  // The same for as long as the page is shown: the grid is drawn anew for another one.
  const open = useCallback((id: number, byKey: boolean): void => {
    setSettling(false)
    navigation.set({ appointmentId: id })
    if (byKey) setFocusKey((key) => key + 1)
  }, [])
  const close = (): void => {
    const hadFocus = document.activeElement?.closest('aside') !== null
    navigation.set({ appointmentId: null })
    if (hadFocus) focusAppointment(chosenId)
  }
  const toAppointments = (): void => {
    // Those of other pages, or filtered out, are not there to go to.
    const shown = ofToday.filter(({ id }) => grid.current?.querySelector(`[data-appointment="${id}"]`))
    focusAppointment(shown.some(({ id }) => id === chosenId) ? chosenId : nearestToNow(shown, nowMs))
  }
  const create = useNewAppointment(day, hosts.data ?? [])
  const focusedId = useAppointmentFocus(grid)
  const appointmentIdOf = (): number | null => focusedId() ?? chosenId
  useGestureCommands(appointmentIdOf, (id) => open(id, true))
  const memberIds = useMemo(() => hosts.data?.filter(({ active }) => active).map(({ id }) => id) ?? [], [hosts.data])
  useMoveCommands({ cards: ofToday, appointmentIdOf, sideways: (placed, direction) => toColleague(placed, direction, memberIds) })
  useTodayCommands({
    toNow: () => grid.current && scrollToNow(grid.current, Date.now(), office.timeZone),
    toAppointments,
    settle: () => setSettling(true),
    find: () => field.current?.focus(),
  })

  return (
    <Page
      title={t('today.title')}
      toolbar={
        <>
          <time className={classes.date} dateTime={day}>
            {formatDay(nowMs, office)}
          </time>
          <FindName field={field} value={name} onChange={setName} onDone={toAppointments} />
          <Reserved to="appointments.create">
            <Button leftSection={<IconPlus size={16} aria-hidden />} rightSection={<Keys keys="+" />} onClick={create}>
              {t('today.newAppointment')}
            </Button>
          </Reserved>
        </>
      }
      panel={chosenId !== null && <AppointmentDrawer id={chosenId} focusKey={focusKey} onClose={close} />}
    >
      <div className={classes.page}>
        {/* Noughts would be numbers too, and wrong ones. */}
        {cards ? (
          <Strip
            cards={ofToday}
            nowMs={nowMs}
            status={status}
            settling={settling}
            onStatus={setStatus}
            onSettling={setSettling}
            onOpen={(id) => open(id, true)}
          />
        ) : (
          <div className={classes.strip} />
        )}
        <DayBody
          root={grid}
          appointments={appointments}
          hosts={hosts}
          day={day}
          office={office}
          chosenId={chosenId}
          name={name}
          status={status}
          page={page}
          onPage={setPage}
          onOpen={open}
          onShowAll={() => {
            setName('')
            setStatus(null)
          }}
        />
      </div>
    </Page>
  )
}

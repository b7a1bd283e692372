import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { AppointmentDrawer } from '../appointment/appointment-drawer.tsx'
import { navigation } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import { toColleague, useMoveCommands } from '../editor/use-move-commands.ts'
import { useNewAppointment } from '../editor/use-new-appointment.ts'
import { useExportAppointments } from '../exports/use-export-appointments.ts'
import { useImportCommand } from '../imports/use-import-command.ts'
import { useAppointmentFocus } from '../gestures/use-appointment-focus.ts'
import { useGestureCommands } from '../gestures/use-gesture-commands.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { appointmentsQuery } from './appointments-query.ts'
import { CalendarBody } from './calendar-body.tsx'
import { look, moveTo, usePlace } from './calendar-memory.ts'
import { FilterBar } from './filter-bar.tsx'
import { membersShown, toQuery } from './filters.ts'
import { focusAppointment } from './grid-keys.ts'
import { dayOf } from './office-days.ts'
import { periodText } from './period-text.ts'
import { periodOf } from './period.ts'
import { movedOnTheWall } from './slots.ts'
import { Toolbar } from './toolbar.tsx'
import { useFollowChosen } from './use-follow-chosen.ts'

/** The office's calendar: month, week, day, list and team, with the chosen appointment beside it. */
export function CalendarPage() {
  const office = useOffice()
  const place = usePlace()
  const { view, colourBy, ...filters } = look.use()
  const { appointmentId } = navigation.use()
  const [focusKey, setFocusKey] = useState(0)
  const content = useRef<HTMLDivElement>(null)
  const period = periodOf(view, place.day, office)
  // Typing filters what is shown once it pauses, not at each letter.
  const [search] = useDebouncedValue(place.search, 200)
  const shown = toQuery(filters, search, period)
  const appointments = useQuery(appointmentsQuery(shown))
  useExportAppointments(shown)
  useImportCommand()
  const { data: hosts = [] } = useQuery(hostsQuery)
  useFollowChosen(appointmentId, place, period)

  // The same for as long as the page is shown: the grid is drawn anew for another one.
  const open = useCallback((id: number, byKey: boolean): void => {
    navigation.set({ appointmentId: id })
    if (byKey) setFocusKey((key) => key + 1)
  }, [])
  const close = (): void => {
    const hadFocus = document.activeElement?.closest('aside') !== null
    navigation.set({ appointmentId: null })
    if (hadFocus) focusAppointment(appointmentId)
  }

  const members = membersShown(hosts, filters.hosts)
  const create = useNewAppointment(place.day, members)
  const focusedId = useAppointmentFocus(content)
  const appointmentIdOf = (): number | null => focusedId() ?? appointmentId
  useGestureCommands(appointmentIdOf, (id) => open(id, true))
  useMoveCommands({
    cards: appointments.data ?? [],
    appointmentIdOf,
    sideways: (placed, direction) =>
      view === 'team'
        ? toColleague(
            placed,
            direction,
            members.filter(({ active }) => active).map(({ id }) => id),
          )
        : movedOnTheWall(placed, { days: direction, seconds: 0 }, office.timeZone),
    onMoved: ({ startMs }) => {
      if (startMs < period.startMs || startMs >= period.endMs) moveTo(place, { day: dayOf(startMs, office.timeZone) })
    },
  })

  return (
    <Page
      title={t('calendar.title')}
      toolbar={
        <>
          <Toolbar place={place} view={view} text={periodText(view, place.day, period, office)} office={office} onNew={create} />
          <FilterBar filters={filters} colourBy={colourBy} hosts={hosts} place={place} />
        </>
      }
      panel={appointmentId !== null && <AppointmentDrawer id={appointmentId} focusKey={focusKey} onClose={close} />}
    >
      <CalendarBody
        root={content}
        appointments={appointments}
        hosts={hosts}
        filters={filters}
        place={place}
        period={period}
        view={view}
        colourBy={colourBy}
        office={office}
        chosenId={appointmentId}
        onOpen={open}
      />
    </Page>
  )
}

import { ActionIcon, Button, Group, Popover, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconPlus, IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import type { RefObject } from 'react'
import { Reserved } from '../browser/reserved.tsx'
import type { Office } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import classes from './calendar.module.css'
import { datePickerLabels } from './date-picker-labels.ts'
import { look, moveTo } from './calendar-memory.ts'
import type { Place } from './calendar-memory.ts'
import { calendarViews, stepDay } from './period.ts'
import type { CalendarView } from './period.ts'
import { useCalendarCommands, viewKeys } from './use-calendar-commands.ts'

/** Which days, which view, and the search. */
export function Toolbar({
  place,
  view,
  text,
  office,
  onNew,
}: {
  place: Place
  view: CalendarView
  text: string
  office: Office
  onNew(): void
}) {
  const search = useRef<HTMLInputElement>(null)
  useCalendarCommands(place, view, search)
  return (
    <>
      <DayButton place={place} text={text} office={office} />
      <Group gap={2} wrap="nowrap">
        <Step place={place} view={view} direction={-1} />
        <Tooltip
          label={
            <>
              {t('calendar.period.toToday')} <Keys keys="t" />
            </>
          }
        >
          <Button variant="default" onClick={() => moveTo(place, { day: place.today })} disabled={place.day === place.today}>
            {t('calendar.period.today')}
          </Button>
        </Tooltip>
        <Step place={place} view={view} direction={1} />
      </Group>
      <SegmentedControl
        aria-label={t('calendar.view.label')}
        value={view}
        onChange={(value) => look.set({ view: value })}
        data={calendarViews.map((value) => ({
          value,
          label: (
            <span title={`${t(`calendar.view.command.${value}`)} (${viewKeys[value].toUpperCase()})`}>{t(`calendar.view.${value}`)}</span>
          ),
        }))}
      />
      <Search place={place} field={search} />
      <Reserved to="appointments.create">
        <Tooltip
          label={
            <>
              {t('calendar.newHint')} <Keys keys="+" />
            </>
          }
        >
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={onNew}>
            {t('calendar.new')}
          </Button>
        </Tooltip>
      </Reserved>
    </>
  )
}

function Step({ place, view, direction }: { place: Place; view: CalendarView; direction: 1 | -1 }) {
  const unit = view === 'month' ? 'Month' : view === 'week' || view === 'list' ? 'Week' : 'Day'
  const name = t(direction === 1 ? `calendar.period.next${unit}` : `calendar.period.previous${unit}`)
  const Icon = direction === 1 ? IconChevronRight : IconChevronLeft
  return (
    <Tooltip
      label={
        <>
          {name} <Keys keys={direction === 1 ? 'ArrowRight' : 'ArrowLeft'} />
        </>
      }
    >
      <ActionIcon aria-label={name} onClick={() => moveTo(place, { day: stepDay(view, place.day, direction) })}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** What is shown, in words; a click opens a calendar to jump with. */
function DayButton({ place, text, office }: { place: Place; text: string; office: Office }) {
  const [isOpen, { close, toggle }] = useDisclosure(false)
  return (
    <Popover opened={isOpen} onChange={(next) => !next && close()} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className={classes.period}
          variant="subtle"
          color="gray"
          aria-label={t('calendar.period.shown', { period: text })}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={toggle}
        >
          <span aria-live="polite">{text}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calendar.period.choose')}>
        <DatePicker
          size="sm"
          hideOutsideDates
          // The weekend's red is too pale to be read, and an office may well work then.
          weekendDays={[]}
          ariaLabels={datePickerLabels()}
          value={place.day}
          defaultDate={place.day}
          firstDayOfWeek={office.firstDayOfWeek as 0 | 1 | 2 | 3 | 4 | 5 | 6}
          highlightToday
          onChange={(day) => {
            if (day) moveTo(place, { day })
            close()
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Search({ place, field }: { place: Place; field: RefObject<HTMLInputElement | null> }) {
  return (
    <TextInput
      ref={field}
      className={classes.search}
      type="search"
      aria-label={t('calendar.findAppointment')}
      placeholder={t('calendar.find')}
      maxLength={200}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={place.search === '' ? <Keys keys="/" /> : null}
      value={place.search}
      onChange={(change) => moveTo(place, { search: change.currentTarget.value })}
    />
  )
}

import { ActionIcon, Button, Group, Menu, Text, TextInput, Tooltip } from '@mantine/core'
import { IconDots, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { WorkingHours } from '../../shared/appointment.ts'
import { areSound } from '../../shared/working-hours.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { addStretch, copyDay, usualWeek, weekdayName, weekdays } from './hours.ts'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

/** The week, day by day, with as many stretches as a day has. What is sound is saved at once. */
export function HoursEditor({ hours, onSave }: { hours: readonly WorkingHours[] | null; onSave(hours: WorkingHours[] | null): void }) {
  const office = useOffice()
  // What is not sound yet stays here until it is.
  const [draft, setDraft] = useState<readonly WorkingHours[] | null>(null)
  const shown = draft ?? hours
  const set = (next: readonly WorkingHours[] | null): void => {
    const isSaved = next === null || areSound(next)
    setDraft(isSaved ? null : next)
    if (isSaved) onSave(next && [...next])
  }

  if (shown === null) {
    return (
      <PeopleSection title={t('team.hours.title')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('team.hours.unset')}
        </Text>
        <Button variant="default" onClick={() => set(usualWeek)}>
          {t('team.hours.set')}
        </Button>
      </PeopleSection>
    )
  }
  return (
    <PeopleSection title={t('team.hours.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('team.hours.hint')}
      </Text>
      {weekdays(office).map((weekday) => (
        <DayHours key={weekday} weekday={weekday} hours={shown} onChange={set} />
      ))}
      {draft !== null && (
        <Text size="sm" c="red" role="alert" mt="xs">
          {t('team.hours.unsound')}
        </Text>
      )}
      <Button variant="subtle" size="compact-xs" mt="xs" onClick={() => set(null)}>
        {t('team.hours.clear')}
      </Button>
    </PeopleSection>
  )
}

function DayHours({
  weekday,
  hours,
  onChange,
}: {
  weekday: number
  hours: readonly WorkingHours[]
  onChange(hours: readonly WorkingHours[]): void
}) {
  const office = useOffice()
  const day = weekdayName(weekday, office, true)
  const own = hours.filter((stretch) => stretch.weekday === weekday)
  const more = addStretch(hours, weekday)
  const replace = (stretch: WorkingHours, patch: Partial<WorkingHours>): void =>
    onChange(hours.map((each) => (each === stretch ? { ...each, ...patch } : each)))
  return (
    <div className={classes.day} role="group" aria-label={day}>
      <span className={classes.dayName}>{weekdayName(weekday, office)}</span>
      <div className={classes.stretches}>
        {own.length === 0 && <span className={classes.quiet}>{t('team.hours.off')}</span>}
        {own.map((stretch, index) => (
          <Group key={index} gap={4} wrap="nowrap">
            <Clock label={t('team.hours.from', { day })} value={stretch.from} onChange={(from) => replace(stretch, { from })} />
            <span aria-hidden>–</span>
            <Clock label={t('team.hours.to', { day })} value={stretch.to} isEnd onChange={(to) => replace(stretch, { to })} />
            <ActionIcon
              size={22}
              aria-label={t('team.hours.remove', { ...stretch, day })}
              onClick={() => onChange(hours.filter((each) => each !== stretch))}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </div>
      <Tooltip label={t('team.hours.add', { day })}>
        <ActionIcon size={22} aria-label={t('team.hours.add', { day })} disabled={more === null} onClick={() => more && onChange(more)}>
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu>
        <Menu.Target>
          <ActionIcon size={22} aria-label={t('team.hours.more', { day })}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChange(copyDay(hours, weekday, [1, 2, 3, 4, 5]))}>{t('team.hours.copy', { day })}</Menu.Item>
          <Menu.Item onClick={() => onChange(copyDay(hours, weekday, [0, 1, 2, 3, 4, 5, 6]))}>{t('team.hours.copyAll', { day })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** Taken over when the field is left, and only a whole time. Midnight as an end is the day's end, which a clock's field cannot say. */
function Clock({
  label,
  value,
  isEnd = false,
  onChange,
}: {
  label: string
  value: string
  isEnd?: boolean
  onChange(value: string): void
}) {
  const [text, setText] = useState<string | null>(null)
  const settle = (): void => {
    const wanted = isEnd && text === '00:00' ? '24:00' : text
    if (wanted !== null && wanted !== value && /^\d\d:\d\d$/.test(wanted)) onChange(wanted)
    setText(null)
  }
  return (
    <TextInput
      type="time"
      aria-label={label}
      w={116}
      value={text ?? (value === '24:00' ? '00:00' : value)}
      onChange={(change) => setText(change.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}

import { Button, Divider, Popover, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconChevronDown,
  IconClockQuestion,
  IconLayersIntersect,
  IconStopwatch,
  IconWorld,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { appointmentStatuses } from '../../shared/words.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { colourings, look } from './calendar-memory.ts'
import type { Colouring } from './calendar-memory.ts'
import card from './card.module.css'
import classes from './calendar.module.css'
import type { CalendarFilters } from './filters.ts'

/** What the fills tell, as the person chooses, and what the edges and marks of a card mean. */
export function Legend({ filters, colourBy }: { filters: CalendarFilters; colourBy: Colouring }) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('calendar.legend.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calendar.legend.title')} className={classes.legend}>
        <Stack gap={6}>
          <div className={classes.legendLine}>
            <Text size="sm">{t('calendar.legend.colour')}</Text>
            <SegmentedControl
              aria-label={t('calendar.legend.colourTells')}
              value={colourBy}
              onChange={(value) => look.set({ colourBy: value })}
              data={colourings.map((value) => ({ value, label: t(`calendar.legend.${value}`) }))}
            />
          </div>
          <Switch
            label={t('calendar.legend.showMoved')}
            checked={filters.showMoved}
            disabled={filters.statuses !== null}
            onChange={(change) => look.set({ showMoved: change.currentTarget.checked })}
          />
          <Divider />
          {appointmentStatuses.map((status) => (
            <div key={status} className={classes.legendLine}>
              <div className={card.card} data-shape="line" data-status={status} data-tint={1} aria-hidden />
              <StatusMark status={status} />
            </div>
          ))}
          <LegendLine mark={<ShortSample />}>{t('calendar.legend.short')}</LegendLine>
          <LegendLine mark={<IconWorld size={16} aria-hidden />}>{t('calendar.legend.otherClock')}</LegendLine>
          <LegendLine mark={<IconClockQuestion size={16} aria-hidden />}>{t('calendar.legend.unsure')}</LegendLine>
          <LegendLine mark={<IconArrowsSplit2 size={16} aria-hidden />}>{t('calendar.legend.disagrees')}</LegendLine>
          <LegendLine mark={<IconLayersIntersect size={16} aria-hidden />}>{t('calendar.legend.seenInSeveral')}</LegendLine>
          <LegendLine mark={<IconAlertTriangle size={16} aria-hidden />}>{t('calendar.legend.sourcesDiffer')}</LegendLine>
          <LegendLine mark={<OriginMark origin="sample" />}>{t('calendar.legend.sample')}</LegendLine>
          <LegendLine mark={<OriginMark origin="test" />}>{t('calendar.legend.test')}</LegendLine>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function LegendLine({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.legendLine}>
      <span className={classes.legendMark}>{mark}</span>
      <Text size="sm">{children}</Text>
    </div>
  )
}

function ShortSample() {
  return (
    <span className={card.short} data-tint={1} aria-hidden>
      <IconStopwatch size={12} />
      15
    </span>
  )
}

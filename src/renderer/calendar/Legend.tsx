import { Button, Popover, Stack, Text } from '@mantine/core'
import { IconClockQuestion, IconStopwatch, IconWorld } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { appointmentStatuses } from '../../shared/words.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import card from './card.module.css'
import classes from './calendar.module.css'

/** What the edges and marks of a card mean. */
export function Legend() {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default">Marks</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What the marks mean" className={classes.legend}>
        <Stack gap={6}>
          {appointmentStatuses.map((status) => (
            <div key={status} className={classes.legendLine}>
              <div className={card.card} data-shape="line" data-status={status} data-tint={1} aria-hidden />
              <StatusMark status={status} />
            </div>
          ))}
          <LegendLine mark={<ShortSample />}>Consultation of 15 minutes or less</LegendLine>
          <LegendLine mark={<IconWorld size={16} aria-hidden />}>The client's clock shows another time</LegendLine>
          <LegendLine mark={<IconClockQuestion size={16} aria-hidden />}>Time assumed (≈), or end not known (–?)</LegendLine>
          <LegendLine mark={<OriginMark origin="sample" />}>From the sample day, not counted</LegendLine>
          <LegendLine mark={<OriginMark origin="test" />}>From the test button, not counted</LegendLine>
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

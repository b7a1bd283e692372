import { Tooltip } from '@mantine/core'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { formatDay, formatDayTime, formatInstant, formatMoment, formatRelative, formatSeconds, formatTime } from './format.ts'

export type TimeStyle = 'time' | 'seconds' | 'day' | 'day-time' | 'moment' | 'relative'

/**
 * An instant in the office's zone, the full one with its zone in the tooltip.
 * `moment` leaves today's date out; `relative` says "2 min ago" for an hour and is a moment after that.
 */
export function Time({ ms, as = 'moment' }: { ms: number; as?: TimeStyle }) {
  const office = useOffice()
  const now = useNow()
  const text = {
    time: () => formatTime(ms, office),
    seconds: () => formatSeconds(ms, office),
    day: () => formatDay(ms, office, now),
    'day-time': () => formatDayTime(ms, office, now),
    moment: () => formatMoment(ms, office, now),
    relative: () => formatRelative(ms, office, now),
  }[as]()
  return (
    <Tooltip label={formatInstant(ms, office)}>
      <time dateTime={new Date(ms).toISOString()}>{text}</time>
    </Tooltip>
  )
}

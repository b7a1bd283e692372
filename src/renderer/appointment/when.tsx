import { Text, Tooltip } from '@mantine/core'
import type { AppointmentDetails } from '../../shared/appointment.ts'
import { useOffice } from '../app/office.ts'
import { clientTimesText, lengthText, timesText } from '../calendar/describe.ts'
import { spanOf } from '../calendar/span.ts'
import { formatDay, formatInstant } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { Section } from './section.tsx'

/** In the office's zone; on the client's clock beneath where that shows another time. */
export function When({ details }: { details: AppointmentDetails }) {
  const office = useOffice()
  const { startMs, endMs, startAssumed, timeZone } = details
  if (startMs === null) {
    return (
      <Section title={t('appointment.when.title')}>
        <Text size="sm">{t('appointment.when.unknown')}</Text>
      </Section>
    )
  }
  const times = { startMs, endMs }
  const { endKnown } = spanOf(times)
  const clientTimes = clientTimesText({ ...times, timeZone }, office)
  return (
    <Section title={t('appointment.when.title')}>
      <Tooltip label={formatInstant(startMs, office)}>
        <time dateTime={new Date(startMs).toISOString()} className={classes.when}>
          {formatDay(startMs, office)}, {timesText(times, office)}
        </time>
      </Tooltip>
      <Text size="sm" c="dimmed">
        {endKnown ? lengthText(times) : t('appointment.when.endUnknown')}
      </Text>
      {startAssumed && <Text size="sm">{t('appointment.when.assumed')}</Text>}
      {clientTimes && <Text size="sm">{t('appointment.when.client', { times: clientTimes, zone: timeZone ?? '' })}</Text>}
    </Section>
  )
}

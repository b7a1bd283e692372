import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CountedAppointment, CountedClient, CountedDelivery } from '../../shared/contract/overview.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { settingsQuery } from '../app/queries.ts'
import { formatDayTime, formatMoment } from '../ui/format.ts'
import { typeLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import { formatMoney, formatTook } from './figures.ts'
import classes from './overview.module.css'
import type { Counted, CountedRow } from './overview-query.ts'

export function CountedRows({ counted, rows, onOpen }: { counted: Counted; rows: readonly CountedRow[]; onOpen(row: CountedRow): void }) {
  return (
    <ul className={classes.rows}>
      {rows.map((counts) => (
        <li key={counts.row.id}>
          <UnstyledButton className={classes.row} onClick={() => onOpen(counts)}>
            {counts.of === 'appointments' && <AppointmentRow row={counts.row} counted={counted} />}
            {counts.of === 'clients' && <ClientRow row={counts.row} />}
            {counts.of === 'deliveries' && <DeliveryRow row={counts.row} counted={counted} />}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

function Lines({ name, mark, children }: { name: ReactNode; mark: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className={classes.rowHead}>
        <span className={classes.rowName} data-private>
          {name}
        </span>
        {mark}
      </span>
      <span className={classes.rowFacts}>{children}</span>
    </>
  )
}

function AppointmentRow({ row, counted }: { row: CountedAppointment; counted: Counted }) {
  const office = useOffice()
  const now = useNow()
  const { data: settings } = useQuery(settingsQuery)
  const when = formatMoment(row.atMs, office, now)
  return (
    <Lines name={row.clientLabel ?? t('overview.list.nobody')} mark={<StatusMark status={row.status} />}>
      <span>{row.startMs === null ? t('overview.list.noStart') : formatDayTime(row.startMs, office, now)}</span>
      <span>{typeLabel(row.type)}</span>
      {row.hostLabel !== null && <span>{row.hostLabel}</span>}
      <SourceMark source={row.source} />
      {['booked', 'standing', 'valued', 'unvalued'].includes(counted.counter) && <span>{t('overview.list.at.booked', { when })}</span>}
      {counted.counter === 'cancelled' && <span>{t('overview.list.at.cancelled', { when })}</span>}
      {counted.counter === 'valued' && row.value !== null && settings && <b>{formatMoney(row.value, settings.currency)}</b>}
    </Lines>
  )
}

function ClientRow({ row }: { row: CountedClient }) {
  const office = useOffice()
  const now = useNow()
  return (
    <Lines name={row.label ?? t('overview.list.nobody')} mark={row.source && <SourceMark source={row.source} />}>
      <span>{t('overview.list.at.known', { when: formatMoment(row.atMs, office, now) })}</span>
      {row.consulting && <span>{t('overview.list.consulting')}</span>}
    </Lines>
  )
}

function DeliveryRow({ row, counted }: { row: CountedDelivery; counted: Counted }) {
  const office = useOffice()
  const now = useNow()
  return (
    <Lines
      name={row.aboutName ?? row.providerEvent ?? t('overview.list.noEvent')}
      mark={<VerdictBadge verdict={row.verdict} reason={row.reason} />}
    >
      <span>{formatMoment(row.receivedAtMs, office, now)}</span>
      <SourceMark source={row.provider} />
      {row.aboutName !== null && row.providerEvent !== null && <span>{row.providerEvent}</span>}
      {counted.counter === 'timed' && <b>{formatTook(row.toWindowMs)}</b>}
    </Lines>
  )
}

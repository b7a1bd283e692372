import { memo } from 'react'
import type { ClientRow } from '../../shared/contract/clients.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { dayKey, formatDay } from '../ui/format.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { stageLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { nameOfClient } from './client-name.ts'
import classes from './people.module.css'

export function ClientHead() {
  return (
    <div role="row" className={classes.cells} aria-rowindex={1}>
      <span role="columnheader">{t('clients.list.name')}</span>
      <span role="columnheader">{t('clients.list.next')}</span>
      <span role="columnheader">{t('clients.list.stage')}</span>
      <span role="columnheader">{t('clients.list.contact')}</span>
      <span role="columnheader">{t('clients.list.seen')}</span>
      <span role="columnheader" className={classes.number}>
        {t('clients.list.appointments')}
      </span>
      <span role="columnheader" className={classes.number}>
        {t('clients.list.noShows')}
      </span>
    </div>
  )
}

/** One client. Where they stand in the list is the grid's matter. */
export const ClientCells = memo(function ClientCells({ row }: { row: ClientRow }) {
  const office = useOffice()
  const now = useNow()
  return (
    <div className={classes.cells}>
      <span role="gridcell" className={classes.pair}>
        <span className={classes.name} data-private>
          {nameOfClient(row)}
        </span>
        <OriginMark origin={row.origin} />
      </span>
      <span role="gridcell">{row.nextStartMs === null ? '—' : <Soon ms={row.nextStartMs} />}</span>
      <span role="gridcell">{stageLabel(row.stage)}</span>
      <span role="gridcell" className={classes.text} data-private>
        {[row.email, row.phone, row.externalId].filter((part) => part !== null).join(' · ') || '—'}
      </span>
      <span role="gridcell">{row.lastSeenMs === null ? '—' : formatDay(row.lastSeenMs, office, now)}</span>
      <span role="gridcell" className={classes.number}>
        {row.appointments}
      </span>
      <span role="gridcell" className={classes.number}>
        {row.noShows === 0 ? '' : row.noShows}
      </span>
    </div>
  )
})

/** The time of what comes today, the day of what comes later; the hint has both. */
function Soon({ ms }: { ms: number }) {
  const office = useOffice()
  const now = useNow()
  return <Time ms={ms} as={dayKey(ms, office) === dayKey(now, office) ? 'time' : 'day'} />
}

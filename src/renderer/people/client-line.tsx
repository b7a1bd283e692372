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
    <div role="rowgroup" className={classes.head}>
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
    </div>
  )
}

export interface ClientLineProps {
  readonly row: ClientRow
  /** As readers count, the head included. */
  readonly rowIndex: number
  readonly top: number
  readonly active: boolean
  readonly open: boolean
  onOpen(id: number): void
}

export const ClientLine = memo(function ClientLine({ row, rowIndex, top, active, open, onOpen }: ClientLineProps) {
  const office = useOffice()
  const now = useNow()
  return (
    // The grid has the focus and the keys, for all of its rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={`client-${row.id}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={open}
      data-active={active || undefined}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(row.id)}
    >
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
    </div>
  )
})

/** The time of what comes today, the day of what comes later; the hint has both. */
function Soon({ ms }: { ms: number }) {
  const office = useOffice()
  const now = useNow()
  return <Time ms={ms} as={dayKey(ms, office) === dayKey(now, office) ? 'time' : 'day'} />
}

import { Tooltip } from '@mantine/core'
import { memo } from 'react'
import type { DeliveryRow } from '../../shared/delivery.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import {
  dayKey,
  formatBytes,
  formatDate,
  formatDayTime,
  formatInstant,
  formatMicroseconds,
  formatSeconds,
  formatTime,
} from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { DealtWithMark, EditedMark } from '../replay/edited-mark.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import classes from './log.module.css'

const columns = ['time', 'provider', 'event', 'verdict', 'code', 'about', 'size', 'took'] as const

const headClasses: Partial<Record<(typeof columns)[number], string | undefined>> = {
  provider: classes.provider,
  size: classes.number,
  took: classes.number,
}

export function LogHead() {
  return (
    <div className={classes.cells} role="row" aria-rowindex={1}>
      {columns.map((column) => (
        <span key={column} role="columnheader" className={headClasses[column]}>
          {t(`log.column.${column}`)}
        </span>
      ))}
    </div>
  )
}

/** One delivery. Where it stands in the list is the grid's matter. */
export const LogCells = memo(function LogCells({ row }: { row: DeliveryRow }) {
  return (
    <div className={classes.cells}>
      <span role="gridcell">
        <ReceivedAt ms={row.receivedAtMs} />
      </span>
      <span role="gridcell" className={classes.provider} title={sourceName(row.provider)}>
        <SourceMark source={row.provider} />
      </span>
      <span role="gridcell" className={classes.pair}>
        <span className={classes.text}>{row.providerEvent ?? '—'}</span>
        <OriginMark origin={row.origin} />
        {row.isEdited && <EditedMark />}
      </span>
      <span role="gridcell" className={classes.pair}>
        <VerdictBadge verdict={row.verdict} reason={row.reason} />
        {row.isDealtWith && <DealtWithMark />}
      </span>
      {/* Nobody was answered where nobody sent it. */}
      <span role="gridcell">{row.isEdited ? '—' : row.httpStatus}</span>
      <span role="gridcell" className={classes.pair}>
        <About name={row.aboutName} startMs={row.aboutStartMs} />
      </span>
      <span role="gridcell" className={classes.number}>
        {formatBytes(row.bodySize)}
      </span>
      <span role="gridcell" className={classes.number}>
        {row.isEdited ? '—' : formatMicroseconds(row.durationUs)}
      </span>
    </div>
  )
})

function ReceivedAt({ ms }: { ms: number }) {
  const office = useOffice()
  const now = useNow()
  const isToday = dayKey(ms, office) === dayKey(now, office)
  return (
    <Tooltip label={formatInstant(ms, office)}>
      <time dateTime={new Date(ms).toISOString()}>
        {isToday ? formatSeconds(ms, office) : `${formatDate(ms, office)} ${formatTime(ms, office)}`}
      </time>
    </Tooltip>
  )
}

function About({ name, startMs }: { name: string | null; startMs: number | null }) {
  const office = useOffice()
  return (
    <>
      <span className={classes.text} data-private>
        {name ?? '—'}
      </span>
      {startMs !== null && <span className={classes.when}>{formatDayTime(startMs, office)}</span>}
    </>
  )
}

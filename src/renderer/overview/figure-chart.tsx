import { BarChart, ChartTooltip, LineChart } from '@mantine/charts'
import { useMemo } from 'react'
import type { TooltipContentProps } from 'recharts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { bucketName } from './bucket-name.ts'
import type { Shown } from './chart-card.tsx'
import { figures, formatFigure } from './figures.ts'
import classes from './overview.module.css'
import { partKey, partName, partTint } from './parts.ts'

/** Amounts are stacked, shares are lines that break where there is nothing to take a share of. */
export function FigureChart({ overview, figure, groups, hosts }: Shown) {
  const office = useOffice()
  const now = useNow()
  const { unit, value } = figures[figure]
  const { buckets, step, totals, currency } = overview
  const name = t(`overview.figure.${figure}`)
  const series =
    groups.length === 0
      ? [{ name: 'all', label: name, color: 'var(--tint-1-edge)' }]
      : groups.map(({ part }) => ({
          name: partKey(part),
          label: partName(part, hosts),
          color: `var(--tint-${partTint(part, hosts)}-edge)`,
        }))
  const data = useMemo(
    () =>
      buckets.map((bucket, index) => ({
        bucket: bucketName(bucket, step, office, now),
        ...(groups.length === 0 ? { all: value(totals.series[index]!) } : {}),
        ...Object.fromEntries(groups.map(({ part, series }) => [partKey(part), value(series[index]!)])),
      })),
    [buckets, step, totals, groups, value, office, now],
  )
  const valueFormatter = (amount: number | null): string => formatFigure(figure, amount, currency)
  // Of a dozen hosts, those that have something to tell at this point.
  const tooltip = ({ label, payload }: TooltipContentProps) => {
    const told = payload.filter(({ value }) => value !== null && (unit === 'share' || value !== 0))
    return told.length > 0 && <ChartTooltip label={label} payload={told} series={series} valueFormatter={valueFormatter} />
  }
  const shared = {
    h: 260,
    data,
    series,
    dataKey: 'bucket',
    // The buckets' table is for those who do not see it; a tab stop that says nothing would only be in the way.
    accessibilityLayer: false,
    valueFormatter,
    yAxisProps: { allowDecimals: unit !== 'count', width: 64, ...(unit === 'share' ? { domain: [0, 1] } : {}) },
    xAxisProps: { minTickGap: 12 },
    tooltipProps: { isAnimationActive: false, content: tooltip },
  }
  return (
    <div className={classes.chart} role="img" aria-label={t('overview.chart.label', { name })}>
      {unit === 'share' ? (
        <LineChart {...shared} curveType="linear" connectNulls={false} lineProps={{ isAnimationActive: false }} />
      ) : (
        <BarChart {...shared} type="stacked" maxBarWidth={36} barProps={{ isAnimationActive: false }} />
      )}
    </div>
  )
}

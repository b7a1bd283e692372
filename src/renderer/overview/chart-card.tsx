import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Group, Overview } from '../../shared/contract/overview.ts'
import { hostsQuery } from '../app/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { t } from '../ui/t.tsx'
import { BucketTable } from './bucket-table.tsx'
import { Definition } from './definition.tsx'
import { FigureChart } from './figure-chart.tsx'
import { figures } from './figures.ts'
import { GroupTable } from './group-table.tsx'
import classes from './overview.module.css'
import { dividings, overviewMemory, type FigureId, type SpanKind } from './overview-memory.ts'
import { inOrder } from './parts.ts'

/** One figure over the span's hours, days or months, whole or divided: as a chart, or as the table behind it. */
export function ChartCard({ overview, kind }: { overview: Overview; kind: SpanKind }) {
  const { figure, by, asTable } = overviewMemory.use()
  const { data: hosts = [] } = useQuery(hostsQuery)
  const groups = by === 'all' ? [] : inOrder(overview.groups[by], hosts).filter((group) => isCounted(figure, group))
  const name = t(`overview.figure.${figure}`)
  const isEmpty = !isCounted(figure, overview.totals)
  const shown = { overview, figure, groups, hosts }
  return (
    <section className={classes.card} aria-label={t('overview.chart.card', { name })}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{name}</h2>
        {by === 'host' && <Definition name={t('overview.chart.byHost')} text={t('overview.definition.host')} />}
        <SegmentedControl
          aria-label={t('overview.chart.by')}
          data={dividings.map((value) => ({ value, label: t(`overview.chart.${value}`) }))}
          value={by}
          onChange={(value) => overviewMemory.set({ by: value })}
        />
        <SegmentedControl
          aria-label={t('overview.chart.as')}
          data={(['chart', 'table'] as const).map((value) => ({ value, label: t(`overview.chart.${value}`) }))}
          value={asTable ? 'table' : 'chart'}
          onChange={(value) => overviewMemory.set({ asTable: value === 'table' })}
        />
      </div>
      {isEmpty ? (
        <EmptyState title={t('overview.chart.nothing')} description={t('overview.chart.nothingMeans')} />
      ) : asTable ? (
        <BucketTable {...shown} />
      ) : (
        <>
          <FigureChart {...shown} />
          <GroupTable {...shown} kind={kind} />
        </>
      )}
    </section>
  )
}

export interface Shown {
  readonly overview: Overview
  readonly figure: FigureId
  /** None: it is not divided. */
  readonly groups: readonly Group[]
  readonly hosts: Parameters<typeof inOrder>[1]
}

/** A share of nothing is not counted; nought of something is. */
function isCounted(figure: FigureId, { now, before }: Pick<Group, 'now' | 'before'>): boolean {
  const [value, earlier] = [figures[figure].value(now), figures[figure].value(before)]
  if (figures[figure].unit === 'share') return value !== null || earlier !== null
  return (value ?? 0) + (earlier ?? 0) > 0
}

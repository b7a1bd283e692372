import { Table } from '@mantine/core'
import type { Interval, Part, Tally } from '../../shared/contract/overview.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { bucketName } from './bucket-name.ts'
import { CountedNumber } from './counted-number.tsx'
import type { Shown } from './chart-card.tsx'
import { figures, formatFigure } from './figures.ts'
import classes from './overview.module.css'
import type { FigureId } from './overview-memory.ts'
import { partKey, partName } from './parts.ts'

/** The numbers behind the chart: a row an hour, a day or a month, a column a part. */
export function BucketTable({ overview, figure, groups, hosts }: Shown) {
  const office = useOffice()
  const now = useNow()
  const { buckets, step, span, totals, currency } = overview
  const label = t('overview.chart.series', { name: t(`overview.figure.${figure}`), part: t('overview.chart.table') })
  const columns = [
    { key: 'sum', part: null, name: t('overview.chart.sum'), sum: totals.now, series: totals.series },
    ...groups.map((group) => ({ ...group, key: partKey(group.part), name: partName(group.part, hosts), sum: group.now })),
  ]
  return (
    <div className={classes.wide} role="region" aria-label={label} tabIndex={0}>
      <Table className={classes.table} verticalSpacing={3} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`overview.chart.${step}`)}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.key}>{column.name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {buckets.map((bucket, index) => (
            <Table.Tr key={bucket.startMs}>
              <Table.Th scope="row">{bucketName(bucket, step, office, now)}</Table.Th>
              {columns.map(({ key, part, name, series }) => (
                <Table.Td key={key}>
                  <Cell {...{ figure, currency, part, name }} interval={bucket} tally={series[index]!} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('overview.chart.sum')}</Table.Th>
            {columns.map(({ key, part, name, sum }) => (
              <Table.Td key={key}>
                <Cell {...{ figure, currency, part, name }} interval={span} tally={sum} />
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  )
}

/** Where there is nothing, there is no list to open. */
function Cell({
  figure,
  currency,
  part,
  name,
  interval,
  tally,
}: {
  figure: FigureId
  currency: string
  part: Part | null
  name: string
  interval: Interval
  tally: Tally
}) {
  const value = figures[figure].value(tally)
  const text = formatFigure(figure, value, currency)
  if (value === null || value === 0) return <span className={classes.nought}>{text}</span>
  return <CountedNumber text={text} name={name} of={part === null ? null : name} counted={figures[figure].counted(interval, part)} />
}

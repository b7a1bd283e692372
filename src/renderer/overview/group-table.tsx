import { Table } from '@mantine/core'
import type { Part, Tally } from '../../shared/contract/overview.ts'
import { t } from '../ui/t.tsx'
import { CountedNumber } from './counted-number.tsx'
import type { Shown } from './chart-card.tsx'
import { changeOf, figures, formatFigure } from './figures.ts'
import classes from './overview.module.css'
import type { SpanKind } from './overview-memory.ts'
import { partKey, partName, partTint } from './parts.ts'
import { ChangeMark } from './tiles.tsx'

/** What the chart's colours mean, and what each of them comes to, now and before. */
export function GroupTable({ overview, figure, groups, hosts, kind }: Shown & { kind: SpanKind }) {
  const { totals } = overview
  return (
    <Table className={classes.table} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th>{t('overview.now')}</Table.Th>
          <Table.Th>{t(`overview.before.${kind}`)}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map(({ part, now, before }) => (
          <Row key={partKey(part)} part={part} now={now} before={before} {...{ overview, figure, hosts, kind }} />
        ))}
        <Row part={null} now={totals.now} before={totals.before} {...{ overview, figure, hosts, kind }} />
      </Table.Tbody>
    </Table>
  )
}

function Row({
  part,
  now,
  before,
  overview,
  figure,
  hosts,
  kind,
}: Omit<Shown, 'groups'> & { part: Part | null; now: Tally; before: Tally; kind: SpanKind }) {
  const { value, counted } = figures[figure]
  const { currency } = overview
  const name = part === null ? t('overview.chart.sum') : partName(part, hosts)
  const change = changeOf(figure, value(now), value(before), currency)
  const of = part === null ? null : name
  const earlier = t('overview.chart.series', { name, part: t(`overview.before.${kind}`) })
  return (
    <Table.Tr data-sum={part === null || undefined}>
      <Table.Th scope="row">
        {part !== null && <span className={classes.swatch} data-tint={partTint(part, hosts)} aria-hidden />}
        {name}
      </Table.Th>
      <Table.Td>
        <CountedNumber text={formatFigure(figure, value(now), currency)} name={name} of={of} counted={counted(overview.span, part)} />
      </Table.Td>
      <Table.Td>
        <CountedNumber
          text={formatFigure(figure, value(before), currency)}
          name={earlier}
          of={of}
          counted={counted(overview.before, part)}
        />
      </Table.Td>
      <Table.Td>{change && <ChangeMark change={change} />}</Table.Td>
    </Table.Tr>
  )
}

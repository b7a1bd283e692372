import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DeliveryCounter, Overview, Received, Receiving } from '../../shared/contract/overview.ts'
import type { ProviderId, RejectReason } from '../../shared/words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatNumber } from '../ui/format.ts'
import { reasonLabel, sourceName } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { CountedNumber } from './counted-number.tsx'
import { Definition } from './definition.tsx'
import { formatTook } from './figures.ts'
import classes from './overview.module.css'
import type { SpanKind } from './overview-memory.ts'

const columns = ['deliveries', 'refused', 'duplicates'] as const

/** What the endpoints took in, in the same days. */
export function ReceivingCard({ overview, kind }: { overview: Overview; kind: SpanKind }) {
  const rows = overview.receiving.filter(({ now, before }) => now.deliveries + before.deliveries > 0)
  return (
    <section className={classes.card} aria-label={t('overview.receiving.title')}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{t('overview.receiving.title')}</h2>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('overview.receiving.nothing')} />
      ) : (
        <div className={classes.receiving}>
          <Table className={classes.table} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('overview.receiving.provider')}</Table.Th>
                {columns.map((column) => (
                  <Table.Th key={column}>
                    <Head name={t(`overview.receiving.${column}`)} text={t(`overview.definition.${column}`)} />
                  </Table.Th>
                ))}
                <Table.Th>
                  <Head name={t('overview.receiving.time')} text={t('overview.definition.time')} />
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <ProviderRow key={row.provider} row={row} overview={overview} kind={kind} />
              ))}
              <SumRow rows={rows} overview={overview} kind={kind} />
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  )
}

function Head({ name, text }: { name: string; text: string }) {
  return (
    <span className={classes.head}>
      {name}
      <Definition name={name} text={text} />
    </span>
  )
}

interface Shown {
  readonly overview: Overview
  readonly kind: SpanKind
}

/** Three lines: now, before, and why deliveries were refused. */
function ProviderRow({ row: { provider, now, before, refusals }, overview, kind }: Shown & { row: Receiving }) {
  const hasRefusals = refusals.length > 0
  return (
    <>
      <Table.Tr data-more>
        <Table.Th scope="row">
          <SourceMark source={provider} />
        </Table.Th>
        {columns.map((column) => (
          <Table.Td key={column}>
            <Deliveries counter={column} text={formatNumber(now[column])} interval={overview.span} provider={provider} />
          </Table.Td>
        ))}
        <Table.Td>
          {now.timed === 0 ? (
            <span className={classes.nought}>{t('overview.nothing')}</span>
          ) : (
            <>
              <span className={classes.unit}>{t('overview.receiving.median')}</span>{' '}
              <Deliveries counter="timed" text={formatTook(now.medianMs)} interval={overview.span} provider={provider} />
            </>
          )}
        </Table.Td>
      </Table.Tr>
      <Earlier counts={before} provider={provider} overview={overview} kind={kind} isLast={!hasRefusals}>
        {now.timed > 0 && (
          <>
            {t('overview.receiving.p95')}{' '}
            <Deliveries counter="timed" text={formatTook(now.p95Ms)} interval={overview.span} provider={provider} />
          </>
        )}
      </Earlier>
      {hasRefusals && (
        <Table.Tr>
          <Table.Td colSpan={columns.length + 2} className={classes.more}>
            {refusals.map(({ reason, count }) => (
              <span key={reason} className={classes.reason}>
                <Deliveries
                  counter="refused"
                  text={t('overview.receiving.reason', { count, reason: reasonLabel(reason) })}
                  interval={overview.span}
                  provider={provider}
                  reason={reason}
                />
              </span>
            ))}
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

type Counts = Pick<Received, (typeof columns)[number]>

function SumRow({ rows, overview, kind }: Shown & { rows: readonly Receiving[] }) {
  const sumOf = (when: 'now' | 'before'): Counts => {
    const sum = (column: keyof Counts) => rows.reduce((total, row) => total + row[when][column], 0)
    return { deliveries: sum('deliveries'), refused: sum('refused'), duplicates: sum('duplicates') }
  }
  const now = sumOf('now')
  return (
    <>
      <Table.Tr data-sum data-more>
        <Table.Th scope="row">{t('overview.receiving.all')}</Table.Th>
        {columns.map((column) => (
          <Table.Td key={column}>
            <Deliveries counter={column} text={formatNumber(now[column])} interval={overview.span} provider={null} />
          </Table.Td>
        ))}
        <Table.Td />
      </Table.Tr>
      <Earlier counts={sumOf('before')} provider={null} overview={overview} kind={kind} isLast />
    </>
  )
}

function Earlier({
  counts,
  provider,
  overview,
  kind,
  isLast,
  children,
}: Shown & { counts: Counts; provider: ProviderId | null; isLast: boolean; children?: ReactNode }) {
  const when = t(`overview.before.${kind}`)
  return (
    <Table.Tr data-earlier data-more={!isLast || undefined}>
      <Table.Th scope="row">{when}</Table.Th>
      {columns.map((column) => (
        <Table.Td key={column}>
          <Deliveries counter={column} text={formatNumber(counts[column])} interval={overview.before} provider={provider} when={when} />
        </Table.Td>
      ))}
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}

function Deliveries({
  counter,
  text,
  interval,
  provider,
  reason = null,
  when,
}: {
  counter: DeliveryCounter
  text: string
  interval: Overview['span']
  provider: ProviderId | null
  reason?: RejectReason | null
  when?: string
}) {
  const name = t(`overview.list.counts.${counter}`)
  const of = provider === null ? null : sourceName(provider)
  const whose = of === null ? name : t('overview.chart.series', { name, part: of })
  return (
    <CountedNumber
      text={text}
      name={when === undefined ? whose : t('overview.chart.series', { name: whose, part: when })}
      of={reason === null ? of : reasonLabel(reason)}
      counted={{ of: 'deliveries', counter, interval, provider, reason }}
    />
  )
}

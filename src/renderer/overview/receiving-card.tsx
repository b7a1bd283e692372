import { Table } from '@mantine/core'
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

function ProviderRow({ row: { provider, now, before, refusals }, overview, kind }: Shown & { row: Receiving }) {
  const shared = { provider, overview, kind }
  return (
    <>
      <Table.Tr data-more={refusals.length > 0 || undefined}>
        <Table.Th scope="row">
          <SourceMark source={provider} />
        </Table.Th>
        {columns.map((column) => (
          <Table.Td key={column}>
            <Pair counter={column} now={now[column]} before={before[column]} {...shared} />
          </Table.Td>
        ))}
        <Table.Td>
          <Took received={now} provider={provider} overview={overview} />
        </Table.Td>
      </Table.Tr>
      {refusals.length > 0 && (
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

/** The middle and nearly the worst of the times; the list has them all. */
function Took({ received, provider, overview }: { received: Received; provider: ProviderId; overview: Overview }) {
  if (received.timed === 0) return <span className={classes.nought}>{t('overview.nothing')}</span>
  return (
    <>
      <span className={classes.earlier}>{t('overview.receiving.median')}</span>{' '}
      <Deliveries counter="timed" text={formatTook(received.medianMs)} interval={overview.span} provider={provider} />
      <div className={classes.earlier}>
        {t('overview.receiving.p95')} {formatTook(received.p95Ms)}
      </div>
    </>
  )
}

function SumRow({ rows, overview, kind }: Shown & { rows: readonly Receiving[] }) {
  return (
    <Table.Tr data-sum>
      <Table.Th scope="row">{t('overview.receiving.all')}</Table.Th>
      {columns.map((column) => (
        <Table.Td key={column}>
          <Pair
            counter={column}
            now={rows.reduce((sum, { now }) => sum + now[column], 0)}
            before={rows.reduce((sum, { before }) => sum + before[column], 0)}
            provider={null}
            overview={overview}
            kind={kind}
          />
        </Table.Td>
      ))}
      <Table.Td />
    </Table.Tr>
  )
}

function Pair({
  counter,
  now,
  before,
  provider,
  overview,
  kind,
}: Shown & { counter: (typeof columns)[number]; now: number; before: number; provider: ProviderId | null }) {
  return (
    <>
      <Deliveries counter={counter} text={formatNumber(now)} interval={overview.span} provider={provider} />
      <div className={classes.earlier}>
        {t(`overview.before.${kind}`)}{' '}
        <Deliveries
          counter={counter}
          text={formatNumber(before)}
          interval={overview.before}
          provider={provider}
          when={t(`overview.before.${kind}`)}
        />
      </div>
    </>
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

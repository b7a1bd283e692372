import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AppointmentDrawer } from '../appointment/appointment-drawer.tsx'
import { openClient } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { settingsQuery } from '../app/queries.ts'
import { DeliveryPanel } from '../log/delivery-panel.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { CountedRows } from './counted-rows.tsx'
import { formatMoney } from './figures.ts'
import { intervalText } from './interval-text.ts'
import type { OpenCounted } from './open-counted.ts'
import classes from './overview.module.css'
import { countedQuery, type Counted, type CountedRow } from './overview-query.ts'

/** The list behind a number. What is opened from it takes its place; closing that goes back to the list. */
export function CountedDrawer({ counted, of, focusKey, onClose }: OpenCounted & { focusKey: number; onClose(): void }) {
  const [row, setRow] = useState<{ of: 'appointments' | 'deliveries'; id: number } | null>(null)
  const open = ({ of, row }: CountedRow): void => {
    if (of === 'clients') openClient(row.id)
    else setRow({ of, id: row.id })
  }
  if (row?.of === 'appointments') return <AppointmentDrawer id={row.id} focusKey={1} onClose={() => setRow(null)} />
  if (row?.of === 'deliveries') return <DeliveryPanel id={row.id} focusKey={1} onClose={() => setRow(null)} />
  const name = t(`overview.list.counts.${counted.counter}`)
  return (
    <SidePanel
      title={of === null ? name : t('overview.list.title', { name, of })}
      label={t('overview.list.label')}
      focusKey={focusKey}
      onClose={onClose}
    >
      <CountedList counted={counted} onOpen={open} />
    </SidePanel>
  )
}

function CountedList({ counted, onOpen }: { counted: Counted; onOpen(row: CountedRow): void }) {
  const office = useOffice()
  const now = useNow()
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(countedQuery(counted))
  if (isPending) return <TableSkeleton rows={8} />
  if (error && !data) return <ErrorNotice title={t('overview.list.unreadable')} error={error} onRetry={() => void refetch()} />
  const rows = data.pages.flatMap((page) => page.rows)
  const total = data.pages.at(-1)?.total ?? 0
  return (
    <>
      <p className={classes.listHead}>
        {intervalText(counted.interval, office, now)} · {countWords(counted, total)}
        {counted.of === 'appointments' && counted.counter === 'valued' && !hasNextPage && <Worth rows={rows} />}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t('overview.list.none')} description={t('overview.list.noneMeans')} />
      ) : (
        <CountedRows counted={counted} rows={rows} onOpen={onOpen} />
      )}
      {hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('overview.list.more', { count: Math.min(total - rows.length, 100) })}
        </Button>
      )}
    </>
  )
}

function countWords({ of }: Counted, count: number): string {
  if (of === 'clients') return t('overview.list.clients', { count })
  return of === 'appointments' ? t('ui.appointments', { count }) : t('ui.deliveries', { count })
}

/** What the listed ones come to: the number that opened them. */
function Worth({ rows }: { rows: readonly CountedRow[] }) {
  const { data: settings } = useQuery(settingsQuery)
  if (!settings) return null
  const sum = rows.reduce((sum, { of, row }) => sum + (of === 'appointments' ? (row.value ?? 0) : 0), 0)
  return <> · {t('overview.list.worth', { amount: formatMoney(sum, settings.currency) })}</>
}

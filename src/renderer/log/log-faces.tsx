import { Button } from '@mantine/core'
import { IconFilterOff, IconListSearch } from '@tabler/icons-react'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { openPage } from '../app/navigation.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { anything, isAnything } from './log-filter.ts'
import { filterLog, logMemory } from './log-memory.ts'
import { LogTable } from './log-table.tsx'
import { useLog } from './use-log.ts'

/** The log's four faces. */
export function LogFaces({ filter, onEnter }: { filter: DeliveryFilter; onEnter(): void }) {
  const log = useLog(filter)
  if (log.isPending) return <TableSkeleton rows={18} />
  if (log.isError && !log.data) return <ErrorNotice title={t('log.unreadable')} error={log.error} onRetry={() => void log.refetch()} />
  const isEmpty = log.data.pages.every((page) => page.rows.length === 0)
  if (!isEmpty) return <LogTable log={log} onEnter={onEnter} />
  if (isAnything(logMemory.get().filter)) {
    return (
      <EmptyState icon={<IconListSearch size={36} stroke={1.4} aria-hidden />} title={t('log.none')} description={t('log.noneMeans')}>
        <Button onClick={() => openPage('providers')}>{t('log.connect')}</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconFilterOff size={36} stroke={1.4} aria-hidden />} title={t('log.noneFits')}>
      <Button variant="default" onClick={() => filterLog(anything)}>
        {t('log.clearFilters')}
      </Button>
    </EmptyState>
  )
}

import { Anchor, Table } from '@mantine/core'
import { IconMoonStars } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Gap } from '../../shared/contract/away.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatMoment } from '../ui/format.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { AwayChanges } from './away-changes.tsx'
import classes from './away.module.css'
import { durationWords, recoveryWords } from './away-words.ts'
import { gapsQuery } from './queries.ts'

/** The last times at which nothing reached the receiver, newest first. Takes the width that it is given. */
export function AwayList({ limit = 20 }: { limit?: number }) {
  const { data: gaps, error, isPending, refetch } = useQuery(gapsQuery(limit))
  if (isPending) return <TableSkeleton rows={4} />
  if (error && !gaps) return <ErrorNotice title={t('away.list.failed')} error={error} onRetry={() => void refetch()} />
  if (!gaps || gaps.length === 0) {
    return <EmptyState icon={<IconMoonStars size={28} />} title={t('away.list.empty')} description={t('away.list.emptyMore')} />
  }
  return (
    <Table fz="sm" className={classes.table} aria-label={t('away.list.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('away.list.when')}</Table.Th>
          <Table.Th>{t('away.list.duration')}</Table.Th>
          <Table.Th>{t('away.list.reason')}</Table.Th>
          <Table.Th>{t('away.list.outcome')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {gaps.map((gap) => (
          <Row key={gap.id} gap={gap} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Row({ gap }: { gap: Gap }) {
  const { fromMs, toMs, reason, recoveries } = gap
  const office = useOffice()
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  return (
    <Table.Tr>
      <Table.Td>{formatMoment(fromMs, office, now)}</Table.Td>
      <Table.Td>{toMs === null ? t('away.list.open') : durationWords(toMs - fromMs)}</Table.Td>
      <Table.Td>{t(`away.reason.${reason}`)}</Table.Td>
      <Table.Td>
        {recoveries.length === 0 && toMs !== null && t('away.list.nobody')}
        <ul className={classes.outcomes}>
          {recoveries.map((recovery) => (
            <li key={recovery.provider}>{recoveryWords(recovery)}</li>
          ))}
        </ul>
        {recoveries.some(({ changed }) => changed > 0) && (
          <Anchor component="button" type="button" fz="sm" onClick={() => setOpen(true)}>
            {t('away.show')}
          </Anchor>
        )}
        {isOpen && <AwayChanges gap={gap} onClose={() => setOpen(false)} />}
      </Table.Td>
    </Table.Tr>
  )
}

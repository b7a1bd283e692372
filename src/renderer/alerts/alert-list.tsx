import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Alert } from '../../shared/contract/health.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import list from '../ui/popover-list.module.css'
import { AlertRow } from './alert-row.tsx'

export interface AlertListProps {
  /** Those that go on first; null: not read yet. */
  readonly alerts: readonly Alert[] | null
  readonly error: unknown
  onRetry(): void
  onClose(): void
}

/** What is the matter, and what was within the last week. */
export function AlertList({ alerts, error, onRetry, onClose }: AlertListProps) {
  const check = useMutation({
    mutationFn: () => desk.health.check(),
    onError: (failure) => tellFailure(t('alerts.checkFailed'), failure),
  })
  return (
    <>
      <div className={list.head}>
        <h2 className={list.title}>{t('alerts.title')}</h2>
        {may('health.check') && (
          <Button size="compact-xs" variant="subtle" loading={check.isPending} onClick={() => check.mutate()}>
            {t('alerts.check')}
          </Button>
        )}
      </div>
      {alerts === null && !error && <TableSkeleton rows={4} />}
      {alerts === null && error !== null && <ErrorNotice title={t('alerts.listFailed')} error={error} onRetry={onRetry} />}
      {alerts?.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={28} />} title={t('alerts.empty')} description={t('alerts.emptyMore')} />
      )}
      {alerts !== null && alerts.length > 0 && (
        <ul className={list.list}>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <AlertRow alert={alert} onLeave={onClose} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

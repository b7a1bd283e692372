import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { useReadLogAnew } from '../log/use-log.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { Asking } from './asking.tsx'
import { dryRunQuery } from './queries.ts'
import { TryOutResult } from './try-out.tsx'

/** What replaying would change; Enter then does it. */
export function DryRun({ delivery, isWaiting, onLeave }: { delivery: Delivery; isWaiting: boolean; onLeave(): void }) {
  const { data: tried, error, refetch } = useQuery(dryRunQuery(delivery.id))
  const [reason, setReason] = useState('')
  const readLogAnew = useReadLogAnew()
  const leave = useWhileShown(onLeave)
  const apply = useMutation({
    mutationFn: () => desk.deliveries.replay({ id: delivery.id, reason }),
    onSuccess: (result) => {
      // Something became different meanwhile: what stands here says what.
      if (result.kind === 'cannot') return void refetch()
      readLogAnew()
      tell(t(`replay.done.${result.verdict}`))
      leave()
    },
    onError: (failure) => tellFailure(t('replay.failed'), failure),
  })
  const confirm = !tried || tried.kind === 'cannot' ? null : t(tried.kind === 'changes' ? 'replay.apply' : 'replay.applyAnyway')
  return (
    <Asking
      title={t('replay.title')}
      note={{ label: t('replay.reason'), value: reason, onChange: setReason }}
      confirm={confirm}
      isPending={apply.isPending}
      onConfirm={() => apply.mutate()}
      onLeave={onLeave}
    >
      {tried ? (
        <TryOutResult tried={tried} provider={delivery.provider} isWaiting={isWaiting} />
      ) : error ? (
        <ErrorNotice title={t('replay.notTried')} error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton rows={3} />
      )}
    </Asking>
  )
}

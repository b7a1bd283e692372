import { Button, Group, Text, TextInput } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BulkTryOut } from '../../shared/contract/replays.ts'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { BulkCounts } from './bulk-counts.tsx'
import { useRun } from './use-run.ts'

/** The desk takes no more at once. */
const mostAtOnce = 10_000

const latest = (_before: BulkTryOut | null, tried: BulkTryOut): BulkTryOut => tried

/** What replaying them would come to; nothing is changed yet. */
export function BulkTrying({
  filter,
  onApply,
  onClose,
}: {
  filter: DeliveryFilter
  onApply(tried: BulkTryOut, reason: string): void
  onClose(): void
}) {
  const [reason, setReason] = useState('')
  const {
    run: { state, sum: tried, error },
    start,
  } = useRun<BulkTryOut>()
  const begin = useCallback(() => start((signal) => desk.deliveries.bulkDryRun({ filter }, { signal }), latest), [start, filter])
  useEffect(begin, [begin])
  const isTried = state === 'over' && tried !== null
  const canApply = isTried && tried.wouldChange + tried.nothingNew > 0
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (canApply) button.current?.focus()
  }, [canApply])

  if (state === 'failed') return <ErrorNotice title={t('replay.bulk.notTried')} error={error} onRetry={begin} />
  const { done, total } = tried ?? { done: 0, total: 0 }
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        if (canApply) onApply(tried, reason)
      }}
    >
      <Text size="sm" role="status">
        {isTried ? summary(total) : t('replay.bulk.trying', { done, total })}
      </Text>
      {!isTried && <BulkBar done={done} total={total} />}
      {tried !== null && total > 0 && <BulkCounts tried={tried} onOpen={onClose} />}
      {canApply && (
        <>
          <TextInput
            data-private
            label={t('replay.reason')}
            maxLength={500}
            value={reason}
            onChange={(change) => setReason(change.currentTarget.value)}
          />
          <Text size="sm" c="dimmed" mt="xs">
            {t('replay.bulk.order')}
          </Text>
        </>
      )}
      <Group gap="xs" mt="md">
        {canApply && (
          <Button ref={button} type="submit" rightSection={<Keys keys="Enter" />}>
            {t('replay.bulk.apply', { count: total })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('replay.leave')}
        </Button>
      </Group>
    </form>
  )
}

function summary(total: number): string {
  if (total === 0) return t('replay.bulk.none')
  const matching = t('replay.bulk.tried', { count: total })
  return total < mostAtOnce ? matching : `${matching} ${t('replay.bulk.most', { count: total })}`
}

import { Button, Group, Progress, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { BulkItem, BulkReplay, BulkTryOut } from '../../shared/contract/replays.ts'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { BulkCounts } from './bulk-counts.tsx'
import { BulkResults } from './bulk-results.tsx'
import { useRun } from './use-bulk.ts'

/** The desk takes no more at once. */
const mostAtOnce = 10_000

/** First a dry run that counts, then the doing of it, with progress; it can be stopped between any two. */
export function Bulk({ filter, onClose }: { filter: DeliveryFilter; onClose(): void }) {
  const [reason, setReason] = useState('')
  const [items, setItems] = useState<readonly BulkItem[]>([])
  const trying = useRun<BulkTryOut>()
  const doing = useRun<BulkReplay>(({ item }) => item && setItems((before) => [...before, item]))
  const { start: startTrying } = trying
  useEffect(() => startTrying((signal) => desk.deliveries.bulkDryRun({ filter }, { signal })), [startTrying, filter])

  if (doing.run.state !== 'waiting') {
    const { state, last, error } = doing.run
    return (
      <>
        <Doing state={state} done={last?.done ?? 0} total={last?.total ?? 0} />
        {state === 'failed' && (
          <ErrorNotice title={t('replay.bulk.failed')} error={error}>
            <Text size="sm">{t('replay.bulk.failedMeans')}</Text>
          </ErrorNotice>
        )}
        <BulkResults items={items} onOpen={onClose} />
        <Group gap="xs" mt="md">
          {state === 'running' ? (
            <Button variant="default" data-autofocus onClick={doing.stop}>
              {t('replay.bulk.stop')}
            </Button>
          ) : (
            <Button variant="default" data-autofocus onClick={onClose}>
              {t('replay.bulk.close')}
            </Button>
          )}
        </Group>
      </>
    )
  }

  const { state, last: tried, error } = trying.run
  if (state === 'failed') {
    const again = (): void => startTrying((signal) => desk.deliveries.bulkDryRun({ filter }, { signal }))
    return <ErrorNotice title={t('replay.bulk.notTried')} error={error} onRetry={again} />
  }
  const isTried = state === 'over' && tried !== null
  const able = tried === null ? 0 : tried.wouldChange + tried.nothingNew
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        if (isTried && able > 0) doing.start((signal) => desk.deliveries.bulkReplay({ filter, upToId: tried.upToId, reason }, { signal }))
      }}
    >
      <Text size="sm" role="status">
        {isTried ? summary(tried.total) : t('replay.bulk.trying', { done: tried?.done ?? 0, total: tried?.total ?? 0 })}
      </Text>
      {!isTried && <Bar done={tried?.done ?? 0} total={tried?.total ?? 0} />}
      {tried !== null && tried.total > 0 && <BulkCounts tried={tried} onOpen={onClose} />}
      {isTried && able > 0 && (
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
        {isTried && able > 0 && (
          <Button type="submit" data-autofocus rightSection={<Keys keys="Enter" />}>
            {t('replay.bulk.apply', { count: tried.total })}
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

function Doing({ state, done, total }: { state: string; done: number; total: number }) {
  return (
    <>
      <Text size="sm" role="status">
        {state === 'stopped'
          ? t('replay.bulk.stopped', { done, total })
          : state === 'over'
            ? t('replay.bulk.done', { count: done })
            : t('replay.bulk.applying', { done, total })}
      </Text>
      <Bar done={done} total={total} />
    </>
  )
}

function Bar({ done, total }: { done: number; total: number }) {
  return <Progress mt={6} value={total === 0 ? 0 : (100 * done) / total} aria-label={t('replay.bulk.progress')} transitionDuration={0} />
}

import { Button, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { BulkResults } from './bulk-results.tsx'
import type { BulkSum } from './bulk-sum.ts'
import type { Run } from './use-run.ts'

/** How far it is, and what became of each. */
export function BulkDoing({ run: { state, sum, error }, onStop, onClose }: { run: Run<BulkSum>; onStop(): void; onClose(): void }) {
  const button = useRef<HTMLButtonElement>(null)
  const isRunning = state === 'running'
  useEffect(() => button.current?.focus(), [])
  const { done, total } = sum ?? { done: 0, total: 0 }
  return (
    <>
      <Text size="sm" role="status">
        {isRunning && t('replay.bulk.applying', { done, total })}
        {state === 'over' && t('replay.bulk.done', { count: done })}
        {(state === 'stopped' || state === 'failed') && t('replay.bulk.stopped', { done, total })}
      </Text>
      <BulkBar done={done} total={total} />
      {state === 'failed' && (
        <ErrorNotice title={t('replay.bulk.failed')} error={error}>
          <Text size="sm">{t('replay.bulk.failedMeans')}</Text>
        </ErrorNotice>
      )}
      {sum && <BulkResults sum={sum} onOpen={onClose} />}
      <Group gap="xs" mt="md">
        <Button ref={button} variant="default" onClick={isRunning ? onStop : onClose}>
          {t(isRunning ? 'replay.bulk.stop' : 'replay.bulk.close')}
        </Button>
      </Group>
    </>
  )
}

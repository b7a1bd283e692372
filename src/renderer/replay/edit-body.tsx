import { Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { openDelivery } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { prettyBody } from '../log/body.ts'
import { useReadLogAnew } from '../log/use-log.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { Asking } from './asking.tsx'
import { tryEditQuery } from './queries.ts'
import classes from './replay.module.css'
import { TryOutResult } from './try-out.tsx'

/** Milliseconds without a letter before what was written is tried. */
const pauseMs = 300

/** A body to change, tried while it is written; what is made of it is a new delivery. */
export function EditBody({ delivery, onLeave }: { delivery: Delivery; onLeave(): void }) {
  const [text, setText] = useState(() => prettyBody(delivery.bodyText ?? '') ?? delivery.bodyText ?? '')
  const [reason, setReason] = useState('')
  const readLogAnew = useReadLogAnew()
  const [paused] = useDebouncedValue(text, pauseMs)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const problem = jsonProblem(text)
  const { data, error, refetch } = useQuery({
    ...tryEditQuery(delivery.id, paused),
    enabled: problem === null,
    placeholderData: keepPreviousData,
  })
  const tried = paused === text ? data : undefined
  const follow = useWhileShown((id: number) => {
    onLeave()
    openDelivery(id)
  })
  const apply = useMutation({
    mutationFn: () => desk.deliveries.applyEdit({ id: delivery.id, text, reason }),
    onSuccess: (result) => {
      if (result.kind === 'cannot') return void refetch()
      readLogAnew()
      tell(t('replay.editing.done', { id: result.deliveryId }))
      follow(result.deliveryId)
    },
    onError: (failure) => tellFailure(t('replay.editing.failed'), failure),
  })
  return (
    <Asking
      title={t('replay.editing.title')}
      note={{ label: t('replay.editing.reason'), value: reason, onChange: setReason }}
      confirm={problem === null && tried && tried.kind !== 'cannot' ? t('replay.editing.apply') : null}
      isPending={apply.isPending}
      takesFocus={false}
      onConfirm={() => apply.mutate()}
      onLeave={onLeave}
    >
      <Text size="sm" mb="xs">
        {t('replay.editing.means')}
      </Text>
      <Textarea
        ref={field}
        data-private
        label={t('replay.editing.body')}
        classNames={{ input: classes.editor ?? '' }}
        spellCheck={false}
        autosize
        minRows={8}
        maxRows={22}
        value={text}
        error={problem === null ? null : t('replay.editing.notJson', { problem })}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      {problem === null && (
        <section className={classes.tried} aria-label={t('replay.editing.wouldBe')}>
          {error ? (
            <ErrorNotice title={t('replay.notTried')} error={error} onRetry={() => void refetch()} />
          ) : data ? (
            <TryOutResult tried={data} provider={delivery.provider} isEditing />
          ) : (
            <TableSkeleton rows={3} />
          )}
        </section>
      )}
    </Asking>
  )
}

/** The runtime's own words, with the place; null: it is JSON. */
function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

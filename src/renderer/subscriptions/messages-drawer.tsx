import { Button, Drawer, Group, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Temporal } from 'temporal-polyfill'
import type { Subscription } from '../../shared/contract/subscriptions.ts'
import { messageStates, type MessageState } from '../../shared/subscription.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useFocusBack } from '../ui/focus-back.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { MessageItem } from './message-item.tsx'
import { messagesQuery } from './queries.ts'
import classes from './subscriptions.module.css'

/** What was sent to one subscriber, what waits, and what was answered. */
export function MessagesDrawer({ subscription, onClose }: { subscription: Subscription; onClose(): void }) {
  const { id, name, waiting } = subscription
  useFocusBack()
  const [state, setState] = useState<MessageState | null>(null)
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(messagesQuery(id, state))
  const cancelAll = useMutation({
    mutationFn: () => desk.subscriptions.cancelAll({ id }),
    onSuccess: ({ count }) => tell(t('subscriptions.log.cancelledAll', { count })),
    onError: (failure) => tellFailure(t('subscriptions.failedDeed'), failure),
  })
  const messages = data?.pages.flatMap((page) => page.messages) ?? []
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title={t('subscriptions.log.title', { name })}>
      <Stack gap="sm">
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('subscriptions.log.filter')}
            value={state ?? 'all'}
            onChange={(value) => setState(messageStates.find((known) => known === value) ?? null)}
            data={[
              { value: 'all', label: t('subscriptions.log.all') },
              ...messageStates.map((value) => ({ value, label: t(`subscriptions.log.state.${value}`) })),
            ]}
          />
        </Group>
        <Group gap="xs">
          <ResendSince id={id} />
          {waiting > 0 && (
            <ConfirmButton
              size="compact-sm"
              label={t('subscriptions.log.cancelAll')}
              confirmLabel={t('subscriptions.log.cancelAll')}
              question={t('subscriptions.log.cancelAllQuestion', { name })}
              loading={cancelAll.isPending}
              onConfirm={() => cancelAll.mutate()}
            />
          )}
        </Group>
        {isPending && <TableSkeleton rows={6} />}
        {error && !data && <ErrorNotice title={t('subscriptions.log.unreadable')} error={error} onRetry={() => void refetch()} />}
        {data && messages.length === 0 && (
          <EmptyState title={t('subscriptions.log.empty')} description={t('subscriptions.log.emptyAbout')} />
        )}
        {messages.length > 0 && (
          <ul className={classes.messages} aria-label={t('subscriptions.log.label')}>
            {messages.map((message) => (
              <li key={message.id}>
                <MessageItem message={message} />
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('subscriptions.log.more')}
          </Button>
        )}
      </Stack>
    </Drawer>
  )
}

function ResendSince({ id }: { id: number }) {
  const { timeZone } = useOffice()
  const [isOpened, setOpened] = useState(false)
  /** On the office's clock. */
  const [since, setSince] = useState<string | null>(null)
  const resend = useMutation({
    mutationFn: (text: string) => desk.subscriptions.resendSince({ id, sinceMs: instantOf(text, timeZone) }),
    onSuccess({ count }) {
      setOpened(false)
      tell(t('subscriptions.log.resentSince', { count }))
    },
    onError: (failure) => tellFailure(t('subscriptions.failedDeed'), failure),
  })
  return (
    <Popover opened={isOpened} onChange={setOpened} width={340} position="bottom-start" trapFocus returnFocus withArrow>
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpened(!isOpened)}>
          {t('subscriptions.log.resendSince')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('subscriptions.log.resendSince')}>
        <Text size="sm" mb="sm">
          {t('subscriptions.log.resendSinceAbout')}
        </Text>
        <DateTimePicker
          label={t('subscriptions.log.since')}
          value={since}
          onChange={setSince}
          popoverProps={{ withinPortal: false }}
          mb="sm"
        />
        <Group gap="xs">
          <Button disabled={since === null} loading={resend.isPending} onClick={() => since !== null && resend.mutate(since)}>
            {t('subscriptions.log.resend')}
          </Button>
          <Button variant="default" onClick={() => setOpened(false)}>
            {t('subscriptions.cancel')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

/** @param text `2026-11-21 14:30:00` */
function instantOf(text: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds
}

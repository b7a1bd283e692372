import { ActionIcon, Button, Group, Menu, Table, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Subscription } from '../../shared/contract/subscriptions.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { formatNumber } from '../ui/format.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { outcomeWords } from './outcome-words.ts'
import { StateMark } from './state-mark.tsx'
import classes from './subscriptions.module.css'

export type RowDeed = 'edit' | 'rotate' | 'messages'

const onError = (error: unknown): void => tellFailure(t('subscriptions.failedDeed'), error)

/** One subscriber: how it stands there, and what can be done. */
export function SubscriptionRow({ subscription, onDeed }: { subscription: Subscription; onDeed(deed: RowDeed): void }) {
  const { id, name, url, lastSuccessAtMs, waiting, previousUntilMs, state, failures } = subscription
  const [isRemoving, setRemoving] = useState(false)
  const test = useMutation({
    mutationFn: () => desk.subscriptions.test({ id }),
    onSuccess: (sent) =>
      sent.failure === null
        ? tell(t('subscriptions.tested', { status: String(sent.status), ms: sent.durationMs }))
        : tellFailure(t('subscriptions.testFailed'), new Error(outcomeWords(sent))),
    onError: (error) => tellFailure(t('subscriptions.notTested'), error),
  })
  const setState = useMutation({
    mutationFn: (next: 'active' | 'paused') => desk.subscriptions.setState({ id, state: next }),
    onSuccess: (_done, next) => tell(t(next === 'paused' ? 'subscriptions.paused' : 'subscriptions.resumed', { name })),
    onError,
  })
  const tryNow = useMutation({
    mutationFn: () => desk.subscriptions.tryNow({ id }),
    onSuccess: () => tell(t('subscriptions.triedNow', { name })),
    onError,
  })
  const endPrevious = useMutation({
    mutationFn: () => desk.subscriptions.endPrevious({ id }),
    onSuccess: () => tell(t('subscriptions.secret.ended')),
    onError,
  })
  const remove = useMutation({
    mutationFn: () => desk.subscriptions.remove({ id }),
    onSuccess: () => tell(t('subscriptions.removed', { name })),
    onError,
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} truncate title={name}>
          {name}
        </Text>
        <div className={classes.url} title={url}>
          {url}
        </div>
        {previousUntilMs !== null && (
          <Text size="xs" c="dimmed">
            <Words k="subscriptions.previousUntil" parts={{ time: <Time ms={previousUntilMs} /> }} />
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <StateMark subscription={subscription} />
      </Table.Td>
      <Table.Td>{lastSuccessAtMs === null ? t('subscriptions.never') : <Time ms={lastSuccessAtMs} />}</Table.Td>
      <Table.Td>{waiting === 0 ? t('subscriptions.noWaiting') : formatNumber(waiting)}</Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => onDeed('messages')}>
            {t('subscriptions.messages')}
          </Button>
          <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('subscriptions.test')}
          </Button>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="default" aria-label={t('subscriptions.more', { name })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={!may('subscriptions.update')} onClick={() => onDeed('edit')}>
                {t('subscriptions.edit')}
              </Menu.Item>
              <Menu.Item disabled={!may('subscriptions.rotate')} onClick={() => onDeed('rotate')}>
                {t('subscriptions.rotate')}
              </Menu.Item>
              {previousUntilMs !== null && (
                <Menu.Item disabled={!may('subscriptions.endPrevious')} onClick={() => endPrevious.mutate()}>
                  {t('subscriptions.secret.endPrevious')}
                </Menu.Item>
              )}
              {state === 'active' && failures > 0 && <Menu.Item onClick={() => tryNow.mutate()}>{t('subscriptions.tryNow')}</Menu.Item>}
              {state === 'active' ? (
                <Menu.Item onClick={() => setState.mutate('paused')}>{t('subscriptions.pause')}</Menu.Item>
              ) : (
                <Menu.Item onClick={() => setState.mutate('active')}>
                  {t(state === 'paused' ? 'subscriptions.resume' : 'subscriptions.switchOn')}
                </Menu.Item>
              )}
              <Menu.Divider />
              <Menu.Item c="var(--bad)" onClick={() => setRemoving(true)}>
                {t('subscriptions.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
        {isRemoving && (
          <Dialog onClose={() => setRemoving(false)} title={t('subscriptions.remove')}>
            <Text size="sm" mb="md">
              {t('subscriptions.removeQuestion', { name })}
            </Text>
            <Group gap="xs">
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('subscriptions.remove')}
              </Button>
              <Button variant="default" data-autofocus onClick={() => setRemoving(false)}>
                {t('ui.keep')}
              </Button>
            </Group>
          </Dialog>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

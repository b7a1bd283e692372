import { Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Editor } from './editor.tsx'
import { MessagesDrawer } from './messages-drawer.tsx'
import { subscriptionsQuery } from './queries.ts'
import { NewSecret, SecretOnce } from './secret.tsx'
import { SubscriptionRow, type RowDeed } from './subscription-row.tsx'

const commands = () => [
  { id: 'subscriptions-new', label: t('subscriptions.new'), group: t('subscriptions.title'), asks: 'subscriptions.create' as const },
]

type Opened =
  | { readonly what: 'new' }
  | { readonly what: RowDeed; readonly id: number }
  | { readonly what: 'secret'; readonly name: string; readonly secret: string }
  | null

/** Our own webhooks: addresses of others that are told what happens here. */
export function SubscriptionsTab() {
  const { data, error, isPending, refetch } = useQuery(subscriptionsQuery)
  const [opened, setOpened] = useState<Opened>(null)
  useCommandList(commands, () => setOpened({ what: 'new' }))
  const isEmpty = data?.length === 0
  const chosen = opened !== null && 'id' in opened ? data?.find(({ id }) => id === opened.id) : undefined
  const close = (): void => setOpened(null)
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2}>{t('subscriptions.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('subscriptions.about')}
          </Text>
        </div>
        {!isEmpty && (
          <Reserved to="subscriptions.create">
            <Button flex="none" onClick={() => setOpened({ what: 'new' })}>
              {t('subscriptions.new')}
            </Button>
          </Reserved>
        )}
      </Group>
      {isPending && <TableSkeleton rows={4} />}
      {error && !data && <ErrorNotice title={t('subscriptions.unreadable')} error={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={<IconWebhook size={28} stroke={1.5} aria-hidden />}
          title={t('subscriptions.empty.title')}
          description={t('subscriptions.empty.about')}
        >
          <Reserved to="subscriptions.create">
            <Button onClick={() => setOpened({ what: 'new' })}>{t('subscriptions.new')}</Button>
          </Reserved>
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={780}>
            <Table aria-label={t('subscriptions.title')} verticalSpacing={6} layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('subscriptions.column.name')}</Table.Th>
                  <Table.Th w={220}>{t('subscriptions.column.state')}</Table.Th>
                  <Table.Th w={130}>{t('subscriptions.column.taken')}</Table.Th>
                  <Table.Th w={80}>{t('subscriptions.column.waiting')}</Table.Th>
                  <Table.Th w={250}>
                    <VisuallyHidden>{t('subscriptions.column.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((subscription) => (
                  <SubscriptionRow
                    key={subscription.id}
                    subscription={subscription}
                    onDeed={(what) => setOpened({ what, id: subscription.id })}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {(opened?.what === 'new' || (opened?.what === 'edit' && chosen)) && (
        <Editor subscription={chosen ?? null} onClose={close} onMade={(name, secret) => setOpened({ what: 'secret', name, secret })} />
      )}
      {opened?.what === 'rotate' && chosen && (
        <NewSecret subscription={chosen} onClose={close} onMade={(secret) => setOpened({ what: 'secret', name: chosen.name, secret })} />
      )}
      {opened?.what === 'secret' && <SecretOnce name={opened.name} secret={opened.secret} onClose={close} />}
      {opened?.what === 'messages' && chosen && <MessagesDrawer subscription={chosen} onClose={close} />}
    </Stack>
  )
}

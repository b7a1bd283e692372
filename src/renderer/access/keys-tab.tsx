import { Badge, Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '../../shared/contract/access.ts'
import { useCommandList } from '../app/commands.ts'
import { useNow } from '../app/now.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { NewKey } from './new-key.tsx'

const apiKeysQuery = queryOptions({ queryKey: ['access', 'keys'], queryFn: () => desk.access.list() })

const commands = () => [{ id: 'access-new', label: t('access.new'), group: t('access.title'), asks: 'access.create' as const }]

/** Keys by which other programs of the office read and write here. */
export function KeysTab() {
  const { data, error, isPending, refetch } = useQuery(apiKeysQuery)
  const [isMaking, setMaking] = useState(false)
  useCommandList(commands, () => setMaking(true))
  const isEmpty = data?.length === 0
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2}>{t('access.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('access.about')}
          </Text>
        </div>
        {!isEmpty && (
          <Button flex="none" onClick={() => setMaking(true)}>
            {t('access.new')}
          </Button>
        )}
      </Group>
      {isPending && <TableSkeleton rows={4} />}
      {error && !data && <ErrorNotice title={t('access.unreadable')} error={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={<IconKey size={28} stroke={1.5} aria-hidden />}
          title={t('access.empty.title')}
          description={t('access.empty.about')}
        >
          <Button onClick={() => setMaking(true)}>{t('access.new')}</Button>
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={760}>
            <Table aria-label={t('access.title')} verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('access.column.name')}</Table.Th>
                  <Table.Th>{t('access.column.key')}</Table.Th>
                  <Table.Th>{t('access.column.scopes')}</Table.Th>
                  <Table.Th>{t('access.column.used')}</Table.Th>
                  <Table.Th>{t('access.column.ends')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('access.column.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {isMaking && <NewKey onClose={() => setMaking(false)} />}
    </Stack>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { id, name, prefix, scopes, createdAtMs, createdBy, lastUsedAtMs, revokedAtMs } = apiKey
  const revoke = useMutation({
    mutationFn: () => desk.access.revoke({ id }),
    onSuccess: () => tell(t('access.revoked', { name })),
    onError: (error) => tellFailure(t('access.notRevoked'), error),
  })
  return (
    <Table.Tr data-over={revokedAtMs !== null || undefined}>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          <Words k="access.madeBy" values={{ by: createdBy }} parts={{ time: <Time ms={createdAtMs} as="day" /> }} />
        </Text>
      </Table.Td>
      <Table.Td ff="monospace">{prefix}…</Table.Td>
      <Table.Td>
        <Group gap={4}>
          {scopes.map((scope) => (
            <Badge key={scope} variant="light" tt="none">
              {t(`access.scope.${scope}.name`)}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>{lastUsedAtMs === null ? t('access.never') : <Time ms={lastUsedAtMs} />}</Table.Td>
      <Table.Td>
        <End apiKey={apiKey} />
      </Table.Td>
      <Table.Td ta="right">
        {revokedAtMs === null && (
          <ConfirmButton
            size="compact-sm"
            label={t('access.revoke')}
            confirmLabel={t('access.revoke')}
            question={t('access.revokeQuestion', { name })}
            loading={revoke.isPending}
            onConfirm={() => revoke.mutate()}
          />
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function End({ apiKey: { expiresAtMs, revokedAtMs, revokedBy } }: { apiKey: ApiKey }) {
  const now = useNow()
  if (revokedAtMs !== null)
    return (
      <Text size="sm" c="dimmed">
        <Words k="access.revokedBy" values={{ by: revokedBy ?? '' }} parts={{ time: <Time ms={revokedAtMs} as="day" /> }} />
      </Text>
    )
  if (expiresAtMs === null) return t('access.untilRevoked')
  return (
    <Text size="sm" {...(expiresAtMs <= now && { c: 'var(--bad)' })}>
      <Words k={expiresAtMs <= now ? 'access.ended' : 'access.ends'} parts={{ time: <Time ms={expiresAtMs} as="day" /> }} />
    </Text>
  )
}

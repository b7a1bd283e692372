import { Badge, Group, Paper, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DeskSession } from '../../shared/contract/desks.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { sessionsQuery } from './queries.ts'

/** Browsers in which somebody is signed in. */
export function Sessions() {
  const { data, error, isPending, refetch } = useQuery(sessionsQuery)
  return (
    <section aria-labelledby="desk-sessions">
      <Title order={3} id="desk-sessions" mb="xs">
        {t('desks.tab.sessions.title')}
      </Title>
      {isPending && <TableSkeleton rows={2} />}
      {error && !data && <ErrorNotice title={t('desks.tab.unreadable')} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('desks.tab.sessions.none')}
        </Text>
      )}
      {data && data.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={760}>
            <Table aria-labelledby="desk-sessions" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('desks.tab.sessions.person')}</Table.Th>
                  <Table.Th>{t('desks.tab.sessions.where')}</Table.Th>
                  <Table.Th>{t('desks.tab.sessions.since')}</Table.Th>
                  <Table.Th>{t('desks.tab.sessions.lastSeen')}</Table.Th>
                  <Table.Th>{t('desks.tab.sessions.ends')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('desks.tab.sessions.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((each) => (
                  <Row key={each.id} session={each} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </section>
  )
}

function Row({ session }: { session: DeskSession }) {
  const { id, name, by, startedAtMs, lastSeenAtMs, endsAtMs, browser, system, address, isOwn } = session
  const revoke = useMutation({
    mutationFn: () => desk.desks.sessions.revoke({ id }),
    onSuccess: () => tell(t('desks.tab.sessions.revoked', { name })),
    onError: (error) => tellFailure(t('desks.tab.sessions.notRevoked'), error),
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6}>
          <Text size="sm" fw={500} data-private>
            {name}
          </Text>
          {isOwn && <Badge>{t('desks.tab.sessions.own')}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {t('desks.tab.sessions.on', {
            browser: t(`desks.tab.sessions.browser.${browser}`),
            system: t(`desks.tab.sessions.system.${system}`),
          })}
        </Text>
        {address !== null && (
          <Text size="xs" c="dimmed">
            {address}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Time ms={startedAtMs} />
        <Text size="xs" c="dimmed">
          {t(`desks.tab.sessions.by.${by}`)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Time ms={lastSeenAtMs} as="relative" />
      </Table.Td>
      <Table.Td>
        <Time ms={endsAtMs} />
      </Table.Td>
      <Table.Td ta="right">
        <ConfirmButton
          size="compact-sm"
          label={t('desks.tab.sessions.revoke')}
          confirmLabel={t('desks.tab.sessions.revoke')}
          question={t('desks.tab.sessions.revokeQuestion', { name })}
          loading={revoke.isPending}
          onConfirm={() => revoke.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  )
}

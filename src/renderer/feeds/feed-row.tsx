import { Button, Group, Table, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Feed } from '../../shared/contract/feeds.ts'
import { hostsQuery } from '../app/queries.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { memberName } from '../people/member-name.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { hasCode } from '../ui/error-words.ts'
import { sourceName, statusLabel, typeLabel } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import type { ShownAddress } from './feed-address.tsx'

/** One feed: what it holds, what it tells, whether anybody fetches it, and what can be done with it. */
export function FeedRow({ feed, onEdit, onAddress }: { feed: Feed; onEdit(): void; onAddress(shown: ShownAddress): void }) {
  const { id, name, detail, createdAtMs, createdBy, lastFetchedAtMs, lastProgram } = feed
  const show = useMutation({
    mutationFn: () => desk.feeds.address({ id }),
    onSuccess: ({ address }) => onAddress({ id, name, address }),
    onError: (error) =>
      hasCode(error, 'LOST') ? onAddress({ id, name, address: null }) : tellFailure(t('feeds.address.unreadable'), error),
  })
  const revoke = useMutation({
    mutationFn: () => desk.feeds.revoke({ id }),
    onSuccess: () => tell(t('feeds.revoked', { name })),
    onError: (error) => tellFailure(t('feeds.notRevoked'), error),
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} data-private>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          <Words k="feeds.madeBy" values={{ by: createdBy }} parts={{ time: <Time ms={createdAtMs} as="day" /> }} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Holds filter={feed.filter} />
      </Table.Td>
      <Table.Td>{t(`feeds.detail.${detail}.name`)}</Table.Td>
      <Table.Td>
        {lastFetchedAtMs === null ? t('feeds.never') : <Time ms={lastFetchedAtMs} />}
        {lastProgram && (
          <Text size="xs" c="dimmed">
            {t(`feeds.program.${lastProgram}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Reserved to="feeds.address">
            <Button size="compact-sm" variant="default" loading={show.isPending} onClick={() => show.mutate()}>
              {t('feeds.address.show')}
            </Button>
          </Reserved>
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('feeds.edit')}
          </Button>
          <ConfirmButton
            size="compact-sm"
            label={t('feeds.revoke')}
            confirmLabel={t('feeds.revoke')}
            question={t('feeds.revokeQuestion', { name })}
            loading={revoke.isPending}
            onConfirm={() => revoke.mutate()}
          />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

/** A line for each thing by which it is narrowed down. */
function Holds({ filter: { hostIds, sources, types, statuses } }: Pick<Feed, 'filter'>) {
  const { data: hosts = [] } = useQuery(hostsQuery)
  const named = hostIds?.map((id) => {
    const host = hosts.find((each) => each.id === id)
    return host ? memberName(host) : t('feeds.gone')
  })
  const lines = [named, types?.map(typeLabel), sources?.map(sourceName), statuses?.map(statusLabel)].filter((line) => line != null)
  if (lines.length === 0) return <Text size="sm">{t('feeds.everything')}</Text>
  return lines.map((line) => (
    <Text key={line.join()} size="sm">
      {line.join(', ')}
    </Text>
  ))
}

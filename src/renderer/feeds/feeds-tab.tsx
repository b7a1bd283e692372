import { Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconCalendarShare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Feed, FeedPlace } from '../../shared/contract/feeds.ts'
import { useCommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { LocalOnly } from '../reach/local-only.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { FeedAddress, type ShownAddress } from './feed-address.tsx'
import { FeedForm } from './feed-form.tsx'
import { FeedRow } from './feed-row.tsx'
import { feedsQuery } from './queries.ts'

const commands = () => [{ id: 'feeds-new', label: t('feeds.new'), group: t('feeds.title'), asks: 'feeds.create' as const }]

/** Calendars that phones and other programs subscribe to. */
export function FeedsTab() {
  const { data, error, isPending, refetch } = useQuery(feedsQuery)
  /** `null`: a new one. */
  const [edited, setEdited] = useState<Feed | null | undefined>()
  const [address, setAddress] = useState<ShownAddress | null>(null)
  useCommandList(commands, () => setEdited(null))
  const isEmpty = data?.feeds.length === 0
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2}>{t('feeds.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('feeds.about')}
          </Text>
        </div>
        {!isEmpty && <NewFeed onClick={() => setEdited(null)} />}
      </Group>
      {data && <PlaceNotice place={data.place} />}
      {isPending && <TableSkeleton rows={4} />}
      {error && !data && <ErrorNotice title={t('feeds.unreadable')} error={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={<IconCalendarShare size={28} stroke={1.5} aria-hidden />}
          title={t('feeds.empty.title')}
          description={t('feeds.empty.about')}
        >
          <NewFeed onClick={() => setEdited(null)} />
        </EmptyState>
      )}
      {data && data.feeds.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={820}>
            <Table aria-label={t('feeds.title')} verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('feeds.column.name')}</Table.Th>
                  <Table.Th>{t('feeds.column.holds')}</Table.Th>
                  <Table.Th>{t('feeds.column.tells')}</Table.Th>
                  <Table.Th>{t('feeds.column.fetched')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('feeds.column.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.feeds.map((feed) => (
                  <FeedRow key={feed.id} feed={feed} onEdit={() => setEdited(feed)} onAddress={setAddress} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {edited !== undefined && <FeedForm feed={edited} onClose={() => setEdited(undefined)} onMade={setAddress} />}
      {address && data && <FeedAddress {...address} place={data.place} onClose={() => setAddress(null)} />}
    </Stack>
  )
}

/** Its address is a secret, which does not leave the desk itself. */
function NewFeed({ onClick }: { onClick(): void }) {
  return (
    <Reserved to="feeds.create">
      <Button flex="none" onClick={onClick}>
        {t('feeds.new')}
      </Button>
    </Reserved>
  )
}

/** A phone on the road reaches a public address only; whoever makes a feed has to know before they stand there with the phone. */
function PlaceNotice({ place: { reach, url } }: { place: FeedPlace }) {
  if (reach === 'public') return null
  const what = url === null ? 'nowhere' : reach
  return (
    <LocalOnly
      title={t(`feeds.place.${what}`)}
      text={t(`feeds.place.${what}Means`)}
      section={url === null ? 'receiver' : 'public-address'}
    />
  )
}

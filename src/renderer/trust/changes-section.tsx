import { Button, Group, Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { providerIds } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { ExportList } from '../exports/export-list.tsx'
import { Section } from '../settings/section.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { sourceName } from '../ui/labels.ts'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Change } from './change.tsx'
import { showChangesAbout, useChangesAbout } from './changes-about.ts'
import { changesQuery } from './queries.ts'
import classes from './trust.module.css'

/** Who changed which setting or secret, and when; newest first. */
export function ChangesSection() {
  const about = useChangesAbout()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(changesQuery(search, about))
  const changes = data?.pages.flatMap(({ rows }) => rows) ?? []
  const provider = providerIds.find((id) => id === about)
  return (
    <Section id="changes" title={t('trust.changes.title')} description={t('trust.changes.about')}>
      <Group gap="xs" mb="sm">
        <TextInput
          size="sm"
          w={260}
          aria-label={t('trust.changes.search')}
          placeholder={t('trust.changes.search')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ExportList list="changes" begin={(format, options) => desk.exports.changes({ search, about, format }, options)} />
        {provider && (
          <Button variant="default" size="compact-sm" onClick={() => showChangesAbout(null)}>
            {t('trust.changes.onlyAbout', { provider: sourceName(provider) })}
          </Button>
        )}
      </Group>
      {isPending && <CardSkeleton cards={1} />}
      {error && !data && <ErrorNotice title={t('trust.changes.unreadable')} error={error} onRetry={() => void refetch()} />}
      {data && changes.length === 0 && <Nothing isFiltered={search !== '' || about !== null} />}
      <ol className={classes.changes}>
        {changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={isFetchingNextPage}
          rightSection={isFetchingNextPage && <Loader size={12} />}
          onClick={() => void fetchNextPage()}
        >
          {t('trust.changes.more')}
        </Button>
      )}
    </Section>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<IconHistory size={24} />}
      title={t(isFiltered ? 'trust.changes.noneFound' : 'trust.changes.none')}
      description={t(isFiltered ? 'trust.changes.noneFoundMore' : 'trust.changes.noneMore')}
    />
  )
}

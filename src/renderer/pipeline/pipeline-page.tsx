import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconLayoutKanban, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { BoardColumn } from '../../shared/contract/pipeline.ts'
import { useCommandList } from '../app/commands.ts'
import { openPage } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { desk } from '../desk/client.ts'
import { ExportList } from '../exports/export-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Keys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { Board } from './board.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { boardMemory, boardQuery, cardsOf, firstLimits, moreCards, mostCards } from './board-query.ts'
import { useFreshCards } from './use-fresh-cards.ts'

/** Every client by stage: they move by themselves as their appointments do, and by hand. */
export function PipelinePage() {
  return (
    <Page title={t('app.page.pipeline')} toolbar={<BoardToolbar />}>
      <Clients />
    </Page>
  )
}

function Clients() {
  const { search } = boardMemory.use()
  const [settled] = useDebouncedValue(search.trim(), 120)
  const [limits, setLimits] = useState(firstLimits)
  const { data, error, isPlaceholderData, refetch } = useQuery(boardQuery(settled, limits))
  const fresh = useFreshCards(isPlaceholderData ? undefined : data, JSON.stringify([settled, limits]))
  useRefetchOnceOver(data, () => void refetch())

  if (error) return <ErrorNotice title={t('pipeline.failed')} error={error} onRetry={() => void refetch()} />
  if (!data) return <BoardSkeleton />
  if (cardsOf(data).length === 0) return <Nobody search={settled} />
  return (
    <Board
      columns={data}
      fresh={fresh}
      isSearching={settled !== ''}
      onMore={(stage) => setLimits((now) => ({ ...now, [stage]: Math.min(mostCards, now[stage] + moreCards) }))}
    />
  )
}

/** What was the next appointment begins: another one is next then, and nothing announces it. */
function useRefetchOnceOver(columns: readonly BoardColumn[] | undefined, refetch: () => void): void {
  const nowMs = useNow()
  const starts = cardsOf(columns ?? []).flatMap(({ next }) => (next ? [next.startMs] : []))
  const isOver = starts.length > 0 && Math.min(...starts) < nowMs
  const ask = useEffectEvent(refetch)
  useEffect(() => {
    if (isOver) ask()
  }, [isOver])
}

function Nobody({ search }: { search: string }) {
  const icon = <IconLayoutKanban size={28} aria-hidden />
  if (search !== '') {
    return (
      <EmptyState icon={icon} title={t('pipeline.empty.nothing', { text: search })} description={t('pipeline.empty.nothingText')}>
        <Button variant="default" onClick={() => boardMemory.set({ search: '' })}>
          {t('pipeline.clearFind')}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={icon} title={t('pipeline.empty.title')} description={t('pipeline.empty.text')}>
      <Button onClick={() => openPage('providers')}>{t('pipeline.empty.connect')}</Button>
    </EmptyState>
  )
}

function BoardToolbar() {
  const { search } = boardMemory.use()
  return (
    <>
      <ClientSearch />
      <ExportList list="pipeline" begin={(format, options) => desk.exports.pipeline({ search: search.trim(), format }, options)} />
    </>
  )
}

const searchCommands = () => [{ id: 'board-find', label: t('pipeline.find'), group: t('app.page.pipeline'), keys: ['/'] }]

function ClientSearch() {
  const { search } = boardMemory.use()
  const field = useRef<HTMLInputElement>(null)
  useCommandList(searchCommands, () => field.current?.select())
  return (
    <TextInput
      ref={field}
      // The placeholder is nobody's name.
      data-private={search !== '' || undefined}
      type="search"
      aria-label={t('pipeline.find')}
      placeholder={t('pipeline.findHint')}
      w={250}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={search === '' ? <Keys keys="/" /> : null}
      value={search}
      onChange={(change) => boardMemory.set({ search: change.currentTarget.value.slice(0, 200) })}
    />
  )
}

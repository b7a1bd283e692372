import { Button, Stack } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createMemory } from '../app/memory.ts'
import { providersQuery, statusQuery } from '../app/queries.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Page } from '../ui/page.tsx'
import { ScrollMemory } from '../ui/scroll-memory.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { FirstStart } from './first-start.tsx'
import { ProviderCard } from './provider-card.tsx'
import { SampleDayProgress } from './sample-day-progress.tsx'
import { useSampleDay } from './use-sample-day.ts'

const providersMemory = createMemory('providers', { scrollOffset: 0 })

/** One card a provider, in one column. */
export function ProvidersPage() {
  const { data: status } = useQuery(statusQuery)
  const cards = useQuery(providersQuery)
  const [firstTest, setFirstTest] = useState<SigningProviderId | null>(null)
  // Stays while its own test or sample day runs, although the first delivery ends the first start.
  const [welcome, setWelcome] = useState(false)
  if (status?.firstStart && !welcome) setWelcome(true)
  return (
    <Page title={t('app.page.providers')} toolbar={!welcome && <SampleDayButton />}>
      <ScrollMemory memory={providersMemory} label={t('app.page.providers')} ready={cards.isSuccess}>
        <Stack gap="md" p="md" maw={860} mx="auto">
          {welcome && <FirstStart onTest={setFirstTest} />}
          {cards.isPending && <CardSkeleton />}
          {cards.isError && !cards.data && (
            <ErrorNotice title={t('providers.unreadable')} error={cards.error} onRetry={() => void cards.refetch()} />
          )}
          {cards.data?.map((card) => (
            <ProviderCard
              key={card.id === firstTest ? `${card.id}, first test` : card.id}
              card={card}
              startWithTest={card.id === firstTest}
            />
          ))}
        </Stack>
      </ScrollMemory>
    </Page>
  )
}

function SampleDayButton() {
  const { run, isRunning, done, total } = useSampleDay()
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPlay size={14} aria-hidden />} loading={isRunning} onClick={run}>
        {t('providers.sampleDay.run')}
      </Button>
      {isRunning && <SampleDayProgress done={done} total={total} />}
    </>
  )
}

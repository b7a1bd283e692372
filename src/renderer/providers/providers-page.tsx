import { Button, Paper, Stack } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createMemory } from '../app/memory.ts'
import { AwayList } from '../away/away-list.tsx'
import { providersQuery, useStatus } from '../app/queries.ts'
import { may } from '../browser/may.ts'
import { ReservedSection } from '../browser/reserved.tsx'
import { ConnectDialog } from '../connections/connect-dialog.tsx'
import { googleQuery } from '../connections/queries.ts'
import { GoogleCard } from '../google/google-card.tsx'
import { googleState } from '../google/google-state.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { ReachLine } from '../reach/reach-line.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Page } from '../ui/page.tsx'
import { ScrollMemory } from '../ui/scroll-memory.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { FirstStart } from './first-start.tsx'
import { ProviderCard } from './provider-card.tsx'
import { providerState } from './provider-state.ts'
import type { ProviderFacts } from './provider-state.ts'
import { ProviderStrip } from './provider-strip.tsx'
import classes from './providers.module.css'
import { SampleDayProgress } from './sample-day-progress.tsx'
import { useProviderFacts } from './use-provider-facts.ts'
import { useSampleDay } from './use-sample-day.ts'
import { useShownCard } from './use-shown-card.ts'

const providersMemory = createMemory('providers', { scrollOffset: 0 })

/** How each provider is connected: one card a provider, in one column, and all their states in a line above them. */
export function ProvidersPage() {
  const isFirst = useStatus(({ firstStart }) => firstStart)
  const cards = useQuery(providersQuery)
  const beside = useProviderFacts()
  const [firstTest, setFirstTest] = useState<SigningProviderId | null>(null)
  // Stays while its own test or sample day runs, although the first delivery ends the first start.
  const [welcome, setWelcome] = useState(false)
  if (isFirst && !welcome) setWelcome(true)
  const facts = beside.isPending ? null : (cards.data?.map(beside.factsOf) ?? null)
  const isReady = facts !== null
  useShownCard(isReady)
  return (
    <Page title={t('app.page.providers')} toolbar={!welcome && may('samples.run') && <SampleDayButton />}>
      <ScrollMemory memory={providersMemory} label={t('app.page.providers')} ready={isReady}>
        <Stack gap="md" p="md" maw={860} mx="auto">
          {welcome && <FirstStart onTest={setFirstTest} />}
          {!isReady && !cards.isError && <CardSkeleton cards={5} />}
          {cards.isError && !cards.data && (
            <ErrorNotice title={t('providers.unreadable')} error={cards.error} onRetry={() => void cards.refetch()} />
          )}
          {beside.error && <ErrorNotice title={t('connections.unreadable')} error={beside.error} onRetry={beside.retry} />}
          {facts && !welcome && <Strip facts={facts} />}
          {facts && !welcome && <ReachLine />}
          <ReservedSection to="providers.setSecret">
            {facts?.map((each) => (
              <ProviderCard
                key={each.card.id === firstTest ? `${each.card.id}, first test` : each.card.id}
                {...each}
                startWithTest={each.card.id === firstTest}
              />
            ))}
            {facts && <GoogleCard health={beside.googleHealth} />}
          </ReservedSection>
          {facts && !welcome && <TimesAway />}
        </Stack>
      </ScrollMemory>
      <ConnectDialog />
    </Page>
  )
}

function Strip({ facts }: { facts: readonly ProviderFacts[] }) {
  const { data: google } = useQuery(googleQuery)
  const signing = facts.map((each) => ({ provider: each.card.id, state: providerState(each) }))
  return <ProviderStrip entries={google ? [...signing, { provider: 'google-calendar', state: googleState(google) }] : signing} />
}

/** What was missed and made up for concerns all of them. */
function TimesAway() {
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="times-away">
      <h2 id="times-away" className={classes.name}>
        {t('away.list.title')}
      </h2>
      <AwayList />
    </Paper>
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

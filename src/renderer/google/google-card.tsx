import { Group, Paper, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { Google } from '../../shared/contract/google.ts'
import type { Health } from '../../shared/contract/health.ts'
import { googleQuery } from '../connections/queries.ts'
import { HealthFacts } from '../providers/health-facts.tsx'
import classes from '../providers/providers.module.css'
import { StateSentence } from '../providers/state-sentence.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { HistoryButton } from '../trust/history-button.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { Accounts } from './accounts.tsx'
import { ClientFact } from './client-fact.tsx'
import { googleState } from './google-state.ts'
import { News } from './news.tsx'
import { SetupKey } from './setup-key.tsx'

/** Everything about Google Calendar: the office's OAuth client, the accounts with their calendars, and how news of them comes. */
export const GoogleCard = memo(function GoogleCard({ health }: { health: Health | null }) {
  const { data: google, error, isPending, refetch } = useQuery(googleQuery)
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="provider-google-calendar">
      <header className={classes.cardHead}>
        <h2 id="provider-google-calendar" className={classes.name} tabIndex={-1}>
          <SourceMark source="google-calendar" />
        </h2>
        {google && <StateSentence state={googleState(google)} />}
      </header>
      {isPending && <Skeleton height={64} role="status" aria-label={t('ui.loading')} />}
      {error && !google && <ErrorNotice title={t('google.unreadable')} error={error} onRetry={() => void refetch()} />}
      {google && <Connected google={google} health={health} />}
    </Paper>
  )
})

function Connected({ google, health }: { google: Google; health: Health | null }) {
  const followsAny = google.accounts.some(({ calendars }) => calendars.some(({ followed }) => followed))
  return (
    <>
      <dl className={classes.facts}>
        <ClientFact client={google.client} />
      </dl>
      <Accounts google={google} />
      <dl className={classes.facts}>
        {followsAny && <News google={google} />}
        {health && followsAny && <HealthFacts health={health} />}
        {google.accounts.length > 0 && <SetupKey known={google.setupKey} />}
      </dl>
      {google.client && (
        <Group justify="flex-end">
          <HistoryButton provider="google-calendar" />
        </Group>
      )}
    </>
  )
}

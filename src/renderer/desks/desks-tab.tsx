import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { People } from './people.tsx'
import { otherDesksQuery } from './queries.ts'
import { Sessions } from './sessions.tsx'
import { Switchboard } from './switchboard.tsx'

/** The console in browsers on other machines: whether it is let in, who may, and who is in. */
export function DesksTab() {
  const { data: state, error, isPending, refetch } = useQuery(otherDesksQuery)
  return (
    <Stack gap="md" maw={1100}>
      <div>
        <Title order={2}>{t('desks.tab.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('desks.tab.about')}
        </Text>
      </div>
      {isPending && <CardSkeleton cards={2} />}
      {error && !state && <ErrorNotice title={t('desks.tab.unreadable')} error={error} onRetry={() => void refetch()} />}
      {state && (
        <>
          <Switchboard state={state} />
          <People state={state} />
          <Sessions />
        </>
      )}
    </Stack>
  )
}

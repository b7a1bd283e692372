import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createMemory } from '../app/memory.ts'
import { settingsQuery } from '../app/queries.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Page } from '../ui/page.tsx'
import { ScrollMemory } from '../ui/scroll-memory.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { ClinicSection } from './clinic-section.tsx'
import { ReceiverSection } from './receiver-section.tsx'
import { SecretsSection } from './secrets-section.tsx'
import { TimeSection } from './time-section.tsx'
import { TypeRulesSection } from './type-rules-section.tsx'

const settingsMemory = createMemory('settings', { scrollOffset: 0 })

/** What the office decides once. */
export function SettingsPage() {
  const { data: settings, error, isPending, refetch } = useQuery(settingsQuery)
  return (
    <Page title="Settings">
      <ScrollMemory memory={settingsMemory} label="Settings" ready={!isPending}>
        <Stack gap="md" p="md" maw={860} mx="auto">
          {isPending && <CardSkeleton cards={5} />}
          {error && !settings && <ErrorNotice title="The settings could not be read" error={error} onRetry={() => void refetch()} />}
          {settings && (
            <>
              <ReceiverSection settings={settings} />
              <TimeSection settings={settings} />
              <AppearanceSection />
              <TypeRulesSection settings={settings} />
              <ClinicSection settings={settings} />
              <SecretsSection />
            </>
          )}
        </Stack>
      </ScrollMemory>
    </Page>
  )
}

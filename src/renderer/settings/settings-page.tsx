import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { createMemory } from '../app/memory.ts'
import { settingsQuery } from '../app/queries.ts'
import { BackupsSection } from '../backup/backups-section.tsx'
import { may } from '../browser/may.ts'
import { SetWhere } from '../browser/set-where.tsx'
import { isBrowser } from '../browser/where.ts'
import { GuardsSection } from '../guards/guards-section.tsx'
import { RequestsSection } from '../guards/requests-section.tsx'
import { PublicAddressSection } from '../reach/public-address-section.tsx'
import { KeepSection } from '../keeping/keep-section.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Page } from '../ui/page.tsx'
import { ScrollMemory } from '../ui/scroll-memory.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { ChangesSection } from '../trust/changes-section.tsx'
import { TrustSection } from '../trust/trust-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { BackgroundSection } from './background-section.tsx'
import { ClinicSection } from './clinic-section.tsx'
import { Contents } from './contents.tsx'
import { DeskSection } from './desk-section.tsx'
import { LanguageSection } from './language-section.tsx'
import { NoticesSection } from './notices-section.tsx'
import { useAskedSection } from './open-section.ts'
import { ProxiesSection } from './proxies-section.tsx'
import { ReceiverSection } from './receiver-section.tsx'
import { SecretsSection } from './secrets-section.tsx'
import { TimeSection } from './time-section.tsx'
import { TypeRulesSection } from './type-rules-section.tsx'
import { ValuesSection } from './values-section.tsx'

const settingsMemory = createMemory('settings', { scrollOffset: 0 })

/** What the office decides once. */
export function SettingsPage() {
  const { data: settings, error, isPending, refetch } = useQuery(settingsQuery)
  const region = useRef<HTMLDivElement>(null)
  useAskedSection(!isPending)
  return (
    <Page title={t('app.page.settings')}>
      <ScrollMemory memory={settingsMemory} label={t('app.page.settings')} ready={!isPending} region={region}>
        {settings && may('settings.update') && <Contents host={region} />}
        <Stack gap="md" p="md" maw={860} mx="auto" data-contents>
          {isPending && <CardSkeleton cards={5} />}
          {error && !settings && <ErrorNotice title={t('settings.unreadable')} error={error} onRetry={() => void refetch()} />}
          {settings && !may('settings.update') && (
            <>
              <LanguageSection />
              <AppearanceSection />
              <Text size="sm" c="dimmed">
                {t('desks.mayNot.settings')}
              </Text>
            </>
          )}
          {settings && may('settings.update') && (
            <>
              <SetWhere to="receiver.restart">
                <ReceiverSection settings={settings} />
                <PublicAddressSection settings={settings} />
                <GuardsSection settings={settings} />
                <RequestsSection settings={settings} />
                <ProxiesSection settings={settings} />
              </SetWhere>
              <TimeSection settings={settings} />
              {isBrowser ? <LanguageSection /> : <DeskSection settings={settings} />}
              {!isBrowser && <BackgroundSection settings={settings} />}
              <AppearanceSection />
              <NoticesSection settings={settings} />
              <TypeRulesSection settings={settings} />
              <ValuesSection settings={settings} />
              <ClinicSection settings={settings} />
              <SetWhere to="vault.choose">
                <SecretsSection settings={settings} />
              </SetWhere>
              <TrustSection />
              <ChangesSection />
              <KeepSection settings={settings} />
              <SetWhere to="backups.setPassphrase">
                <BackupsSection settings={settings} />
              </SetWhere>
            </>
          )}
        </Stack>
      </ScrollMemory>
    </Page>
  )
}

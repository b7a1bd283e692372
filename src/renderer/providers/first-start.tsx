import { Button, Group, Menu, Paper, Text, Title } from '@mantine/core'
import { IconBrandGoogle, IconChevronDown, IconKey, IconPlayerPlay, IconSend } from '@tabler/icons-react'
import { signingProviderIds } from '../../shared/words.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { askToConnect, showProvider } from '../connections/ask.ts'
import { sourceName } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import classes from './providers.module.css'
import { SampleDayProgress } from './sample-day-progress.tsx'
import { useSampleDay } from './use-sample-day.ts'

/** The ways on for somebody who has just started Deskbell for the first time. */
export function FirstStart({ onTest }: { onTest(provider: SigningProviderId): void }) {
  const { run, isRunning, done, total } = useSampleDay()
  return (
    <Paper component="section" withBorder p="md" className={classes.firstStart} aria-label={t('providers.first.label')}>
      <Title order={2}>{t('providers.first.title')}</Title>
      <Text size="sm" mt={4}>
        {t('providers.first.about')}
      </Text>
      <Group gap="xs" mt="sm">
        <Button leftSection={<IconPlayerPlay size={14} aria-hidden />} loading={isRunning} onClick={run}>
          {t('providers.sampleDay.run')}
        </Button>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconSend size={14} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {t('providers.first.test')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('providers.first.asFrom')}</Menu.Label>
            {signingProviderIds.map((provider) => (
              <Menu.Item key={provider} onClick={() => onTest(provider)}>
                <SourceMark source={provider} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <ConnectNow />
      {isRunning && <SampleDayProgress done={done} total={total} />}
    </Paper>
  )
}

/** Those that need nothing but a token, and Google, where one signs in. */
function ConnectNow() {
  return (
    <div className={classes.connectNow}>
      {t('providers.first.connect')}
      {(['calendly', 'cal-com'] as const).map((provider) => (
        <Button key={provider} variant="light" leftSection={<IconKey size={14} aria-hidden />} onClick={() => askToConnect(provider)}>
          {t('providers.first.byToken', { name: sourceName(provider) })}
        </Button>
      ))}
      <Button variant="light" leftSection={<IconBrandGoogle size={14} aria-hidden />} onClick={() => showProvider('google-calendar')}>
        {t('providers.first.google')}
      </Button>
    </div>
  )
}

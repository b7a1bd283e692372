import { Button, Group, Menu, Paper, Text, Title } from '@mantine/core'
import { IconChevronDown, IconPlayerPlay, IconSend } from '@tabler/icons-react'
import { providerIds } from '../../shared/words.ts'
import type { ProviderId } from '../../shared/words.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import classes from './providers.module.css'
import { SampleDayProgress } from './sample-day-progress.tsx'
import { useSampleDay } from './use-sample-day.ts'

/** The two ways on for somebody who has just started Deskbell for the first time. */
export function FirstStart({ onTest }: { onTest(provider: ProviderId): void }) {
  const { run, isRunning, done, total } = useSampleDay()
  return (
    <Paper component="section" withBorder p="md" className={classes.firstStart} aria-label="First steps">
      <Title order={2}>Connect your scheduling services</Title>
      <Text size="sm" mt={4}>
        Deskbell receives what Calendly, Cal.com, Smart-Scheduler and a clinic's system send, and shows it as one calendar. Nothing is
        connected yet. There are two ways to see it work before you connect something:
      </Text>
      <Group gap="xs" mt="sm">
        <Button leftSection={<IconPlayerPlay size={14} aria-hidden />} loading={isRunning} onClick={run}>
          Try it with a sample day
        </Button>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconSend size={14} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Send a test webhook
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>As it would come from</Menu.Label>
            {providerIds.map((provider) => (
              <Menu.Item key={provider} onClick={() => onTest(provider)}>
                <SourceMark source={provider} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isRunning && <SampleDayProgress done={done} total={total} />}
    </Paper>
  )
}

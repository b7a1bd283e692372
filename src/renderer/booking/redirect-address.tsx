import { Code, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { reachQuery } from '../connections/queries.ts'
import { LocalOnly } from '../reach/local-only.tsx'
import { useLocalAddress } from '../reach/use-reach.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

/** Those that send whoever has booked to a page of the office's choice. */
const redirecting = ['calendly', 'cal-com', 'smart-scheduler'] as const

/** What the admin types in at each provider, and where. */
export function RedirectAddress() {
  const { data: reach } = useQuery(reachQuery)
  const local = useLocalAddress()
  const publicUrl = reach?.publicUrl ?? null
  const address = `${publicUrl ?? `http://${local}`}/schedule`
  return (
    <Paper component="section" withBorder p="md" aria-label={t('booking.tab.address.title')}>
      <Stack gap="sm">
        <div>
          <Title order={3}>{t('booking.tab.address.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('booking.tab.address.about')}
          </Text>
        </div>
        <Group gap="xs">
          <Code fz="sm">{address}</Code>
          <CopyButton value={address} label={t('booking.tab.address.copy')} />
        </Group>
        {reach !== undefined && publicUrl === null && <LocalOnly text={t('booking.tab.address.local')} />}
        <List size="sm" spacing={6}>
          {redirecting.map((provider) => (
            <List.Item key={provider}>
              <b>{sourceName(provider)}</b>: {t(`booking.tab.address.${provider}`)}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  )
}

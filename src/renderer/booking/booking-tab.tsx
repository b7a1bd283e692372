import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCommandList } from '../app/commands.ts'
import { settingsQuery } from '../app/queries.ts'
import { Reserved, ReservedSection } from '../browser/reserved.tsx'
import { isBrowser } from '../browser/where.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tellFailure } from '../ui/notify.ts'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { BookingForm } from './booking-form.tsx'
import { RedirectAddress } from './redirect-address.tsx'

/** The page to which providers send whoever has booked: whether it is there, how it reads, and where providers have to lead. */
export function BookingTab() {
  const { data: settings, error, isPending, refetch } = useQuery(settingsQuery)
  return (
    <Stack gap="md" maw={900}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2}>{t('booking.tab.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('booking.tab.about')}
          </Text>
        </div>
        {settings?.bookingPage.enabled && <Example />}
      </Group>
      {isPending && <CardSkeleton />}
      {error && !settings && <ErrorNotice title={t('booking.tab.unreadable')} error={error} onRetry={() => void refetch()} />}
      {settings && (
        <>
          {settings.bookingPage.enabled && <RedirectAddress />}
          <ReservedSection to="settings.update">
            <BookingForm settings={settings} />
          </ReservedSection>
        </>
      )}
    </Stack>
  )
}

/** How the page looks to whoever is sent there. */
function Example() {
  const show = useMutation({
    mutationFn: () => desk.booking.showExample(),
    onError: (error) => tellFailure(t('booking.tab.notShown'), error),
  })
  const commands = useMemo(
    () => [{ id: 'booking-example', label: t('booking.tab.example'), group: t('app.page.sharing'), asks: 'booking.showExample' as const }],
    [],
  )
  useCommandList(commands, () => show.mutate())
  const icon = <IconExternalLink size={16} aria-hidden />
  // Another desk is a browser already, at the same address.
  if (isBrowser)
    return (
      <Button component="a" href="/schedule/example" target="_blank" rel="noreferrer" variant="default" flex="none" leftSection={icon}>
        {t('booking.tab.example')}
      </Button>
    )
  return (
    <Reserved to="booking.showExample">
      <Button variant="default" flex="none" leftSection={icon} loading={show.isPending} onClick={() => show.mutate()}>
        {t('booking.tab.example')}
      </Button>
    </Reserved>
  )
}

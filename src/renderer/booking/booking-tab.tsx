import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../app/queries.ts'
import { OpenPage } from '../browser/open-page.tsx'
import { ReservedSection } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
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
        {settings?.bookingPage.enabled && (
          <OpenPage
            id="booking-example"
            label={t('booking.tab.example')}
            failure={t('booking.tab.notShown')}
            asks="booking.showExample"
            open={() => desk.booking.showExample()}
            href="/schedule/example"
          />
        )}
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
